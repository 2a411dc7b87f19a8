"""The schedule that can be told in a sentence: each right answer moves the concept one box on.

Boxes come back after 14, 30, 90, 180 and 365 days; a wrong answer leads to the first.
"""

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from elearn.domain.recognition.answer import Answer
from elearn.domain.recognition.forgetting import days_until, recall_after
from elearn.domain.recognition.memory import Memory

BOX_DAYS: Final = (14, 30, 90, 180, 365)
_RECALL_WHEN_DUE = 0.85
_STABILITY = MappingProxyType(
    {box: days / days_until(_RECALL_WHEN_DUE, 1.0) for box, days in enumerate(BOX_DAYS)}
)
_DIFFICULTY = 5.0


class LeitnerSchedule:
    def after(self, memory: Memory | None, answer: Answer, *, today: date) -> Memory:
        box = _box_after(memory, answer)
        before = memory or Memory(1.0, _DIFFICULTY, today, today, exposures=0)
        return replace(
            before,
            stability=_STABILITY[box],
            due_on=today + timedelta(BOX_DAYS[box]),
            last_on=today,
            exposures=before.exposures + 1,
            box=box,
        )

    def recall(self, memory: Memory, *, today: date) -> float:
        """As if each box were timed to .85, so that what is longest due, by its box, is first."""
        return recall_after((today - memory.last_on).days, memory.stability)


def _box_after(memory: Memory | None, answer: Answer) -> int:
    if not answer.right:
        return 0
    return min(memory.box + 1, len(BOX_DAYS) - 1) if memory else 0
