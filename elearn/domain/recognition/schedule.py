"""When a concept comes back: what any schedule promises, and the choice between the two."""

from datetime import date
from enum import StrEnum
from typing import Protocol

from elearn.domain.recognition.answer import Answer
from elearn.domain.recognition.memory import Memory

SHORTEST_DAYS = 7
LONGEST_DAYS = 365


class ScheduleName(StrEnum):
    """What a setting says."""

    FSRS = "fsrs"
    LEITNER = "leitner"


class Schedule(Protocol):
    def after(self, memory: Memory | None, answer: Answer, *, today: date) -> Memory:
        """The memory once *answer* was given; None stands for a concept not met before."""
        ...

    def recall(self, memory: Memory, *, today: date) -> float:
        """The expected probability of knowing the concept; what the queue is ordered by."""
        ...


def is_due(memory: Memory, *, today: date) -> bool:
    return memory.due_on <= today
