"""How far a set of exercises measures one thing, said in a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from elearn.domain.recognition.item_sums import ItemSums

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


def consistency_of(items: Sequence[ItemSums]) -> Consistency | None:
    """Of the exercises of one module, from what is kept of each; None unless the same number of
    people has answered every one, as well as for the reasons of `consistency`.

    A total is the mark of an exercise and all of the rest, so the sums of one tell of it.
    """
    if not items or len({item.answers for item in items}) > 1:
        return None
    one, others = items[0], len(items) - 1
    total = MarkSums(
        one.x + others * one.rest,
        one.x_squared + 2 * others * one.x_rest + others**2 * one.rest_squared,
    )
    marks = [MarkSums(item.x, item.x_squared) for item in items]
    return consistency(marks, total, people=one.answers)


def consistency(items: Sequence[MarkSums], total: MarkSums, *, people: int) -> Consistency | None:
    """The word; None below 100 people or 20 exercises. Source: docs.moodle.org, quiz statistics."""
    if people < FEWEST_PEOPLE or len(items) < FEWEST_ITEMS:
        return None
    value = alpha(items, total, people=people)
    if value is None or value < UNSATISFACTORY_BELOW:
        return Consistency.UNSATISFACTORY
    return Consistency.SATISFACTORY if value >= SATISFACTORY_FROM else Consistency.DOUBTFUL
