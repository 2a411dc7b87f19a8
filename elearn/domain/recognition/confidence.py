"""How well stated certainty fits what was right: marks, Brier score, over-confidence.

Everything is symmetric between misses and false alarms; a skewed mark would itself teach
somebody to raise more concern, or less.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from elearn.domain.recognition.rating import (
    LEVELS,
    PROBABILITY_BY_LEVEL,
    Certainty,
    RatingCounts,
)

MARK_IF_RIGHT = MappingProxyType({Certainty.UNSURE: 1, Certainty.FAIRLY: 2, Certainty.SURE: 3})
MARK_IF_WRONG = MappingProxyType({Certainty.UNSURE: 0, Certainty.FAIRLY: -2, Certainty.SURE: -6})
"""So that *fairly* pays from 67 % and *sure* from 80 %. Source: certainty-based marking."""
COIN_BRIER = 0.25
FEWEST_ANSWERS = 30
SMALLEST_GAP = 0.15
_ROUNDING = 1e-9


class Calibration(StrEnum):
    OVER_CONFIDENT = "over-confident"
    UNDER_CONFIDENT = "under-confident"
    FITS = "fits"
    """No gap that is large enough to speak of."""
    UNKNOWN = "unknown"
    """Too few answers."""


def certainty_mark(is_right: bool, certainty: Certainty) -> int:
    return (MARK_IF_RIGHT if is_right else MARK_IF_WRONG)[certainty]


def brier(is_signal: bool, level: int) -> float:
    """The squared distance of what was said from what was so: 0 at best, .81 at worst."""
    return (PROBABILITY_BY_LEVEL[level] - is_signal) ** 2


@dataclass(frozen=True, slots=True)
class Confidence:
    answers: int
    brier: float
    """The mean over all answers."""
    skill: float
    """1 is perfect, 0 as good as always saying one half, below 0 worse than that."""
    accuracy: float
    """The fraction whose yes or no was right."""
    stated: float
    """The mean certainty put into words, .583 to .9."""

    @property
    def gap(self) -> float:
        """Above 0 when more was claimed than was right."""
        return self.stated - self.accuracy

    @property
    def calibration(self) -> Calibration:
        if self.answers < FEWEST_ANSWERS:
            return Calibration.UNKNOWN
        if abs(self.gap) < SMALLEST_GAP - _ROUNDING:
            return Calibration.FITS
        return Calibration.OVER_CONFIDENT if self.gap > 0 else Calibration.UNDER_CONFIDENT


def confidence(counts: RatingCounts) -> Confidence | None:
    """What the ratings say about certainty; None without an answer."""
    if not counts.answers:
        return None
    squares = stated = 0.0
    for level, signals, lookalikes in zip(LEVELS, counts.signals, counts.lookalikes, strict=True):
        squares += signals * brier(True, level) + lookalikes * brier(False, level)
        likelihood = PROBABILITY_BY_LEVEL[level]
        stated += (signals + lookalikes) * max(likelihood, 1 - likelihood)
    mean = squares / counts.answers
    return Confidence(
        answers=counts.answers,
        brier=mean,
        skill=1 - mean / COIN_BRIER,
        accuracy=counts.right / counts.answers,
        stated=stated / counts.answers,
    )
