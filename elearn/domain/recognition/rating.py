"""Six levels of concern: yes or no, and how sure; what they say about telling signals apart.

Level 1 is surely no concern and 6 surely concern; 4 and above are a yes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import accumulate
from math import sqrt
from types import MappingProxyType
from typing import Self

from elearn.domain.errors import Refusal
from elearn.domain.recognition.counts import require_counts
from elearn.domain.recognition.detection import Detection, estimate
from elearn.domain.recognition.interval import Interval, around

LEVELS = range(1, 7)
FIRST_LEVEL_OF_CONCERN = 4
PROBABILITY_BY_LEVEL = MappingProxyType({1: 0.10, 2: 0.267, 3: 0.417, 4: 0.583, 5: 0.733, 6: 0.90})
"""What choosing a level is taken to say: the probability that there is cause for concern."""


class Certainty(IntEnum):
    UNSURE = 1
    FAIRLY = 2
    SURE = 3


def level_of(concern: bool, certainty: Certainty) -> int:
    return FIRST_LEVEL_OF_CONCERN - 1 + certainty if concern else FIRST_LEVEL_OF_CONCERN - certainty


def concern_of(level: int) -> bool:
    """Raises: Refusal `rating-malformed`; likewise the next."""
    return require_level(level) >= FIRST_LEVEL_OF_CONCERN


def certainty_of(level: int) -> Certainty:
    distance = require_level(level) - FIRST_LEVEL_OF_CONCERN
    return Certainty(distance + 1 if distance >= 0 else -distance)


def require_level(level: object) -> int:
    """The level itself. Raises: Refusal `rating-malformed` unless it is 1 to 6."""
    if type(level) is not int or level not in LEVELS:
        raise Refusal("rating-malformed")
    return level


@dataclass(frozen=True, slots=True)
class RatingCounts:
    """How often each level was chosen, level 1 first: all that is kept of a measurement block.

    Raises: Refusal `counts-malformed`.
    """

    signals: tuple[int, ...]
    lookalikes: tuple[int, ...]

    def __post_init__(self) -> None:
        require_counts(self.signals + self.lookalikes)
        if {len(self.signals), len(self.lookalikes)} != {len(LEVELS)}:
            raise Refusal("counts-malformed")

    @classmethod
    def of(cls, signals: Iterable[int], lookalikes: Iterable[int]) -> Self:
        """From the levels chosen, in any order. Raises: Refusal `rating-malformed`."""
        return cls(_tally(signals), _tally(lookalikes))

    @classmethod
    def none(cls) -> Self:
        return cls.of((), ())

    def raised(self, *, is_signal: bool, level: int) -> "RatingCounts":
        """With one answer more. Raises: Refusal `rating-malformed`."""
        one = _tally((level,))
        row = self.signals if is_signal else self.lookalikes
        more = tuple(map(sum, zip(row, one, strict=True)))
        return replace(self, signals=more) if is_signal else replace(self, lookalikes=more)

    @property
    def answers(self) -> int:
        return sum(self.signals) + sum(self.lookalikes)

    @property
    def right(self) -> int:
        no = FIRST_LEVEL_OF_CONCERN - 1
        return sum(self.signals[no:]) + sum(self.lookalikes[:no])

    def detection(self, *, adaptive: bool = False) -> Detection:
        """d′ and criterion of the yes and no in these ratings."""
        no = FIRST_LEVEL_OF_CONCERN - 1
        return estimate(
            sum(self.signals[no:]),
            sum(self.signals[:no]),
            sum(self.lookalikes[no:]),
            sum(self.lookalikes[:no]),
            adaptive=adaptive,
        )


def _tally(levels: Iterable[int]) -> tuple[int, ...]:
    chosen = [require_level(level) for level in levels]
    return tuple(map(chosen.count, LEVELS))


@dataclass(frozen=True, slots=True)
class Area:
    """The probability that a signal was rated above a look-alike, a tie counting half."""

    value: float
    standard_error: float | None
    """None at 0 and 1, where the formula would say that there is no error at all."""

    @property
    def interval(self) -> Interval | None:
        """95 %, cut at 0 and 1."""
        if self.standard_error is None:
            return None
        whole = around(self.value, self.standard_error)
        return Interval(max(0.0, whole.low), min(1.0, whole.high))


def empirical_area(counts: RatingCounts) -> Area | None:
    """The area under the ROC curve of the ratings; None without signals or look-alikes.

    Source: Mann and Whitney 1947; Hanley and McNeil 1982 for the error.
    """
    signals, lookalikes = sum(counts.signals), sum(counts.lookalikes)
    if not signals or not lookalikes:
        return None
    area = _twice_u(counts.signals, counts.lookalikes) / (2 * signals * lookalikes)
    return Area(area, _hanley_mcneil(area, signals, lookalikes) if 0 < area < 1 else None)


def _twice_u(signals: Sequence[int], lookalikes: Sequence[int]) -> int:
    """Twice the pairs in which the signal is above, ties half: a whole number."""
    below = accumulate(lookalikes, initial=0)
    return sum(
        count * (2 * lower + level)
        for count, lower, level in zip(signals, below, lookalikes, strict=False)
    )


def _hanley_mcneil(area: float, signals: int, lookalikes: int) -> float:
    both_above = area / (2 - area)
    above_both = 2 * area**2 / (1 + area)
    variance = (
        area * (1 - area)
        + (signals - 1) * (both_above - area**2)
        + (lookalikes - 1) * (above_both - area**2)
    )
    return sqrt(variance / (signals * lookalikes))
