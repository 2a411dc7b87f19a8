"""What a session of practice came to: signals and look-alikes apart, never as one number."""

from collections.abc import Iterable
from dataclasses import dataclass

from elearn.domain.recognition.case import Truth
from elearn.domain.recognition.practice_session import SKIPPED
from elearn.domain.recognition.rating import concern_of


@dataclass(frozen=True, slots=True)
class PracticeTally:
    found: int = 0
    missed: int = 0
    left_alone: int = 0
    false_alarms: int = 0
    grey: int = 0
    """Cases without right or wrong."""
    skipped: int = 0

    @property
    def signals(self) -> int:
        return self.found + self.missed

    @property
    def lookalikes(self) -> int:
        return self.left_alone + self.false_alarms


def tally_of(answers: Iterable[tuple[Truth, int]]) -> PracticeTally:
    """*answers* are the truth of each case and the level given to it, or `SKIPPED`.

    Raises: Refusal `rating-malformed`.
    """
    outcomes = [outcome_of(truth, level) for truth, level in answers]
    return PracticeTally(**{name: outcomes.count(name) for name in PracticeTally.__slots__})


def outcome_of(truth: Truth, level: int) -> str:
    """Which count of the tally it raises. Raises: Refusal `rating-malformed`."""
    if level == SKIPPED:
        return "skipped"
    concerned = concern_of(level)
    match truth:
        case Truth.SIGNAL:
            return "found" if concerned else "missed"
        case Truth.LOOKALIKE:
            return "false_alarms" if concerned else "left_alone"
        case Truth.GREY:
            return "grey"
