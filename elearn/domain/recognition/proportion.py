"""A share that was counted, with how far it may be off."""

from dataclasses import dataclass
from math import sqrt

from elearn.domain.errors import Refusal
from elearn.domain.recognition.counts import require_counts
from elearn.domain.recognition.interval import Z_95, Interval


@dataclass(frozen=True, slots=True)
class Proportion:
    successes: int
    trials: int

    def __post_init__(self) -> None:
        require_counts((self.successes, self.trials))
        if self.successes > self.trials:
            raise Refusal("counts-malformed")

    @property
    def fraction(self) -> float | None:
        """From 0 to 1, uncorrected; None without trials."""
        return self.successes / self.trials if self.trials else None

    @property
    def interval(self) -> Interval | None:
        """95 % by Wilson, inside 0 to 1 and never empty; None without trials.

        Source: Wilson 1927, without correction for continuity.
        """
        if not self.trials:
            return None
        z2 = Z_95**2
        centre = (self.successes + z2 / 2) / (self.trials + z2)
        failures = self.trials - self.successes
        half = Z_95 * sqrt(self.successes * failures / self.trials + z2 / 4) / (self.trials + z2)
        low = 0.0 if self.successes == 0 else centre - half
        high = 1.0 if failures == 0 else centre + half
        return Interval(low, high)
