"""How well one learner does on one concept of late: private, for choosing what comes next.

Never a gate, a badge or a rank.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from elearn.domain.recognition.case import Truth

WEIGHT = 0.3
BEGINNING = 0.5
ENOUGH = 0.8
FEWEST_EXPOSURES = 6
SHORTEST_SPAN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Mastery:
    """Two running averages, so that being good at one class never hides the other."""

    signals: float = BEGINNING
    lookalikes: float = BEGINNING
    exposures: int = 0
    """Answers to signals and look-alikes; grey cases change nothing."""
    first_on: date | None = None
    last_on: date | None = None

    def after(self, truth: Truth, *, right: bool, today: date) -> "Mastery":
        if truth is Truth.GREY:
            return self
        met = replace(
            self,
            exposures=self.exposures + 1,
            first_on=self.first_on or today,
            last_on=today,
        )
        if truth is Truth.SIGNAL:
            return replace(met, signals=_moved(self.signals, right))
        return replace(met, lookalikes=_moved(self.lookalikes, right))

    @property
    def is_mastered(self) -> bool:
        if self.first_on is None or self.last_on is None:
            return False
        return (
            min(self.signals, self.lookalikes) >= ENOUGH
            and self.exposures >= FEWEST_EXPOSURES
            and self.last_on - self.first_on >= SHORTEST_SPAN
        )


def _moved(average: float, right: bool) -> float:
    return average + WEIGHT * (right - average)
