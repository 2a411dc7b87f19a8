"""Imports: those that wait for a confirmation and those that were done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from elearn.store.db import Session
from elearn.store.models import ImportBatch, Person

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class BatchRow:
    id: UUID
    kind: str
    """people or units."""
    state: str
    counts: dict[str, int]
    made_by: UUID | None
    maker: str
    """Empty for the command line."""
    made_at: datetime
    is_undoable: bool
    """The last import, and not undone yet."""


def batches(session: Session, municipality: UUID) -> list[BatchRow]:
    """The latest first, at most twenty."""
    rows = session.execute(
        select(
            ImportBatch.id,
            ImportBatch.kind,
            ImportBatch.state,
            ImportBatch.counts,
            ImportBatch.made_by,
            ImportBatch.made_at,
            Person.given_name,
            Person.family_name,
            Person.alias,
        )
        .outerjoin(
            Person,
            (Person.municipality_id == ImportBatch.municipality_id)
            & (Person.id == ImportBatch.made_by),
        )
        .where(ImportBatch.municipality_id == municipality)
        .order_by(ImportBatch.made_at.desc(), ImportBatch.id.desc())
        .limit(MOST_SHOWN)
    ).all()
    last_done = next((row.id for row in rows if row.state != "preview"), None)
    return [
        BatchRow(
            row.id,
            row.kind,
            row.state,
            row.counts,
            row.made_by,
            row.alias or f"{row.given_name or ''} {row.family_name or ''}".strip(),
            row.made_at,
            row.state == "done" and row.id == last_done,
        )
        for row in rows
    ]
