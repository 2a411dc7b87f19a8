"""Who does something, and when: what an act of a manager or a learner is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from elearn.services.audit import note_act
from elearn.store.db import Session


@dataclass(frozen=True)
class Act:
    """Who does something, when."""

    session: Session
    municipality: UUID
    actor: UUID
    new_id: Callable[[], UUID]
    now: datetime
    today: date

    def note(self, act: str, subject: UUID) -> None:
        note_act(
            self.session,
            self.municipality,
            self.actor,
            act,
            subject,
            id=self.new_id(),
            now=self.now,
        )
