"""When somebody says that a row about them is wrong: what they can say, and what follows.

Source: decisions/0024.
"""

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from elearn.domain.record.noted import Correction


class Objection(StrEnum):
    NOT_COMPLETED = "not-completed"
    WRONG_DAY = "wrong-day"
    WRONG_MODULE = "wrong-module"
    COMPLETED_AFTER_ALL = "completed-after-all"
    """Of a correction."""


FOLLOWS: Mapping[Objection, Correction] = {
    Objection.NOT_COMPLETED: Correction.NOT_COMPLETED,
    Objection.WRONG_DAY: Correction.WRONG_DAY,
    Objection.WRONG_MODULE: Correction.WRONG_MODULE,
    Objection.COMPLETED_AFTER_ALL: Correction.COUNTS_AFTER_ALL,
}
"""Why the row is taken back when the manager agrees."""


def objections_to(
    withdraws: UUID | None, recorded_by: UUID | None, person: UUID
) -> tuple[Objection, ...]:
    """What *person* may say of a row about them; nothing of what their own answers wrote."""
    if recorded_by is None or recorded_by == person:
        return ()
    if withdraws is not None:
        return (Objection.COMPLETED_AFTER_ALL,)
    return (Objection.NOT_COMPLETED, Objection.WRONG_DAY, Objection.WRONG_MODULE)
