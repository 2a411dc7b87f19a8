"""Who is asked for what these days, what have letters said, and who leads whom?

One question each for everybody, never one a person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, literal, or_, select, true

from elearn.domain.people.naming import shown_name
from elearn.domain.people.permissions import Role
from elearn.domain.record.completion import Status
from elearn.domain.record.reminders import (
    PEACE_DAYS,
    STEPS,
    Asked,
    Ladder,
    Sent,
)
from elearn.domain.record.week_letters import Facts, Told
from elearn.store.db import Session
from elearn.store.models import (
    Course,
    Duty,
    Employment,
    Evidence,
    Extension,
    Objection,
    Person,
    Reminder,
    RoleGrant,
    StatusPeriod,
)
from elearn.store.queries.people import turned_out
from elearn.store.queries.unit_people import employed, employed_in
from elearn.store.upsert import insert_new

ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Whom:
    """About whom is asked."""

    person: UUID
    units: frozenset[UUID]
    """And about everybody employed in one of these."""


@dataclass(frozen=True, slots=True)
class AskedPeople:
    asked: Mapping[UUID, Sequence[Asked]]
    """By person; whoever is not employed that day is absent."""
    reachable: frozenset[UUID]
    """Those of them to whom a letter can be sent."""
    units: Mapping[UUID, frozenset[UUID]]
    """In which each of them is employed."""


def asked_people(session: Session, municipality: UUID, day: date, whom: Whom) -> AskedPeople:
    """Of *whom* alone, and what has been sent and done is left unread: there are many more rows of
    that than of what is still to be done."""
    posts = _units_by_person(session, municipality, day, whom)
    asked = _asked(session, municipality, day, day, whom)
    return AskedPeople(
        asked={person: rows for person, rows in asked.items() if person in posts},
        reachable=_reachable(session, municipality, day, whom),
        units=posts,
    )


def facts(
    session: Session, municipality: UUID, from_on: date, to_on: date, whom: Whom | None = None
) -> Facts:
    """Of everybody employed on *from_on*, or of *whom* alone, for the days up to *to_on*. The
    managers are those of every unit."""
    posts = _units_by_person(session, municipality, from_on, whom)
    asked = _asked(session, municipality, from_on, to_on, whom)
    return Facts(
        asked={person: rows for person, rows in asked.items() if person in posts},
        sent=_sent(session, municipality, from_on, whom),
        completed=_completed(session, municipality, from_on, whom),
        reachable=_reachable(session, municipality, from_on, whom),
        waiting=_waiting(session, municipality, from_on, whom),
        units=posts,
        managers=_managers(session, municipality, from_on),
    )


def led_by(session: Session, municipality: UUID, person: UUID, day: date) -> frozenset[UUID]:
    """The units that *person* manages, each with everything under it."""
    return frozenset(
        session.scalars(
            select(RoleGrant.unit_id).where(
                RoleGrant.person_id == person, *_manager_grant(municipality, day)
            )
        )
    )


def led_by_others(session: Session, municipality: UUID, person: UUID, day: date) -> frozenset[UUID]:
    """The units that anybody but *person* manages."""
    return frozenset(
        session.scalars(
            select(RoleGrant.unit_id).where(
                RoleGrant.person_id != person, *_manager_grant(municipality, day)
            )
        )
    )


def course_titles(session: Session, municipality: UUID) -> Mapping[str, Mapping[str, str]]:
    """By course, then language."""
    rows = session.execute(
        select(Course.id, Course.titles).where(Course.municipality_id == municipality)
    )
    return {row.id: row.titles for row in rows}


def names(session: Session, municipality: UUID, persons: Collection[UUID]) -> Mapping[UUID, str]:
    rows = session.execute(
        select(Person.id, Person.given_name, Person.family_name, Person.alias).where(
            Person.municipality_id == municipality, Person.id.in_(persons)
        )
    )
    return {row.id: shown_name(row.given_name, row.family_name, row.alias) for row in rows}


def note_told(
    session: Session, municipality: UUID, told: Iterable[Told], to: UUID, sent_on: date
) -> None:
    """Written once, however often the letter is sent."""
    rows = [
        {
            "municipality_id": municipality,
            "person_id": each.person,
            "duty_id": each.duty,
            "due_on": each.due_on,
            "step": each.step,
            "sent_on": sent_on,
            "sent_to": to,
        }
        for each in told
    ]
    insert_new(session, Reminder, rows)


def _asked(
    session: Session,
    municipality: UUID,
    from_on: date,
    to_on: date,
    whom: Whom | None,
) -> dict[UUID, list[Asked]]:
    duties = _duties(session, municipality)
    notice = max((ladder.longest_notice for _course, ladder in duties.values()), default=0)
    rows = session.execute(
        select(
            StatusPeriod.person_id,
            StatusPeriod.duty_id,
            StatusPeriod.status,
            StatusPeriod.due_on,
            StatusPeriod.from_on,
            StatusPeriod.to_on,
            StatusPeriod.valid_until,
        ).where(
            StatusPeriod.municipality_id == municipality,
            StatusPeriod.from_on <= to_on,
            or_(StatusPeriod.to_on.is_(None), StatusPeriod.to_on > from_on),
            StatusPeriod.status.in_([status.value for status in STEPS]),
            StatusPeriod.due_on <= to_on + timedelta(days=notice),
            *_about(StatusPeriod.person_id, municipality, whom, from_on),
        )
    )
    found: dict[UUID, list[Asked]] = defaultdict(list)
    statuses = {status.value: status for status in Status}
    for person, duty, status, due_on, first, end, valid_until in rows:
        assert due_on is not None
        course, ladder = duties[duty]
        later = valid_until is not None and due_on > valid_until
        found[person].append(
            Asked(person, duty, course, statuses[status], due_on, first, end, ladder, later)
        )
    return found


def _duties(session: Session, municipality: UUID) -> dict[UUID, tuple[str, Ladder]]:
    """The course of each duty, and when letters speak of it."""
    rows = session.execute(
        select(
            Duty.id,
            Duty.course_id,
            Duty.remind_before_due,
            Duty.remind_before_expiry,
            Duty.remind_after,
            Duty.remind_after_again,
        ).where(Duty.municipality_id == municipality)
    )
    return {row.id: (row.course_id, Ladder(*row[2:])) for row in rows}


def _sent(
    session: Session, municipality: UUID, day: date, whom: Whom | None
) -> dict[UUID, list[Sent]]:
    """In the order of the days. What was said of somebody who was merged away was said of whoever
    they turned out to be."""
    merged = select(Person.id).where(
        Person.municipality_id == municipality, Person.merged_into.is_not(None)
    )
    those = _about(Reminder.person_id, municipality, whom, day)
    rows = session.execute(
        select(
            Reminder.person_id,
            Reminder.duty_id,
            Reminder.due_on,
            Reminder.step,
            Reminder.sent_on,
            Reminder.sent_to,
        )
        .where(
            Reminder.municipality_id == municipality,
            or_(*those, Reminder.person_id.in_(merged)) if those else true(),
        )
        .order_by(Reminder.sent_on)
    )
    now = turned_out(session, municipality)
    found: dict[UUID, list[Sent]] = defaultdict(list)
    for row in rows:
        person = now.get(row.person_id, row.person_id)
        found[person].append(Sent(person, *row[1:]))
    return found


def _completed(
    session: Session, municipality: UUID, day: date, whom: Whom | None
) -> dict[UUID, dict[str, date]]:
    rows = session.execute(
        select(Evidence.person_id, Evidence.course_id, Evidence.completed_on)
        .where(
            Evidence.municipality_id == municipality,
            Evidence.completed_on > day - timedelta(days=PEACE_DAYS),
            Evidence.withdraws.is_(None),
            *_about(Evidence.person_id, municipality, whom, day),
        )
        .order_by(Evidence.completed_on)
    )
    found: dict[UUID, dict[str, date]] = defaultdict(dict)
    for person, course, completed_on in rows:
        found[person][course] = completed_on
    return found


def _reachable(
    session: Session, municipality: UUID, day: date, whom: Whom | None
) -> frozenset[UUID]:
    return frozenset(
        session.scalars(
            select(Person.id).where(
                Person.municipality_id == municipality,
                *_has_address(),
                *_about(Person.id, municipality, whom, day),
            )
        )
    )


def _waiting(session: Session, municipality: UUID, day: date, whom: Whom | None) -> frozenset[UUID]:
    """Who has asked for more time, for something that is still to be done, or says that a row is
    wrong."""
    objecting = session.scalars(
        select(Objection.person_id).where(
            Objection.municipality_id == municipality,
            Objection.answered_on.is_(None),
            *_about(Objection.person_id, municipality, whom, day),
        )
    )
    return frozenset(objecting) | frozenset(
        session.scalars(
            select(Extension.person_id)
            .join(
                StatusPeriod,
                (StatusPeriod.municipality_id == Extension.municipality_id)
                & (StatusPeriod.duty_id == Extension.duty_id)
                & (StatusPeriod.person_id == Extension.person_id),
            )
            .where(
                Extension.municipality_id == municipality,
                Extension.answered_on.is_(None),
                StatusPeriod.from_on <= day,
                or_(StatusPeriod.to_on.is_(None), StatusPeriod.to_on > day),
                StatusPeriod.status.in_([status.value for status in STEPS]),
                *_about(Extension.person_id, municipality, whom, day),
            )
        )
    )


def _units_by_person(
    session: Session, municipality: UUID, day: date, whom: Whom | None
) -> dict[UUID, frozenset[UUID]]:
    rows = session.execute(
        select(Employment.person_id, Employment.unit_id).where(
            *employed(municipality, day), *_about(Employment.person_id, municipality, whom, day)
        )
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for person, unit in rows:
        found[person].add(unit)
    return {person: frozenset(own) for person, own in found.items()}


def _managers(session: Session, municipality: UUID, day: date) -> dict[UUID, frozenset[UUID]]:
    rows = session.execute(
        select(RoleGrant.unit_id, RoleGrant.person_id)
        .join(
            Person,
            (Person.municipality_id == RoleGrant.municipality_id)
            & (Person.id == RoleGrant.person_id),
        )
        .where(*_manager_grant(municipality, day), *_has_address())
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for unit, person in rows:
        found[unit].add(person)
    return {unit: frozenset(persons) for unit, persons in found.items()}


def _manager_grant(municipality: UUID, day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        RoleGrant.municipality_id == municipality,
        RoleGrant.role == Role.MANAGER.value,
        RoleGrant.from_on <= day,
        or_(RoleGrant.to_on.is_(None), RoleGrant.to_on > day),
    )


def _has_address() -> tuple[ColumnElement[bool], ...]:
    return Person.email.is_not(None), Person.email != "", Person.merged_into.is_(None)


def _about(
    column: Any, municipality: UUID, whom: Whom | None, day: date
) -> tuple[ColumnElement[bool], ...]:
    """Limits a question to *whom*; None asks about everybody. One list and not two joined by OR,
    for which SQLite would look at every row of the municipality."""
    if whom is None:
        return ()
    if not whom.units:
        return (column == whom.person,)
    among = select(Employment.person_id).where(*employed_in(municipality, whom.units, day))
    return (column.in_(among.union_all(select(literal(whom.person, column.type)))),)
