"""What was done for many people at once, and which of its rows are as they were?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import aliased

from elearn.store.db import Session
from elearn.store.models import BulkAct, Exemption, Extension

ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class BulkRow:
    id: UUID
    kind: str
    people: int
    made_at: datetime
    undone_at: datetime | None


def own_bulk_acts(
    session: Session, municipality: UUID, person: UUID, since: datetime
) -> list[BulkRow]:
    """What *person* did after *since*, the latest first."""
    rows = session.execute(
        select(BulkAct.id, BulkAct.kind, BulkAct.people, BulkAct.made_at, BulkAct.undone_at)
        .where(
            BulkAct.municipality_id == municipality,
            BulkAct.made_by == person,
            BulkAct.made_at >= since,
        )
        .order_by(BulkAct.made_at.desc(), BulkAct.id)
    )
    return [BulkRow(*row) for row in rows]


def take_back_extensions(
    session: Session, municipality: UUID, said: Mapping[UUID, str]
) -> dict[UUID, UUID]:
    """Removes those whose last day is as it was given and was not moved again since; the person
    of each row that went."""
    later = aliased(Extension)
    gone: dict[UUID, UUID] = {}
    for some in _parts(list(said)):
        moved_again = (
            select(later.id)
            .where(
                later.municipality_id == Extension.municipality_id,
                later.duty_id == Extension.duty_id,
                later.person_id == Extension.person_id,
                later.until_on > Extension.until_on,
            )
            .exists()
        )
        rows = session.execute(
            select(Extension.id, Extension.person_id, Extension.until_on).where(
                Extension.municipality_id == municipality, Extension.id.in_(some), ~moved_again
            )
        )
        gone |= {row.id: row.person_id for row in rows if str(row.until_on) == said[row.id]}
    for some in _parts(list(gone)):
        session.execute(
            delete(Extension).where(
                Extension.municipality_id == municipality, Extension.id.in_(some)
            )
        )
    return gone


def take_back_exemptions(
    session: Session, municipality: UUID, said: Mapping[UUID, str]
) -> dict[UUID, UUID]:
    """Removes those whose end is as it was given; the person of each row that went."""
    gone: dict[UUID, UUID] = {}
    for some in _parts(list(said)):
        rows = session.execute(
            select(Exemption.id, Exemption.person_id, Exemption.to_on).where(
                Exemption.municipality_id == municipality, Exemption.id.in_(some)
            )
        )
        gone |= {row.id: row.person_id for row in rows if str(row.to_on) == said[row.id]}
    for some in _parts(list(gone)):
        session.execute(
            delete(Exemption).where(
                Exemption.municipality_id == municipality, Exemption.id.in_(some)
            )
        )
    return gone


def _parts(ids: Sequence[UUID]) -> list[Sequence[UUID]]:
    return [ids[start : start + ROWS_AT_ONCE] for start in range(0, len(ids), ROWS_AT_ONCE)]
