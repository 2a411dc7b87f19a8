"""Everything on record about what one person has completed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from elearn.domain.record.completion import taken_back
from elearn.store.db import Session
from elearn.store.models import Employment, Evidence, ModuleVersion, Person, UnitPlacement


@dataclass(frozen=True)
class RecordLine:
    """A row of evidence, with its correction beside it."""

    id: UUID
    course: str
    module: str
    version_number: str
    completed_on: date
    recorded_at: datetime
    kind: str
    recorded_by: str | None
    """None when the person's own answers did."""
    recorder: UUID | None
    withdraws: UUID | None
    reason: str | None
    proof: str | None


def record_lines(session: Session, municipality: UUID, person: UUID) -> list[RecordLine]:
    """The latest recorded first; withdrawn rows and the rows that withdraw them are both there."""
    recorder = aliased(Person)
    rows = session.execute(
        select(Evidence, ModuleVersion.number, recorder)
        .outerjoin(
            ModuleVersion,
            and_(
                ModuleVersion.municipality_id == Evidence.municipality_id,
                ModuleVersion.course_id == Evidence.course_id,
                ModuleVersion.module_id == Evidence.module_id,
                ModuleVersion.digest == Evidence.version,
            ),
        )
        .outerjoin(
            recorder,
            and_(
                recorder.municipality_id == Evidence.municipality_id,
                recorder.id == Evidence.recorded_by,
            ),
        )
        .where(Evidence.municipality_id == municipality, Evidence.person_id == person)
        .order_by(
            Evidence.recorded_at.desc(), Evidence.course_id, Evidence.module_id, Evidence.id.desc()
        )
    )
    return [
        RecordLine(
            row.id,
            row.course_id,
            row.module_id,
            number or "",
            row.completed_on,
            row.recorded_at,
            row.kind,
            by.shown_name if by else None,
            row.recorded_by,
            row.withdraws,
            row.reason,
            row.proof,
        )
        for row, number, by in rows
    ]


def completed_modules(
    session: Session, municipality: UUID, person: UUID
) -> dict[tuple[str, str], date]:
    """By course and module, the latest day it was completed; withdrawn rows do not count."""
    lines = record_lines(session, municipality, person)
    withdrawn = taken_back(lines)
    latest: dict[tuple[str, str], date] = {}
    for line in lines:
        if line.withdraws is None and line.id not in withdrawn:
            key = (line.course, line.module)
            latest[key] = max(latest.get(key, date.min), line.completed_on)
    return latest


@dataclass(frozen=True)
class OwnPost:
    unit: str
    kind: str
    from_on: date
    to_on: date | None


def own_posts(session: Session, municipality: UUID, person: UUID, *, today: date) -> list[OwnPost]:
    """The employments of today and later, with what their units are called today."""
    rows = session.execute(
        select(UnitPlacement.name, Employment.kind, Employment.from_on, Employment.to_on)
        .join(
            UnitPlacement,
            and_(
                UnitPlacement.municipality_id == Employment.municipality_id,
                UnitPlacement.unit_id == Employment.unit_id,
                UnitPlacement.from_on <= today,
                or_(UnitPlacement.to_on.is_(None), UnitPlacement.to_on > today),
            ),
        )
        .where(
            Employment.municipality_id == municipality,
            Employment.person_id == person,
            or_(Employment.to_on.is_(None), Employment.to_on > today),
        )
        .order_by(Employment.from_on)
    )
    return [OwnPost(*row) for row in rows]
