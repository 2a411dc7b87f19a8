"""Which way somebody leans, in a word, once there is enough to say it."""

from enum import StrEnum

from elearn.domain.recognition.bayesian import Posterior

FEWEST_ANSWERS = 40
NEUTRAL_CRITERION = 0.2
"""Within this distance of 0 a criterion leans neither way."""


class Lean(StrEnum):
    CAUTIOUS = "cautious"
    """Concern comes late: signals are missed rather than false alarms raised."""
    BALANCED = "balanced"
    ALARM_PRONE = "alarm-prone"
    """Concern comes early: false alarms are raised rather than signals missed."""
    UNKNOWN = "unknown"
    """Too few answers, or they do not decide it."""


def lean_of(believed: Posterior) -> Lean:
    """The word for which the whole 80 % interval of the criterion speaks, if there is one.

    Shown to the learner alone. *Balanced* takes the most answers: about 120 until it is said of
    every other person who leans neither way.
    """
    interval = believed.criterion.interval
    if believed.answers < FEWEST_ANSWERS:
        return Lean.UNKNOWN
    if interval.low > NEUTRAL_CRITERION:
        return Lean.CAUTIOUS
    if interval.high < -NEUTRAL_CRITERION:
        return Lean.ALARM_PRONE
    inside = interval.low > -NEUTRAL_CRITERION and interval.high < NEUTRAL_CRITERION
    return Lean.BALANCED if inside else Lean.UNKNOWN
