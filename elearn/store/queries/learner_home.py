"""What is asked of this person today, what have they done, and what have they begun?

Everybody's first page asks it, so it is prepared once, without the ORM.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, and_, bindparam, literal_column, or_, select

from elearn.domain.content.routes import in_language
from elearn.domain.people.naming import shown_name
from elearn.domain.record.completion import Evidence as Done
from elearn.domain.record.completion import Status, remaining, was_done
from elearn.domain.record.duty import Need
from elearn.store.db import Session
from elearn.store.models import Attempt, Course, Duty, Evidence, Person, StatusPeriod
from elearn.store.queries.standing_facts import asked, evidence_of
from elearn.store.queries.withdrawn import waiting_duties


@dataclass(frozen=True)
class DutyLine:
    """A duty as the person who has it sees it."""

    id: UUID
    course: str
    course_title: str
    status: Status
    due_on: date | None
    valid_until: date | None
    modules: tuple[str, ...]
    need: Need
    is_out_of_use: bool
    """Whether it waits because what it asks cannot be taken now."""
    remaining: tuple[str, ...]
    """The modules still to do, in order; empty when nothing is asked now. Of *one of these* it
    is every choice."""
    was_done: bool
    """Whether anything of it was ever completed, though it may count no longer."""

    @property
    def has_lapsed(self) -> bool:
        """Whether something of it was completed of which nothing counts any longer."""
        return self.was_done and self.status in (Status.NEVER_NOT_DUE, Status.NEVER_OVERDUE)

    @property
    def is_choice(self) -> bool:
        """Whether one of several modules is enough."""
        return self.need is Need.ONE_OF and len(self.modules) > 1


ORDER = (
    Status.NEVER_OVERDUE,
    Status.EXPIRED,
    Status.UNDER_WAY,
    Status.EXPIRING,
    Status.NEVER_NOT_DUE,
    Status.VALID,
    Status.PAUSED,
    Status.EXEMPT,
)
"""What is most urgent comes first."""


_period, _duty = StatusPeriod.__table__.c, Duty.__table__.c
_course, _attempt = Course.__table__.c, Attempt.__table__.c
_TODAY = bindparam("today", type_=Date())
_DUTIES = (
    select(
        _duty.id,
        _duty.course_id,
        _duty.modules,
        _duty.need,
        _duty.units,
        _duty.aid_families,
        _duty.employment_kinds,
        _duty.roles,
        _duty.due_from,
        _duty.due_days,
        _duty.due_on,
        _duty.least_working_days,
        _duty.set_on,
        _duty.valid_days,
        _duty.renewal_days,
        _duty.from_on,
        _duty.to_on,
        _course.titles,
        _period.status,
        _period.due_on.label("asked_by"),
        _period.valid_until,
    )
    .select_from(StatusPeriod.__table__)
    .join(
        Duty.__table__,
        and_(_duty.municipality_id == _period.municipality_id, _duty.id == _period.duty_id),
    )
    .join(
        Course.__table__,
        and_(_course.municipality_id == _duty.municipality_id, _course.id == _duty.course_id),
    )
    .where(
        _period.municipality_id == bindparam("municipality"),
        _period.person_id == bindparam("person"),
        _period.from_on <= _TODAY,
        or_(_period.to_on.is_(None), _period.to_on > _TODAY),
    )
)
_BEGUN = select(_attempt.course_id, _attempt.module_id).where(
    _attempt.municipality_id == bindparam("municipality"),
    _attempt.person_id == bindparam("person"),
    _attempt.state == literal_column("'open'"),
)


def duty_lines(
    session: Session, municipality: UUID, person: UUID, language: str, *, today: date
) -> list[DutyLine]:
    """The most urgent first. Two questions, however many duties, and two more if one is paused."""
    rows = (
        session.connection()
        .execute(_DUTIES, {"municipality": municipality, "person": person, "today": today})
        .all()
    )
    evidence = evidence_of(session, municipality, person)
    paused = [row.id for row in rows if row.status == Status.PAUSED.value]
    waiting = waiting_duties(session, municipality, paused, today) if paused else set()
    lines = [_line(row, evidence, waiting, language, today) for row in rows]
    return sorted(lines, key=lambda line: (ORDER.index(line.status), line.due_on or date.max))


def _line(
    row: Any, evidence: list[Done], waiting: set[UUID], language: str, today: date
) -> DutyLine:
    status, duty = Status(row.status), asked(row)
    return DutyLine(
        id=row.id,
        course=row.course_id,
        course_title=in_language(row.titles, language),
        status=status,
        due_on=row.asked_by,
        valid_until=row.valid_until,
        modules=tuple(row.modules),
        need=Need(row.need),
        is_out_of_use=row.id in waiting,
        remaining=remaining(duty, evidence, status, today=today),
        was_done=was_done(duty, evidence),
    )


def begun_modules(session: Session, municipality: UUID, person: UUID) -> set[tuple[str, str]]:
    """Course and module of every unfinished attempt: for the learner's own eyes."""
    rows = session.connection().execute(_BEGUN, {"municipality": municipality, "person": person})
    return {(row.course_id, row.module_id) for row in rows}


@dataclass(frozen=True)
class News:
    """Something that another person has put into this person's record."""

    course: str
    module: str
    by: str
    recorded_at: datetime
    is_withdrawal: bool


_row, _recorder = Evidence.__table__.c, Person.__table__.c
_NEWS = (
    select(
        _row.course_id,
        _row.module_id,
        _row.recorded_at,
        _row.withdraws,
        _recorder.given_name,
        _recorder.family_name,
        _recorder.alias,
    )
    .select_from(Evidence.__table__)
    .join(
        Person.__table__,
        and_(_recorder.municipality_id == _row.municipality_id, _recorder.id == _row.recorded_by),
    )
    .where(
        _row.municipality_id == bindparam("municipality"),
        _row.person_id == bindparam("person"),
        _row.recorded_by != bindparam("person"),
        _row.recorded_at > bindparam("since"),
    )
    .order_by(_row.recorded_at.desc(), _row.id)
)


def news(session: Session, municipality: UUID, person: UUID, *, since: datetime) -> list[News]:
    """What others recorded about this person after *since*, the latest first."""
    rows = session.connection().execute(
        _NEWS, {"municipality": municipality, "person": person, "since": since}
    )
    return [
        News(
            row.course_id,
            row.module_id,
            shown_name(row.given_name, row.family_name, row.alias),
            row.recorded_at,
            row.withdraws is not None,
        )
        for row in rows
    ]
