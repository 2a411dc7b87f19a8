"""What an answer says about whether somebody knew.

A right answer may be luck. Whoever chose between two options and was unsure has shown less than
whoever chose among four and was sure, and the schedule is to know.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from elearn.domain.recognition.rating import Certainty

SLIP = 0.02
"""How often somebody who knows answers wrong."""
CERTAINTY_WHEN_KNOWN = MappingProxyType(
    {Certainty.UNSURE: 0.1, Certainty.FAIRLY: 0.3, Certainty.SURE: 0.6}
)
CERTAINTY_WHEN_GUESSED = MappingProxyType(
    {Certainty.UNSURE: 0.6, Certainty.FAIRLY: 0.3, Certainty.SURE: 0.1}
)


class Grade(StrEnum):
    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to an exemplar of a concept, as far as memory is concerned."""

    right: bool
    certainty: Certainty
    guess_chance: float
    """Of the case that was answered; see `Case.guess_chance`."""


def grade_of(answer: Answer) -> Grade:
    """Wrong is again; right is good, or hard when unsure. How long it took never counts."""
    if not answer.right:
        return Grade.AGAIN
    return Grade.HARD if answer.certainty is Certainty.UNSURE else Grade.GOOD


def probability_known(answer: Answer, recall: float) -> float:
    """The probability that a right answer was known rather than guessed; 0 for a wrong one.

    *recall* is the probability of knowing before the answer was seen. A wrong answer is never
    put down to a slip: being surely wrong is what practice is for.

    Source: decisions/0015, Bayes' rule.
    """
    if not answer.right:
        return 0.0
    known = recall * (1 - SLIP) * CERTAINTY_WHEN_KNOWN[answer.certainty]
    guessed = (1 - recall) * answer.guess_chance * CERTAINTY_WHEN_GUESSED[answer.certainty]
    return known / (known + guessed) if known + guessed else 0.0
