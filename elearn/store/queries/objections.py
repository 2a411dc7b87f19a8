"""Who says that a row about them is wrong, and what was the answer?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select, update

from elearn.domain.people.naming import shown_name
from elearn.store.db import Session
from elearn.store.models import Employment, Evidence, Objection, Person
from elearn.store.queries.unit_people import employed_in

WITHDRAWN = "withdrawn"
STANDS = "stands"


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    reason: str
    objected_on: date
    answer: str | None
    """None while it is awaited."""
    answered_by: str | None


@dataclass(frozen=True, slots=True)
class WaitingObjection:
    id: UUID
    person: UUID
    name: str
    unit: UUID
    """One of the units asked about in which the person works."""
    course: str
    module: str
    completed_on: date
    is_correction: bool
    reason: str
    objected_on: date


def objections_of(session: Session, municipality: UUID, person: UUID) -> dict[UUID, ObjectionLine]:
    """By the row that they are about."""
    rows = session.execute(
        select(Objection, Person)
        .outerjoin(
            Person,
            and_(
                Person.municipality_id == Objection.municipality_id,
                Person.id == Objection.answered_by,
            ),
        )
        .where(Objection.municipality_id == municipality, Objection.person_id == person)
    )
    return {
        row.evidence_id: ObjectionLine(
            row.reason, row.objected_on, row.answer, by.shown_name if by else None
        )
        for row, by in rows
    }


def waiting_objections(
    session: Session, municipality: UUID, units: Collection[UUID], day: date
) -> list[WaitingObjection]:
    """Of everybody who works in *units* on *day*, the earliest first."""
    rows = session.execute(
        select(
            Objection.id,
            Objection.person_id,
            Objection.reason,
            Objection.objected_on,
            Person.given_name,
            Person.family_name,
            Person.alias,
            Employment.unit_id,
            Evidence.course_id,
            Evidence.module_id,
            Evidence.completed_on,
            Evidence.withdraws,
        )
        .join(
            Evidence,
            and_(
                Evidence.municipality_id == Objection.municipality_id,
                Evidence.id == Objection.evidence_id,
            ),
        )
        .join(
            Person,
            and_(
                Person.municipality_id == Objection.municipality_id,
                Person.id == Objection.person_id,
            ),
        )
        .join(
            Employment,
            and_(
                Employment.municipality_id == Objection.municipality_id,
                Employment.person_id == Objection.person_id,
            ),
        )
        .where(
            Objection.municipality_id == municipality,
            Objection.answered_on.is_(None),
            *employed_in(municipality, units, day),
        )
        .order_by(Objection.objected_on, Objection.id, Employment.unit_id)
    )
    found: dict[UUID, WaitingObjection] = {}
    for row in rows:
        name = shown_name(row.given_name, row.family_name, row.alias)
        line = WaitingObjection(
            row.id,
            row.person_id,
            name,
            row.unit_id,
            row.course_id,
            row.module_id,
            row.completed_on,
            row.withdraws is not None,
            row.reason,
            row.objected_on,
        )
        found.setdefault(row.id, line)
    return list(found.values())


def locked_objection(session: Session, municipality: UUID, objection: UUID) -> Objection | None:
    """Nobody else answers it until the transaction ends."""
    return session.scalar(
        select(Objection)
        .where(Objection.municipality_id == municipality, Objection.id == objection)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def settle_objection(
    session: Session, municipality: UUID, evidence: UUID, by: UUID, answered_on: date
) -> None:
    """Whoever waits for an answer about *evidence* has it: the row was taken back."""
    session.execute(
        update(Objection)
        .where(
            Objection.municipality_id == municipality,
            Objection.evidence_id == evidence,
            Objection.answered_on.is_(None),
        )
        .values(answered_on=answered_on, answered_by=by, answer=WITHDRAWN)
        .execution_options(synchronize_session=False)
    )
