"""In which order a learner's concepts come up."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import IntEnum

from elearn.domain.recognition.lot import lot
from elearn.domain.recognition.memory import Memory
from elearn.domain.recognition.schedule import Schedule, is_due


class _Turn(IntEnum):
    DUE = 0
    NEW = 1
    NOT_YET = 2


def by_need(
    concepts: Iterable[str],
    memories: Mapping[str, Memory],
    schedules: Mapping[str, Schedule],
    *,
    today: date,
    seed: str,
) -> list[str]:
    """What is due by lowest expected recall, then what is new by lot, then the others by recall.

    *schedules* has every concept of *memories*.
    """

    def need(concept: str) -> tuple[_Turn, float, str]:
        memory = memories.get(concept)
        if memory is None:
            return _Turn.NEW, 0.0, lot(concept, seed=seed)
        turn = _Turn.DUE if is_due(memory, today=today) else _Turn.NOT_YET
        return turn, schedules[concept].recall(memory, today=today), lot(concept, seed=seed)

    return sorted(concepts, key=need)
