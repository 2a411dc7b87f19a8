"""Whether a group changed between two measurements of the same people.

From three sums and nothing else, so that no person's difference has to be kept: how many, the
sum of their differences, and the sum of the squares.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Self

from elearn.domain.recognition.interval import Z_95, Interval

FEWEST_PEOPLE = 10


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    NOT_CERTAIN = "not-certain"
    """0 lies in the interval; not the same as no change."""


@dataclass(frozen=True, slots=True)
class PairedSums:
    """Of one figure: afterwards less before, person by person."""

    people: int
    total: float
    squares: float

    @classmethod
    def of(cls, differences: Iterable[float]) -> Self:
        values = tuple(differences)
        return cls(len(values), sum(values), sum(value**2 for value in values))


@dataclass(frozen=True, slots=True)
class GroupChange:
    people: int
    mean: float
    interval: Interval
    """95 %."""

    @property
    def direction(self) -> Direction:
        if self.interval.low > 0:
            return Direction.HIGHER
        return Direction.LOWER if self.interval.high < 0 else Direction.NOT_CERTAIN


def group_change(sums: PairedSums) -> GroupChange | None:
    """The mean change with its interval, by the paired t-test; None below ten people."""
    if sums.people < FEWEST_PEOPLE:
        return None
    mean = sums.total / sums.people
    freedom = sums.people - 1
    variance = max(0.0, sums.squares - sums.people * mean**2) / freedom
    half = t_95(freedom) * sqrt(variance / sums.people)
    return GroupChange(sums.people, mean, Interval(mean - half, mean + half))


def t_95(freedom: int) -> float:
    """Standard errors to each side of a 95 % interval, within .0005 from 9 degrees of freedom.

    Source: the expansion of Student's t in Abramowitz and Stegun, 26.7.5.
    """
    z = Z_95
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
