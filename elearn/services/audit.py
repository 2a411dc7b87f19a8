"""Who looked at whose status, and who changed what."""

from datetime import date, datetime
from uuid import UUID

from elearn.store.db import Session
from elearn.store.models import AuditAct, AuditView


def note_view(
    session: Session,
    municipality: UUID,
    actor: UUID,
    unit: UUID,
    page: str,
    shown_on: date,
    *,
    id: UUID,
    now: datetime,
) -> None:
    """One page or file that showed the people of *unit* as of *shown_on*."""
    session.add(
        AuditView(
            municipality_id=municipality,
            id=id,
            actor_id=actor,
            unit_id=unit,
            page=page,
            shown_on=shown_on,
            viewed_at=now,
        )
    )


def note_act(
    session: Session,
    municipality: UUID,
    actor: UUID | None,
    act: str,
    subject: UUID | None,
    *,
    id: UUID,
    now: datetime,
) -> None:
    """*act* is a code: `role-granted`. *actor* None is the command line."""
    session.add(
        AuditAct(
            municipality_id=municipality,
            id=id,
            actor_id=actor,
            act=act,
            subject_id=subject,
            acted_at=now,
        )
    )
