"""How far a set of exercises measures one thing, said in a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

FEWEST_PEOPLE = 100
FEWEST_ITEMS = 20
SATISFACTORY_FROM = 0.75
UNSATISFACTORY_BELOW = 0.64


class Consistency(StrEnum):
    SATISFACTORY = "satisfactory"
    DOUBTFUL = "doubtful"
    UNSATISFACTORY = "unsatisfactory"


@dataclass(frozen=True, slots=True)
class MarkSums:
    """Over the people who answered everything: of one exercise, or of the totals."""

    marks: float
    squares: float

    def variance(self, people: int) -> float:
        """Over all people, not a sample of them."""
        return max(0.0, self.squares / people - (self.marks / people) ** 2)


def alpha(items: Sequence[MarkSums], total: MarkSums, *, people: int) -> float | None:
    """Cronbach's alpha, which for marks of 0 and 1 is KR-20; None where it is not defined.

    Source: Kuder and Richardson 1937; Cronbach 1951.
    """
    count = len(items)
    if count < 2 or people < 1 or (whole := total.variance(people)) == 0:
        return None
    parts = sum(item.variance(people) for item in items)
    return count / (count - 1) * (1 - parts / whole)


def consistency(items: Sequence[MarkSums], total: MarkSums, *, people: int) -> Consistency | None:
    """The word; None below 100 people or 20 exercises. Source: docs.moodle.org, quiz statistics."""
    if people < FEWEST_PEOPLE or len(items) < FEWEST_ITEMS:
        return None
    value = alpha(items, total, people=people)
    if value is None or value < UNSATISFACTORY_BELOW:
        return Consistency.UNSATISFACTORY
    return Consistency.SATISFACTORY if value >= SATISFACTORY_FROM else Consistency.DOUBTFUL
