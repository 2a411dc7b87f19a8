"""Whether a set of cases draws more concern than it should, or less."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from elearn.domain.recognition.case import Truth
from elearn.domain.recognition.interval import Interval
from elearn.domain.recognition.proportion import Proportion

FEWEST_ANSWERS = 30


class Alarm(StrEnum):
    RAISED = "raises-alarm"
    LOWERED = "lowers-alarm"
    AS_IT_SHOULD = "as-it-should"


@dataclass(frozen=True, slots=True)
class ConcernCounts:
    """First answers to one case."""

    truth: Truth
    concern: int
    answers: int


@dataclass(frozen=True, slots=True)
class CaseLean:
    value: float
    """The share of concern less the share of signals among what was answered, -1 to 1."""
    alarm: Alarm


def case_lean(counts: Iterable[ConcernCounts]) -> CaseLean | None:
    """Over several cases together; grey ones do not count. None below 30 answers.

    A direction is named where the 95 % interval of the share of concern is clear of the share
    there should be.
    """
    clear = [case for case in counts if case.truth is not Truth.GREY]
    answers = sum(case.answers for case in clear)
    concern = Proportion(sum(case.concern for case in clear), answers)
    if answers < FEWEST_ANSWERS or concern.fraction is None or concern.interval is None:
        return None
    should = sum(case.answers for case in clear if case.truth is Truth.SIGNAL) / answers
    return CaseLean(concern.fraction - should, _alarm(concern.interval, should))


def _alarm(share: Interval, should: float) -> Alarm:
    if share.holds(should):
        return Alarm.AS_IT_SHOULD
    return Alarm.RAISED if share.low > should else Alarm.LOWERED
