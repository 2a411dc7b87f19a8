"""What is asked of this person today, what have they done, and what have they begun?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, literal_column, or_, select
from sqlalchemy.orm import aliased

from elearn.domain.content.routes import in_language
from elearn.domain.record.completion import Evidence as Done
from elearn.domain.record.completion import Status, remaining
from elearn.store.db import Session
from elearn.store.models import Attempt, Course, Duty, Evidence, Person, StatusPeriod
from elearn.store.queries.standing_facts import asked, evidence_of


@dataclass(frozen=True)
class DutyLine:
    """A duty as the person who has it sees it."""

    course: str
    course_title: str
    status: Status
    due_on: date | None
    valid_until: date | None
    modules: tuple[str, ...]
    remaining: tuple[str, ...]
    """The modules still to do, in order; empty when nothing is asked now."""


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


def duty_lines(
    session: Session, municipality: UUID, person: UUID, language: str, *, today: date
) -> list[DutyLine]:
    """The most urgent first. Two questions, however many duties."""
    rows = session.execute(
        select(Duty, Course.titles, StatusPeriod)
        .join(
            Duty,
            and_(
                Duty.municipality_id == StatusPeriod.municipality_id,
                Duty.id == StatusPeriod.duty_id,
            ),
        )
        .join(
            Course,
            and_(Course.municipality_id == Duty.municipality_id, Course.id == Duty.course_id),
        )
        .where(
            StatusPeriod.municipality_id == municipality,
            StatusPeriod.person_id == person,
            StatusPeriod.from_on <= today,
            or_(StatusPeriod.to_on.is_(None), StatusPeriod.to_on > today),
        )
    ).all()
    evidence = evidence_of(session, municipality, person)
    lines = [_line(*row, evidence, language, today) for row in rows]
    return sorted(lines, key=lambda line: (ORDER.index(line.status), line.due_on or date.max))


def _line(
    duty: Duty,
    titles: dict[str, str],
    period: StatusPeriod,
    evidence: list[Done],
    language: str,
    today: date,
) -> DutyLine:
    status = Status(period.status)
    return DutyLine(
        course=duty.course_id,
        course_title=in_language(titles, language),
        status=status,
        due_on=period.due_on,
        valid_until=period.valid_until,
        modules=tuple(duty.modules),
        remaining=remaining(asked(duty), evidence, status, today=today),
    )


def begun_modules(session: Session, municipality: UUID, person: UUID) -> set[tuple[str, str]]:
    """Course and module of every unfinished attempt: for the learner's own eyes."""
    rows = session.execute(
        select(Attempt.course_id, Attempt.module_id).where(
            Attempt.municipality_id == municipality,
            Attempt.person_id == person,
            Attempt.state == literal_column("'open'"),
        )
    )
    return {(course, module) for course, module in rows}


@dataclass(frozen=True)
class News:
    """Something that another person has put into this person's record."""

    course: str
    module: str
    by: str
    recorded_at: datetime
    is_withdrawal: bool


def news(session: Session, municipality: UUID, person: UUID, *, since: datetime) -> list[News]:
    """What others recorded about this person after *since*, the latest first."""
    recorder = aliased(Person)
    rows = session.execute(
        select(Evidence, recorder)
        .join(
            recorder,
            and_(
                recorder.municipality_id == Evidence.municipality_id,
                recorder.id == Evidence.recorded_by,
            ),
        )
        .where(
            Evidence.municipality_id == municipality,
            Evidence.person_id == person,
            Evidence.recorded_by != person,
            Evidence.recorded_at > since,
        )
        .order_by(Evidence.recorded_at.desc(), Evidence.id)
    )
    return [
        News(
            row.course_id,
            row.module_id,
            by.shown_name,
            row.recorded_at,
            row.withdraws is not None,
        )
        for row, by in rows
    ]
