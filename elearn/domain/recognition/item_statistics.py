"""How an exercise did: how hard it is, and whether those who do well elsewhere do well here.

First answers only, never from cases that were chosen to fit the learner.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import atanh, sqrt, tanh

from elearn.domain.recognition.interval import Z_95, Interval, around
from elearn.domain.recognition.item_sums import ItemSums

FEWEST_FOR_DIFFICULTY = 20
FEWEST_FOR_DISCRIMINATION = 50
FEWEST_FOR_RED = 30
FEWEST_WORKPLACES = 3
AMBER_BELOW = 0.15
_FEWEST_FOR_INTERVAL = 4
_ROUNDING = 1e-9


class Light(StrEnum):
    RED = "red"
    AMBER = "amber"
    NONE = "none"


class Advice(StrEnum):
    """What the author is to do; each light has one."""

    CHECK_THE_KEY = "check-the-key"
    MAKE_CLEARER = "make-clearer"
    LEAVE_AS_IT_IS = "leave-as-it-is"
    WAIT = "wait-for-answers"


@dataclass(frozen=True, slots=True)
class Difficulty:
    """The mean mark, 1 being easy; what other systems call facility."""

    value: float
    interval: Interval
    """95 % by Wilson, with marks between 0 and 1 counted as parts of a right answer."""


class Separation(StrEnum):
    """Whether an exercise tells those who do well elsewhere from those who do not."""

    GOOD = "good"
    UNCLEAR = "unclear"
    BACKWARDS = "works-backwards"


@dataclass(frozen=True, slots=True)
class Discrimination:
    """The correlation of this exercise with the rest, -1 to 1."""

    value: float
    interval: Interval
    """95 % by Fisher's transformation."""

    @property
    def separation(self) -> Separation:
        """Good where the whole interval is above 0."""
        if self.value < 0:
            return Separation.BACKWARDS
        return Separation.GOOD if self.interval.low > 0 else Separation.UNCLEAR


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    answers: int
    difficulty: Difficulty | None
    """None below 20 answers."""
    discrimination: Discrimination | None
    """None below 50 answers, or 30 where it is below 0, and where all marks are alike."""
    light: Light
    advice: Advice


def item_statistics(sums: ItemSums, *, workplaces: int) -> ItemStatistics | None:
    """None until people of three workplaces have answered; *workplaces* counts them."""
    if workplaces < FEWEST_WORKPLACES:
        return None
    light = _light(sums)
    return ItemStatistics(
        answers=sums.answers,
        difficulty=difficulty(sums) if sums.answers >= FEWEST_FOR_DIFFICULTY else None,
        discrimination=_shown(sums, light),
        light=light,
        advice=_advice(sums, light),
    )


def difficulty(sums: ItemSums) -> Difficulty:
    """*sums* has at least one answer."""
    n, mean, z2 = sums.answers, sums.x / sums.answers, Z_95**2
    centre = (mean + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 * sqrt(mean * (1 - mean) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Difficulty(mean, Interval(max(0.0, centre - half), min(1.0, centre + half)))


def discrimination(sums: ItemSums) -> Discrimination | None:
    """None below four answers, and where there is nothing to correlate."""
    n = sums.answers
    spread_x = n * sums.x_squared - sums.x**2
    spread_rest = n * sums.rest_squared - sums.rest**2
    if n < _FEWEST_FOR_INTERVAL or min(spread_x, spread_rest) <= _ROUNDING * n * n:
        return None
    r = (n * sums.x_rest - sums.x * sums.rest) / sqrt(spread_x * spread_rest)
    r = min(1.0, max(-1.0, r))
    return Discrimination(r, _fisher(r, n))


def _fisher(r: float, n: int) -> Interval:
    if abs(r) > 1 - _ROUNDING:
        return Interval(r, r)
    transformed = around(atanh(r), 1 / sqrt(n - 3))
    return Interval(tanh(transformed.low), tanh(transformed.high))


def _light(sums: ItemSums) -> Light:
    found = discrimination(sums)
    if found is None:
        return Light.NONE
    if found.value < 0 and sums.answers >= FEWEST_FOR_RED:
        return Light.RED
    if found.interval.high < AMBER_BELOW and sums.answers >= FEWEST_FOR_DISCRIMINATION:
        return Light.AMBER
    return Light.NONE


def _shown(sums: ItemSums, light: Light) -> Discrimination | None:
    if sums.answers >= FEWEST_FOR_DISCRIMINATION or light is Light.RED:
        return discrimination(sums)
    return None


def _advice(sums: ItemSums, light: Light) -> Advice:
    match light:
        case Light.RED:
            return Advice.CHECK_THE_KEY
        case Light.AMBER:
            return Advice.MAKE_CLEARER
        case Light.NONE if sums.answers < FEWEST_FOR_DISCRIMINATION:
            return Advice.WAIT
        case _:
            return Advice.LEAVE_AS_IT_IS
