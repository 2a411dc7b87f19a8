"""Which meetings are there, who was there, and who has yet to confirm it?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, delete, func, select, update

from elearn.domain.people.naming import listed_name, shown_name, sorting_key
from elearn.store.db import Session
from elearn.store.models import (
    Attendance,
    Employment,
    Meeting,
    Module,
    ModuleVersion,
    Person,
)
from elearn.store.queries.unit_people import employed_in


@dataclass(frozen=True, slots=True)
class MeetingRow:
    id: UUID
    unit: UUID
    course: str
    module: str
    held_on: date
    code: str


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """A meeting as a list shows it."""

    meeting: MeetingRow
    attended: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the list of a meeting."""

    person: UUID
    name: str
    sorting_name: str


@dataclass(frozen=True, slots=True)
class Noted:
    """That somebody was there."""

    person: UUID
    is_confirmed: bool
    by_code: bool


@dataclass(frozen=True, slots=True)
class Awaited:
    """A meeting that somebody has yet to confirm."""

    meeting: UUID
    course: str
    module: str
    held_on: date
    noted_by: str | None
    """None for whoever joined by the code."""


def meeting_row(session: Session, municipality: UUID, meeting: UUID) -> MeetingRow | None:
    found = session.get(Meeting, (municipality, meeting))
    return _row(found) if found else None


def meeting_on(
    session: Session, municipality: UUID, unit: UUID, module: tuple[str, str], held_on: date
) -> UUID | None:
    """One of *unit* about *module*, course and id, on that day."""
    course, id = module
    return session.scalars(
        select(Meeting.id)
        .where(
            Meeting.municipality_id == municipality,
            Meeting.unit_id == unit,
            Meeting.course_id == course,
            Meeting.module_id == id,
            Meeting.held_on == held_on,
        )
        .order_by(Meeting.id)
    ).first()


def lock_meeting(session: Session, municipality: UUID, meeting: UUID) -> bool:
    """Whether it is there; if so nobody notes anybody there, or removes it, until the transaction
    ends."""
    found = select(Meeting.id).where(Meeting.municipality_id == municipality, Meeting.id == meeting)
    return session.scalar(found.with_for_update()) is not None


def meetings_of(
    session: Session, municipality: UUID, units: Collection[UUID]
) -> list[MeetingSummary]:
    """Of *units*, the latest day first."""
    rows = session.execute(
        select(
            Meeting,
            func.count(Attendance.person_id.distinct()),
            func.count(Attendance.person_id.distinct()).filter(Attendance.evidence_id.is_not(None)),
        )
        .outerjoin(
            Attendance,
            and_(
                Attendance.municipality_id == Meeting.municipality_id,
                Attendance.meeting_id == Meeting.id,
            ),
        )
        .where(Meeting.municipality_id == municipality, Meeting.unit_id.in_(units))
        .group_by(Meeting.municipality_id, Meeting.id)
        .order_by(Meeting.held_on.desc(), Meeting.id)
    )
    return [
        MeetingSummary(_row(meeting), attended, confirmed) for meeting, attended, confirmed in rows
    ]


def meeting_with_code(
    session: Session, municipality: UUID, code: str, held_on: date
) -> MeetingRow | None:
    found = session.scalar(
        select(Meeting).where(
            Meeting.municipality_id == municipality,
            Meeting.held_on == held_on,
            Meeting.code == code,
        )
    )
    return _row(found) if found else None


def staff_of(
    session: Session, municipality: UUID, units: Collection[UUID], day: date
) -> list[Listed]:
    """Everybody employed in *units* on *day*, each once, by name."""
    rows = session.execute(
        select(Person.id, Person.given_name, Person.family_name, Person.alias)
        .join(
            Employment,
            and_(
                Employment.municipality_id == Person.municipality_id,
                Employment.person_id == Person.id,
            ),
        )
        .where(*employed_in(municipality, units, day))
        .distinct()
    )
    found = [Listed(row.id, shown_name(*row[1:]), listed_name(*row[1:])) for row in rows]
    return sorted(found, key=lambda one: (sorting_key(one.sorting_name), one.person))


def noted(session: Session, municipality: UUID, meeting: UUID) -> dict[UUID, Noted]:
    """By person; of two rows of a merged person the confirmed one counts."""
    rows = session.execute(
        select(Attendance.person_id, Attendance.evidence_id, Attendance.noted_by)
        .where(Attendance.municipality_id == municipality, Attendance.meeting_id == meeting)
        .order_by(Attendance.evidence_id.is_not(None), Attendance.id)
    )
    return {row[0]: Noted(row[0], row[1] is not None, row[2] is None) for row in rows}


