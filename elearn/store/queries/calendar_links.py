"""Whose calendar is this, and does somebody have one?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from elearn.store.db import Session
from elearn.store.models import CalendarLink, Person


@dataclass(frozen=True, slots=True)
class CalendarOwner:
    person: UUID
    language: str | None


def calendar_owner(session: Session, municipality: UUID, token_hash: bytes) -> CalendarOwner | None:
    """None for an address that was taken away or never given, and for somebody merged away."""
    row = session.execute(
        select(Person.id, Person.language)
        .join(
            CalendarLink,
            (CalendarLink.municipality_id == Person.municipality_id)
            & (CalendarLink.person_id == Person.id),
        )
        .where(
            CalendarLink.municipality_id == municipality,
            CalendarLink.token_hash == token_hash,
            Person.merged_into.is_(None),
        )
    ).first()
    return CalendarOwner(row.id, row.language) if row else None


def calendar_made_on(session: Session, municipality: UUID, person: UUID) -> date | None:
    """None when the person has none."""
    return session.scalar(
        select(CalendarLink.made_on).where(
            CalendarLink.municipality_id == municipality, CalendarLink.person_id == person
        )
    )


def drop_calendar(session: Session, municipality: UUID, person: UUID) -> None:
    session.execute(
        delete(CalendarLink).where(
            CalendarLink.municipality_id == municipality, CalendarLink.person_id == person
        )
    )
