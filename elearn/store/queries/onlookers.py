"""Which pages with names have been opened, of which units?"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from elearn.domain.people.onlookers import View
from elearn.store.db import Session
from elearn.store.models import AuditView, Person

MOST_UNITS_AT_ONCE = 500


def views_of(
    session: Session, municipality: UUID, units: Collection[UUID], *, since: datetime
) -> list[View]:
    """All of *units* from *since* on, in no order."""
    ordered = sorted(units)
    chunks = [
        ordered[start : start + MOST_UNITS_AT_ONCE]
        for start in range(0, len(ordered), MOST_UNITS_AT_ONCE)
    ]
    return [
        View(*row)
        for chunk in chunks
        for row in session.execute(
            select(
                AuditView.actor_id,
                AuditView.unit_id,
                AuditView.page,
                AuditView.shown_on,
                AuditView.viewed_at,
            ).where(
                AuditView.municipality_id == municipality,
                AuditView.unit_id.in_(chunk),
                AuditView.viewed_at >= since,
            )
        )
    ]


def names_of(session: Session, municipality: UUID, persons: Collection[UUID]) -> dict[UUID, str]:
    """As they are shown; empty for somebody whose record has been disposed of."""
    rows = session.scalars(
        select(Person).where(Person.municipality_id == municipality, Person.id.in_(persons))
    )
    return {row.id: row.shown_name for row in rows}
