"""What the options of an exercise tell: the one nobody takes, the one the strong take."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from elearn.domain.recognition.item_statistics import FEWEST_WORKPLACES

FEWEST_ANSWERS = 50
DEAD_BELOW = 0.05


class Suspicion(StrEnum):
    DEAD = "dead"
    """Hardly anybody chooses it: it is no alternative."""
    DRAWS_THE_STRONG = "draws-the-strong"
    """A wrong option whose choosers do better elsewhere than those of the right one."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class OptionSums:
    is_right: bool
    chosen: int
    rest: float
    """The sum, over those who chose it, of their mean marks elsewhere, each 0 to 1."""

    @property
    def mean_rest(self) -> float | None:
        """None when nobody chose it."""
        return self.rest / self.chosen if self.chosen else None


@dataclass(frozen=True, slots=True)
class OptionFigures:
    share: float
    mean_rest: float | None
    suspicion: Suspicion


def option_analysis(
    options: Mapping[str, OptionSums], *, answers: int, workplaces: int
) -> dict[str, OptionFigures] | None:
    """By option; None below 50 first answers or three workplaces.

    With several right options the shares add up to more than 1.
    """
    if answers < FEWEST_ANSWERS or workplaces < FEWEST_WORKPLACES:
        return None
    right = _mean_rest_of_right(options)
    return {
        option: OptionFigures(
            sums.chosen / answers, sums.mean_rest, _suspicion(sums, answers, right)
        )
        for option, sums in options.items()
    }


def _mean_rest_of_right(options: Mapping[str, OptionSums]) -> float | None:
    chosen = sum(option.chosen for option in options.values() if option.is_right)
    rest = sum(option.rest for option in options.values() if option.is_right)
    return rest / chosen if chosen else None


def _suspicion(sums: OptionSums, answers: int, right: float | None) -> Suspicion:
    if sums.chosen / answers < DEAD_BELOW:
        return Suspicion.NONE if sums.is_right else Suspicion.DEAD
    if sums.is_right or sums.mean_rest is None:
        return Suspicion.NONE
    draws = right is None or sums.mean_rest > right
    return Suspicion.DRAWS_THE_STRONG if draws else Suspicion.NONE
