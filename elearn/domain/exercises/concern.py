"""What the types share that ask: is this more than ordinary concern, and how sure are you?"""

from collections.abc import Mapping

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.exercise import Answer, Key, Remark, Verdict, only
from elearn.domain.exercises.interaction import LEVELS, Scale
from elearn.domain.recognition.case import Truth
from elearn.domain.recognition.rating import concern_of

_LEVELS = LEVELS[Scale.CONCERN]
_CONCERNED = frozenset(level for level in _LEVELS if concern_of(int(level)))


def right_levels(truth: Truth) -> Key:
    """However sure one is; no level of a grey case."""
    match truth:
        case Truth.SIGNAL:
            return _CONCERNED
        case Truth.LOOKALIKE:
            return frozenset(_LEVELS) - _CONCERNED
        case Truth.GREY:
            return frozenset()


def level_in(answer: Answer) -> str:
    """The level that was chosen; empty when none was. Raises: BadAnswer."""
    level = only(answer)
    if level and level not in _LEVELS:
        raise BadAnswer("answer-unknown-option")
    return level


def is_concern(level: str) -> bool:
    return level in _CONCERNED


def marks_of(truth: Truth, level: str) -> Mapping[str, int]:
    """One of the four marks is 1. None is there for a grey case, nor for one left unanswered,
    which is neither right nor wrong."""
    if truth is Truth.GREY or not level:
        return {}
    is_signal, concerned = truth is Truth.SIGNAL, is_concern(level)
    return {
        "hit": int(is_signal and concerned),
        "miss": int(is_signal and not concerned),
        "false-alarm": int(not is_signal and concerned),
        "correct-rejection": int(not is_signal and not concerned),
    }


def remark_on(truth: Truth, level: str, *, about: str = "", why: str = "") -> Remark:
    """The level in words, and whether it was right to be concerned or not."""
    if not level:
        return Remark(Verdict.NEUTRAL, "", why, code="unanswered", about=about)
    verdict = Verdict.RIGHT if level in right_levels(truth) else Verdict.WRONG
    if truth is Truth.GREY:
        verdict = Verdict.NEUTRAL
    return Remark(verdict, "", why, code=f"concern-{level}", about=about)
