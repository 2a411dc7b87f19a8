"""Who has asked for more time, and what was the answer?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, and_, bindparam, delete, or_, select

from elearn.domain.people.naming import shown_name
from elearn.domain.record.completion import Status
from elearn.domain.record.extension import Request
from elearn.domain.record.reminders import STEPS
from elearn.store.db import Session
from elearn.store.models import Course, Duty, Employment, Extension, Person, StatusPeriod
from elearn.store.queries.unit_people import employed_in


@dataclass(frozen=True, slots=True)
class AskedOn:
    """What a duty asks of somebody on a day."""

    status: Status
    due_on: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who has asked for more time and has something left to do."""

    id: UUID
    person: UUID
    name: str
    unit: UUID
    """One of the units asked about in which the person works."""
    titles: dict[str, str]
    """Of the course, by language."""
    status: Status
    due_on: date
    asked_on: date


def asked_on(
    session: Session, municipality: UUID, duty: UUID, person: UUID, day: date
) -> AskedOn | None:
    """None where the duty asks nothing of *person* that has a last day."""
    row = session.execute(
        select(StatusPeriod.status, StatusPeriod.due_on).where(
            StatusPeriod.municipality_id == municipality,
            StatusPeriod.duty_id == duty,
            StatusPeriod.person_id == person,
            StatusPeriod.due_on.is_not(None),
            *_current(day),
        )
    ).first()
    return AskedOn(Status(row.status), row.due_on) if row else None


def waiting(
    session: Session, municipality: UUID, units: Collection[UUID], day: date
) -> list[Waiting]:
    """Of everybody who works in *units*, the earliest request first. What has been done meanwhile
    needs no answer and is left out."""
    rows = session.execute(
        select(
            Extension.id,
            Extension.person_id,
            Extension.asked_on,
            Person.given_name,
            Person.family_name,
            Person.alias,
            Employment.unit_id,
            Course.titles,
            StatusPeriod.status,
            StatusPeriod.due_on,
        )
        .join(
            StatusPeriod,
            and_(
                StatusPeriod.municipality_id == Extension.municipality_id,
                StatusPeriod.duty_id == Extension.duty_id,
                StatusPeriod.person_id == Extension.person_id,
            ),
        )
        .join(
            Person,
            and_(
                Person.municipality_id == Extension.municipality_id,
                Person.id == Extension.person_id,
            ),
        )
        .join(
            Employment,
            and_(
                Employment.municipality_id == Extension.municipality_id,
                Employment.person_id == Extension.person_id,
            ),
        )
        .join(
            Duty,
            and_(Duty.municipality_id == Extension.municipality_id, Duty.id == Extension.duty_id),
        )
        .join(
            Course,
            and_(Course.municipality_id == Duty.municipality_id, Course.id == Duty.course_id),
        )
        .where(
            Extension.municipality_id == municipality,
            Extension.answered_on.is_(None),
            StatusPeriod.status.in_([status.value for status in STEPS]),
            StatusPeriod.due_on.is_not(None),
            *_current(day),
            *employed_in(municipality, units, day),
        )
        .order_by(Extension.asked_on, Extension.id, Employment.unit_id)
    )
    found: dict[UUID, Waiting] = {}
    for row in rows:
        name = shown_name(row.given_name, row.family_name, row.alias)
        found.setdefault(
            row.id,
            Waiting(
                row.id,
                row.person_id,
                name,
                row.unit_id,
                row.titles,
                Status(row.status),
                row.due_on,
                row.asked_on,
            ),
        )
    return list(found.values())


def locked(session: Session, municipality: UUID, request: UUID) -> Extension | None:
    """Nobody else answers it, or takes it back, until the transaction ends."""
    return session.scalar(
        select(Extension)
        .where(Extension.municipality_id == municipality, Extension.id == request)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def locked_waiting(
    session: Session, municipality: UUID, duty: UUID, person: UUID
) -> Extension | None:
    """A request that nobody has answered, and nobody else does until the transaction ends."""
    return session.scalars(
        select(Extension)
        .where(
            Extension.municipality_id == municipality,
            Extension.duty_id == duty,
            Extension.person_id == person,
            Extension.answered_on.is_(None),
        )
        .order_by(Extension.due_on.desc())
        .with_for_update()
    ).first()


def duty_by_person(
    session: Session,
    municipality: UUID,
    duties: Collection[UUID],
    persons: Collection[UUID],
    day: date,
) -> dict[UUID, UUID]:
    """Which of *duties* concerns each of *persons* on *day*; whom none does is absent."""
    rows = session.execute(
        select(StatusPeriod.person_id, StatusPeriod.duty_id)
        .where(
            StatusPeriod.municipality_id == municipality,
            StatusPeriod.duty_id.in_(duties),
            StatusPeriod.person_id.in_(persons),
            *_current(day),
        )
        .order_by(StatusPeriod.duty_id)
    )
    return {row.person_id: row.duty_id for row in rows}


def drop_waiting(session: Session, municipality: UUID, duty: UUID, person: UUID) -> int:
    """How many were there and unanswered."""
    done = session.execute(
        delete(Extension).where(
            Extension.municipality_id == municipality,
            Extension.duty_id == duty,
            Extension.person_id == person,
            Extension.answered_on.is_(None),
        )
    )
    return cast(CursorResult[Any], done).rowcount


_own, _by = Extension.__table__.c, Person.__table__.c
_OWN = (
    select(
        _own.duty_id,
        _own.due_on,
        _own.asked_on,
        _own.answered_on,
        _own.until_on,
        _own.reason,
        _by.given_name,
        _by.family_name,
        _by.alias,
    )
    .select_from(Extension.__table__)
    .outerjoin(
        Person.__table__,
        and_(_by.municipality_id == _own.municipality_id, _by.id == _own.answered_by),
    )
    .where(
        _own.municipality_id == bindparam("municipality"),
        _own.person_id == bindparam("person"),
    )
    .order_by(_own.due_on, _own.id)
)


def requests_of(session: Session, municipality: UUID, person: UUID) -> dict[UUID, list[Request]]:
    """By duty, the earliest last day first. Asked by everybody's first page."""
    rows = session.connection().execute(_OWN, {"municipality": municipality, "person": person})
    found: dict[UUID, list[Request]] = {}
    for row in rows:
        answered_by = None
        if row.given_name is not None:
            answered_by = shown_name(row.given_name, row.family_name, row.alias)
        request = Request(
            row.due_on, row.asked_on, row.answered_on, row.until_on, row.reason, answered_by
        )
        found.setdefault(row.duty_id, []).append(request)
    return found


def _current(day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        StatusPeriod.from_on <= day,
        or_(StatusPeriod.to_on.is_(None), StatusPeriod.to_on > day),
    )