def attendances(
    session: Session, municipality: UUID, meeting: UUID, person: UUID
) -> Sequence[Attendance]:
    """Held until the transaction ends; several only where persons were merged."""
    found = select(Attendance).where(
        Attendance.municipality_id == municipality,
        Attendance.meeting_id == meeting,
        Attendance.person_id == person,
    )
    return session.scalars(found.with_for_update()).all()


def awaiting(
    session: Session, municipality: UUID, person: UUID, course: str, module: str
) -> list[tuple[UUID, date]]:
    """The attendances at meetings about the module that are not confirmed, with the meeting's
    day, the latest first; held until the transaction ends."""
    rows = session.execute(
        select(Attendance.id, Meeting.held_on)
        .join(Meeting, _OF_MEETING)
        .where(
            Attendance.municipality_id == municipality,
            Attendance.person_id == person,
            Attendance.evidence_id.is_(None),
            Meeting.course_id == course,
            Meeting.module_id == module,
        )
        .order_by(Meeting.held_on.desc(), Attendance.id)
        .with_for_update(of=Attendance)
    )
    return [(row[0], row[1]) for row in rows]


def confirm(session: Session, municipality: UUID, ids: Collection[UUID], evidence: UUID) -> None:
    session.execute(
        update(Attendance)
        .where(Attendance.municipality_id == municipality, Attendance.id.in_(ids))
        .values(evidence_id=evidence)
    )


def drop_meeting(session: Session, municipality: UUID, meeting: UUID) -> None:
    session.execute(
        delete(Meeting).where(Meeting.municipality_id == municipality, Meeting.id == meeting)
    )


def version_on(
    session: Session, municipality: UUID, course: str, module: str, day: date
) -> str | None:
    """The version that was current at the end of *day*, the first one for a day before that; None
    for a module that has none."""
    over = datetime.combine(day + timedelta(1), time.min, UTC)
    versions = session.execute(
        select(ModuleVersion.digest, ModuleVersion.published_at)
        .where(
            ModuleVersion.municipality_id == municipality,
            ModuleVersion.course_id == course,
            ModuleVersion.module_id == module,
        )
        .order_by(ModuleVersion.published_at)
    ).all()
    earlier = [digest for digest, published_at in versions if published_at < over]
    return next(iter((*reversed(earlier), *(row.digest for row in versions))), None)


_OF_MEETING = and_(
    Meeting.municipality_id == Attendance.municipality_id, Meeting.id == Attendance.meeting_id
)
_attendance, _meeting, _module = Attendance.__table__.c, Meeting.__table__.c, Module.__table__.c
_recorder = Person.__table__.c
_AWAITED: Select[Any] = (
    select(
        _meeting.id,
        _meeting.course_id,
        _meeting.module_id,
        _meeting.held_on,
        _attendance.noted_by,
        _recorder.given_name,
        _recorder.family_name,
        _recorder.alias,
    )
    .select_from(Attendance.__table__)
    .join(
        Meeting.__table__,
        and_(
            _meeting.municipality_id == _attendance.municipality_id,
            _meeting.id == _attendance.meeting_id,
        ),
    )
    .join(
        Module.__table__,
        and_(
            _module.municipality_id == _meeting.municipality_id,
            _module.course_id == _meeting.course_id,
            _module.id == _meeting.module_id,
        ),
    )
    .outerjoin(
        Person.__table__,
        and_(
            _recorder.municipality_id == _attendance.municipality_id,
            _recorder.id == _attendance.noted_by,
        ),
    )
    .where(
        _attendance.municipality_id == bindparam("municipality"),
        _attendance.person_id == bindparam("person"),
        _attendance.evidence_id.is_(None),
        _module.withdrawn_at.is_(None),
    )
    .order_by(_meeting.held_on.desc(), _meeting.id)
)


def awaited(session: Session, municipality: UUID, person: UUID) -> list[Awaited]:
    """What *person* has yet to confirm, the latest first and one a module; nothing of a module
    that has been withdrawn. Everybody's first page asks it, so it is prepared once."""
    rows = session.connection().execute(_AWAITED, {"municipality": municipality, "person": person})
    found: dict[tuple[str, str], Awaited] = {}
    for row in rows:
        by = shown_name(row.given_name, row.family_name, row.alias) if row.noted_by else None
        one = Awaited(row.id, row.course_id, row.module_id, row.held_on, by)
        found.setdefault((one.course, one.module), one)
    return list(found.values())


def _row(meeting: Meeting) -> MeetingRow:
    return MeetingRow(
        meeting.id,
        meeting.unit_id,
        meeting.course_id,
        meeting.module_id,
        meeting.held_on,
        meeting.code,
    )
