"""What is said of a group from its sums, rounded so that no page says more than it may."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor

from elearn.domain.recognition.detection import Flag
from elearn.domain.recognition.disclosure import Cell, rounded_percent
from elearn.domain.recognition.group_change import Direction, GroupChange, group_change
from elearn.domain.recognition.group_sums import GroupSums
from elearn.domain.recognition.interval import Interval
from elearn.domain.recognition.lean import NEUTRAL_CRITERION, Lean
from elearn.domain.recognition.own_result import Pairs, pairs_of
from elearn.domain.recognition.proportion import Proportion

PEOPLE_STEP = 10
STEP = 5
STEPS = 100 // STEP


class Effect(StrEnum):
    """What a course may be said to have done, by the same people before and after."""

    BETTER = "better"
    """Told apart better, with more signals noticed and fewer false alarms raised."""
    WORSE = "worse"
    ONE_SIDED = "one-sided"
    """d′ rose, but one of the two rates went the wrong way: nothing to boast of."""
    NOT_CERTAIN = "not-certain"


@dataclass(frozen=True, slots=True)
class Share:
    """In percent and steps of 5, never 0 or 100."""

    usual: int
    fewest: int
    """From here to *most*: the 95 % interval."""
    most: int


@dataclass(frozen=True, slots=True)
class CourseEffect:
    people: int
    """At least so many; likewise below."""
    effect: Effect
    threshold: Direction
    """Whether it now takes more, or less, until concern is raised."""


@dataclass(frozen=True, slots=True)
class GroupReport:
    people: int
    """At least so many, in tens: not even who took part can be worked out."""
    missed: Share
    """Signals without concern: too little."""
    false_alarms: Share
    """Look-alikes with concern: too much. Never netted against the other."""
    d_prime: float
    """In tenths; likewise its interval and the next."""
    d_prime_interval: Interval
    criterion: float
    """c_notice. Blocks ask for no next step, so there is no c_escalate."""
    pairs: Pairs
    lean: Lean
    """Unknown while the interval decides nothing."""
    is_key_doubtful: bool
    """Whether d′ is surely below 0: more likely a wrong key than such a group."""
    change: CourseEffect | None
    """None while fewer than ten have measured both before and after."""


def group_report(sums: GroupSums) -> GroupReport | None:
    """None where there is no d′; *sums* are of a group that may be shown."""
    found = sums.detection
    if not found.may_be_shown:
        return None
    d_prime, criterion = found.d_prime, found.criterion
    inside, lean_inside = found.d_prime_interval, found.criterion_interval
    assert d_prime is not None
    assert criterion is not None
    assert inside is not None
    assert lean_inside is not None
    return GroupReport(
        people=in_tens(sums.people),
        missed=_share(Proportion(sums.misses, sums.hits + sums.misses)),
        false_alarms=_share(found.false_alarms),
        d_prime=_in_tenths(d_prime),
        d_prime_interval=Interval(_in_tenths(inside.low), _in_tenths(inside.high)),
        criterion=_in_tenths(criterion),
        pairs=pairs_of(d_prime, inside),
        lean=_lean(lean_inside),
        is_key_doubtful=Flag.CHECK_THE_KEY in found.flags,
        change=_change(sums),
    )


def in_tens(people: int) -> int:
    return people // PEOPLE_STEP * PEOPLE_STEP


def _in_tenths(value: float) -> float:
    return round(value, 1) + 0.0  # never -0


def _change(sums: GroupSums) -> CourseEffect | None:
    told, shift = group_change(sums.d_prime_change), group_change(sums.criterion_change)
    if told is None or shift is None:
        return None
    return CourseEffect(in_tens(sums.pairs), _effect(told, shift), shift.direction)


def _effect(told: GroupChange, shift: GroupChange) -> Effect:
    """Since z(hits) = d′/2 - c and z(false alarms) = -d′/2 - c, both rates moved the right way
    where the criterion moved by less than half of d′."""
    match told.direction:
        case Direction.HIGHER if abs(shift.mean) < told.mean / 2:
            return Effect.BETTER
        case Direction.HIGHER:
            return Effect.ONE_SIDED
        case Direction.LOWER:
            return Effect.WORSE
        case _:
            return Effect.NOT_CERTAIN


def _lean(criterion: Interval) -> Lean:
    if criterion.low > NEUTRAL_CRITERION:
        return Lean.CAUTIOUS
    if criterion.high < -NEUTRAL_CRITERION:
        return Lean.ALARM_PRONE
    inside = criterion.low > -NEUTRAL_CRITERION and criterion.high < NEUTRAL_CRITERION
    return Lean.BALANCED if inside else Lean.UNKNOWN


def _share(found: Proportion) -> Share:
    """The interval is rounded outwards: a page promises rather too little."""
    inside = found.interval
    assert inside is not None
    usual = rounded_percent(Cell(found.trials, found.successes, found.trials))
    assert usual is not None
    low, high = floor(STEPS * inside.low), ceil(STEPS * inside.high)
    return Share(usual, max(STEP, STEP * low), min(100 - STEP, STEP * high))
