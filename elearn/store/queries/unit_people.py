"""Who works in these units on a day, and where do they stand in a course?"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, not_, or_, select

from elearn.domain.people.employment import PROVISIONAL_DAYS
from elearn.domain.people.naming import listed_name, shown_name
from elearn.domain.record.completion import Status
from elearn.domain.record.coverage import (
    MOST_PRESSING_FIRST,
    Coverage,
    Standing,
    is_begun_late,
)
from elearn.store.db import Session
from elearn.store.models import Employment, Person, StatusPeriod

_URGENCY = {status: rank for rank, status in enumerate(MOST_PRESSING_FIRST)}


@dataclass(frozen=True, slots=True)
class UnitPerson:
    person: UUID
    name: str
    """The alias where there is one."""
    sorting_name: str
    """The family name first; the alias as it stands."""
    units: tuple[UUID, ...]
    """Those of the units asked about in which the person is employed that day."""
    status: Status | None
    """None when no duty for the course concerns the person that day."""
    due_on: date | None
    valid_until: date | None


def urgency(status: Status | None) -> int:
    """0 for the most pressing; a course that is not asked of somebody comes last."""
    return len(_URGENCY) if status is None else _URGENCY[status]


def people_in_units(
    session: Session,
    municipality: UUID,
    duties: Collection[UUID],
    units: Collection[UUID],
    day: date,
    *,
    among: Collection[UUID] | None = None,
) -> list[UnitPerson]:
    """Everybody employed in *units* on *day*, or those of them who are *among* these persons, each
    once, in no particular order.

    *duties* are those for the course in question.
    """
    only = () if among is None else (Employment.person_id.in_(among),)
    rows = session.execute(
        select(
            Employment.person_id,
            Employment.unit_id,
            Person.given_name,
            Person.family_name,
            Person.alias,
            StatusPeriod.status,
            StatusPeriod.due_on,
            StatusPeriod.valid_until,
        )
        .join(
            Person,
            and_(
                Person.municipality_id == Employment.municipality_id,
                Person.id == Employment.person_id,
            ),
        )
        .outerjoin(StatusPeriod, asked_on(duties, day))
        .where(*employed_in(municipality, units, day), *only)
    )
    found: dict[UUID, UnitPerson] = {}
    for row in rows:
        known = found.get(row.person_id)
        found[row.person_id] = _joined(known, row) if known else _first(row)
    return list(found.values())


def standings_in_units(
    session: Session,
    municipality: UUID,
    duties: Collection[UUID],
    units: Collection[UUID],
    day: date,
) -> list[Standing]:
    """Those of them whom one of *duties* concerns, without their names."""
    rows = session.execute(
        select(Employment.person_id, Employment.unit_id, StatusPeriod.status, StatusPeriod.due_on)
        .join(StatusPeriod, asked_on(duties, day))
        .where(*employed_in(municipality, units, day))
    )
    units_of: dict[UUID, set[UUID]] = {}
    asked: dict[UUID, tuple[int, date, Status]] = {}
    for person, unit, code, due_on in rows:
        units_of.setdefault(person, set()).add(unit)
        status = Status(code)
        found = (urgency(status), due_on or date.max, status)
        asked[person] = min(found, asked.get(person, found))
    return [
        Standing(who, frozenset(units_of[who]), status, due_on < day)
        for who, (_urgency, due_on, status) in asked.items()
    ]


def standings(people: Iterable[UnitPerson], day: date) -> list[Standing]:
    """Those whom the course is asked of, as they stand on *day*."""
    return [
        Standing(each.person, frozenset(each.units), each.status, is_late(each, day))
        for each in people
        if each.status is not None
    ]


def is_late(person: UnitPerson, day: date) -> bool:
    """Whether the last day to do it in time was before *day*, begun or not."""
    return person.due_on is not None and person.due_on < day


def coverage_of(group: Iterable[Standing]) -> Coverage:
    """Of everybody in *group*, wherever they are."""
    every = list(group)
    counts = Counter(each.status for each in every)
    return Coverage(
        {status: counts[status] for status in Status},
        in_several_units=sum(len(each.units) > 1 for each in every),
        begun_late=sum(map(is_begun_late, every)),
    )


def employed_in(
    municipality: UUID, units: Collection[UUID], day: date
) -> tuple[ColumnElement[bool], ...]:
    """Posts in *units* that are held on *day*."""
    return (*employed(municipality, day), Employment.unit_id.in_(units))


def employed(municipality: UUID, day: date) -> tuple[ColumnElement[bool], ...]:
    """Posts that are held on *day*; a provisional one ends by itself."""
    return (
        Employment.municipality_id == municipality,
        Employment.from_on <= day,
        or_(Employment.to_on.is_(None), Employment.to_on > day),
        or_(
            not_(Employment.is_provisional),
            Employment.from_on > day - timedelta(days=PROVISIONAL_DAYS),
        ),
    )


def asked_on(duties: Collection[UUID], day: date) -> ColumnElement[bool]:
    """The status period of *day* of the person whose post it is; it is found by its key."""
    return and_(
        StatusPeriod.municipality_id == Employment.municipality_id,
        StatusPeriod.duty_id.in_(duties),
        StatusPeriod.person_id == Employment.person_id,
        StatusPeriod.from_on <= day,
        or_(StatusPeriod.to_on.is_(None), StatusPeriod.to_on > day),
    )


def _first(row: Any) -> UnitPerson:
    return UnitPerson(
        person=row.person_id,
        name=shown_name(row.given_name, row.family_name, row.alias),
        sorting_name=listed_name(row.given_name, row.family_name, row.alias),
        units=(row.unit_id,),
        status=Status(row.status) if row.status else None,
        due_on=row.due_on,
        valid_until=row.valid_until,
    )


def _joined(known: UnitPerson, row: Any) -> UnitPerson:
    """One person of two rows: all units, and the more pressing status with its dates."""
    other = _first(row)
    pressing = min(known, other, key=lambda each: (urgency(each.status), each.due_on or date.max))
    units = known.units if row.unit_id in known.units else (*known.units, row.unit_id)
    return UnitPerson(
        known.person,
        known.name,
        known.sorting_name,
        units,
        pressing.status,
        pressing.due_on,
        pressing.valid_until,
    )
