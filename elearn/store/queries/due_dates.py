"""Which last days stand, and which of them can nobody keep?"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, insert, or_, select
from sqlalchemy.orm import aliased

from elearn.domain.record.completion import Status
from elearn.domain.record.impossible import Impossible, impossible
from elearn.store.db import Session
from elearn.store.models import Duty, Employment, Extension, StatusPeriod
from elearn.store.queries.unit_people import employed_in

ASKED = (Status.NEVER_NOT_DUE, Status.NEVER_OVERDUE, Status.UNDER_WAY)
ASKED_VALUES = [status.value for status in ASKED]
ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """What a duty asks of somebody today."""

    duty: UUID
    person: UUID
    unit: UUID
    """One of the units asked about in which they work."""
    status: Status
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ImpossibleRow:
    duty: UUID
    course: str
    least_working_days: int
    person: UUID
    unit: UUID
    due_on: date
    why: Impossible


def standings(
    session: Session, municipality: UUID, duty: UUID, units: Collection[UUID], today: date
) -> list[Standing]:
    """Of everybody whom *duty* concerns today and who works in *units*, once each."""
    rows = session.execute(
        select(StatusPeriod.person_id, Employment.unit_id, StatusPeriod.status, StatusPeriod.due_on)
        .join(
            Employment,
            and_(
                Employment.municipality_id == StatusPeriod.municipality_id,
                Employment.person_id == StatusPeriod.person_id,
            ),
        )
        .where(
            StatusPeriod.municipality_id == municipality,
            StatusPeriod.duty_id == duty,
            *_holds(today),
            *employed_in(municipality, units, today),
        )
        .order_by(StatusPeriod.person_id, Employment.unit_id)
    )
    found: dict[UUID, Standing] = {}
    for person, unit, status, due_on in rows:
        found.setdefault(person, Standing(duty, person, unit, Status(status), due_on))
    return list(found.values())


def impossible_rows(
    session: Session, municipality: UUID, units: Collection[UUID], today: date
) -> list[ImpossibleRow]:
    """Of everybody who works in *units* today, by duty and last day; who has more time already,
    or has done it, is not there."""
    entered = _entered(session, municipality, units, today)
    known_by_person = {person: max(days) for person, days in entered.items()}
    earlier = aliased(StatusPeriod)
    start = (
        select(func.min(earlier.from_on))
        .where(
            earlier.municipality_id == StatusPeriod.municipality_id,
            earlier.duty_id == StatusPeriod.duty_id,
            earlier.person_id == StatusPeriod.person_id,
            earlier.due_on == StatusPeriod.due_on,
            earlier.status.in_(ASKED_VALUES),
        )
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Duty.id,
            Duty.course_id,
            Duty.least_working_days,
            Duty.set_on,
            StatusPeriod.person_id,
            StatusPeriod.due_on,
            Employment.unit_id,
            start.label("start"),
        )
        .join(
            Duty,
            and_(
                Duty.municipality_id == StatusPeriod.municipality_id,
                Duty.id == StatusPeriod.duty_id,
            ),
        )
        .join(
            Employment,
            and_(
                Employment.municipality_id == StatusPeriod.municipality_id,
                Employment.person_id == StatusPeriod.person_id,
            ),
        )
        .where(
            StatusPeriod.municipality_id == municipality,
            StatusPeriod.status.in_(ASKED_VALUES),
            StatusPeriod.due_on.is_not(None),
            *_holds(today),
            *employed_in(municipality, units, today),
        )
        .order_by(Duty.course_id, Duty.id, StatusPeriod.due_on, StatusPeriod.person_id)
    )
    found: dict[tuple[UUID, UUID], ImpossibleRow] = {}
    for row in rows:
        days = [day for day in (row.set_on, known_by_person.get(row.person_id)) if day]
        known_on = max(days, default=None)
        why = impossible(row.due_on, row.start, known_on, row.least_working_days)
        if why is not None:
            key = (row.id, row.person_id)
            found.setdefault(
                key,
                ImpossibleRow(
                    row.id,
                    row.course_id,
                    row.least_working_days,
                    row.person_id,
                    row.unit_id,
                    row.due_on,
                    why,
                ),
            )
    return list(found.values())


def write_extensions(
    session: Session, municipality: UUID, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Of any number; each holds the columns of `Extension` but the municipality."""
    own = {"municipality_id": municipality}
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        session.execute(insert(Extension), [{**own, **row} for row in some])


def _entered(
    session: Session, municipality: UUID, units: Collection[UUID], today: date
) -> dict[UUID, list[date]]:
    """The days on which a list brought the posts that people hold today, where that is known."""
    rows = session.execute(
        select(Employment.person_id, Employment.entered_on).where(
            *employed_in(municipality, units, today), Employment.entered_on.is_not(None)
        )
    )
    found: dict[UUID, list[date]] = defaultdict(list)
    for person, entered_on in rows:
        assert entered_on is not None
        found[person].append(entered_on)
    return found


def _holds(day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        StatusPeriod.from_on <= day,
        or_(StatusPeriod.to_on.is_(None), StatusPeriod.to_on > day),
    )
