"""Whose time is over, and what of theirs goes?"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Executable,
    Table,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)

from elearn.store.db import Base, Session
from elearn.store.models import (
    Attempt,
    Attendance,
    AuditAct,
    AuditView,
    BulkAct,
    CalendarLink,
    Certificate,
    Credential,
    Employment,
    Evidence,
    Exemption,
    ExerciseSeen,
    Extension,
    HeldAnswer,
    ImportBatch,
    LoginSession,
    MeasurementSeen,
    Meeting,
    MeetingVote,
    MeetingVoter,
    MergedRow,
    Objection,
    OneTimeCode,
    OpenWork,
    PanelBallot,
    Person,
    PersonIdentifier,
    PersonTally,
    Practice,
    Reminder,
    ResumeNumber,
    RoleGrant,
    SignInFailure,
    StatusPeriod,
    Unit,
)

OWN_ROWS: tuple[tuple[type[Base], str], ...] = (
    (PersonTally, "person_id"),
    (StatusPeriod, "person_id"),
    (Reminder, "person_id"),
    (Reminder, "sent_to"),
    (Exemption, "person_id"),
    (Extension, "person_id"),
    (Attendance, "person_id"),
    (Certificate, "person_id"),
    (Objection, "person_id"),
    (Evidence, "person_id"),
    (Attempt, "person_id"),
    (CalendarLink, "person_id"),
    (Credential, "person_id"),
    (LoginSession, "person_id"),
    (OneTimeCode, "person_id"),
    (PersonIdentifier, "person_id"),
    (RoleGrant, "person_id"),
    (Employment, "person_id"),
    (MergedRow, "from_person_id"),
)
"""What is about a person, and the column that says whom; leave goes with its employment."""


def persons_who_have_left(session: Session, municipality: UUID, today: date) -> frozenset[UUID]:
    """With a post once and none from *today* on, and without a role that lasts."""
    lasting_post = or_(
        and_(Employment.to_on.is_(None), Employment.is_provisional.is_(False)),
        Employment.to_on > today,
    )
    left = session.scalars(
        select(Employment.person_id)
        .where(Employment.municipality_id == municipality)
        .group_by(Employment.person_id)
        .having(func.count().filter(lasting_post) == 0)
    )
    with_role = session.scalars(
        select(RoleGrant.person_id).where(
            RoleGrant.municipality_id == municipality,
            or_(RoleGrant.to_on.is_(None), RoleGrant.to_on > today),
        )
    )
    return frozenset(left) - frozenset(with_role)


def merged_persons(session: Session, municipality: UUID) -> Mapping[UUID, UUID]:
    """The person into whom each merged one went."""
    rows = session.execute(
        select(Person.id, Person.merged_into).where(
            Person.municipality_id == municipality, Person.merged_into.is_not(None)
        )
    )
    return {person: into for person, into in rows if into is not None}


def persons_ever_employed(
    session: Session, municipality: UUID, persons: Collection[UUID]
) -> frozenset[UUID]:
    return frozenset(
        session.scalars(
            select(Employment.person_id).where(
                Employment.municipality_id == municipality, Employment.person_id.in_(persons)
            )
        )
    )


def retention_months(session: Session, municipality: UUID) -> Mapping[UUID, int]:
    """What controllers have set, by unit; a unit without is absent."""
    rows = session.execute(
        select(Unit.id, Unit.retention_months).where(
            Unit.municipality_id == municipality, Unit.retention_months.is_not(None)
        )
    )
    return {unit: months for unit, months in rows if months is not None}


def drop_person(session: Session, municipality: UUID, person: UUID) -> None:
    """Everything about *person*. Where somebody else's row still names the id, as who printed
    a slip or looked at a page, a nameless person stays behind it."""
    for table, whom in OWN_ROWS:
        session.execute(
            delete(table).where(
                _column(table, "municipality_id") == municipality,
                _column(table, whom) == person,
            )
        )
    own = and_(Person.municipality_id == municipality, Person.id == person)
    if _is_named_elsewhere(session, municipality, person):
        nobody = {
            "given_name": "",
            "family_name": "",
            "alias": None,
            "email": None,
            "language": None,
            "merged_into": None,
        }
        session.execute(update(Person).where(own).values(nobody))
    else:
        session.execute(delete(Person).where(own))


def person_exists(session: Session, municipality: UUID, person: UUID) -> bool:
    return session.get(Person, (municipality, person)) is not None


def drop_attempts(session: Session, open_until: date, submitted_until: date) -> int:
    """Open ones begun, and submitted ones submitted, up to and including those days."""
    return _dropped(
        session,
        Attempt,
        or_(
            and_(Attempt.state == "open", Attempt.begun_on <= open_until),
            and_(Attempt.state == "submitted", Attempt.submitted_on <= submitted_until),
        ),
    )


def drop_held_answers(session: Session, until: date) -> int:
    return _dropped(session, HeldAnswer, HeldAnswer.kept_on <= until)


def drop_exercises_seen(session: Session, until: date) -> int:
    return _dropped(session, ExerciseSeen, ExerciseSeen.seen_on <= until)


def drop_measurement_seen(session: Session, until: date) -> int:
    return _dropped(session, MeasurementSeen, MeasurementSeen.seen_on <= until)


def drop_reminders(session: Session, until: date) -> int:
    """Sent up to and including that day."""
    return _dropped(session, Reminder, Reminder.sent_on <= until)


def drop_practice(session: Session, until: date) -> int:
    """Of whoever last practised up to and including that day."""
    return _dropped(session, Practice, Practice.touched_on <= until)


def drop_ballots(session: Session, until: date) -> int:
    """Handed out up to and including that day and never sent in."""
    return _dropped(session, PanelBallot, PanelBallot.handed_out_on <= until)


def drop_open_work(session: Session, begun_until: date) -> int:
    """Modules of open courses begun up to and including that day and never finished."""
    return _dropped(
        session, OpenWork, and_(OpenWork.done_on.is_(None), OpenWork.begun_on <= begun_until)
    )


def drop_resume_numbers(session: Session, until: date) -> int:
    """Last used up to and including that day, with everything under them."""
    return _dropped(session, ResumeNumber, ResumeNumber.used_on <= until)


def drop_meeting_votes(session: Session, until: date) -> int:
    """Of meetings of days up to and including that one."""
    meetings = select(Meeting.municipality_id, Meeting.id).where(Meeting.held_on <= until)
    voter = tuple_(MeetingVoter.municipality_id, MeetingVoter.meeting_id)
    vote = tuple_(MeetingVote.municipality_id, MeetingVote.meeting_id)
    return _dropped(session, MeetingVoter, voter.in_(meetings)) + _dropped(
        session, MeetingVote, vote.in_(meetings)
    )


def end_practice_sessions(session: Session, until: date) -> None:
    """Those of days up to and including that one; the rest of the rows stays."""
    session.execute(
        update(Practice)
        .where(Practice.touched_on <= until, Practice.sealed_session.is_not(None))
        .values(sealed_session=None)
        .execution_options(synchronize_session=False)
    )


def drop_sessions_unused(session: Session, before: datetime) -> int:
    return _dropped(session, LoginSession, LoginSession.last_seen_at < before)


def drop_codes(session: Session, before: datetime) -> int:
    return _dropped(session, OneTimeCode, OneTimeCode.issued_at < before)


def drop_failures(session: Session, before: datetime) -> int:
    return _dropped(session, SignInFailure, SignInFailure.last_failed_at < before)


def drop_views(session: Session, before: datetime) -> int:
    return _dropped(session, AuditView, AuditView.viewed_at < before)


def drop_acts(session: Session, before: datetime, keep: Collection[str]) -> int:
    """All but those whose code is in *keep*."""
    return _dropped(session, AuditAct, and_(AuditAct.acted_at < before, AuditAct.act.not_in(keep)))


def drop_previews(session: Session, before: datetime) -> int:
    """Lists that were read and never confirmed."""
    waiting = and_(ImportBatch.state == "preview", ImportBatch.made_at < before)
    return _dropped(session, ImportBatch, waiting)


def drop_bulk_acts(session: Session, before: datetime) -> int:
    """What can no longer be undone."""
    return _dropped(session, BulkAct, BulkAct.made_at < before)


def _is_named_elsewhere(session: Session, municipality: UUID, person: UUID) -> bool:
    """Whether a row of any table still refers to *person*: asked of every foreign key there is,
    so that a new one is not forgotten."""
    return any(
        session.scalar(
            select(exists().where(table.c.municipality_id == municipality, table.c[name] == person))
        )
        for table, name in _references()
    )


def _references() -> list[tuple[Table, str]]:
    """Every column that refers to a person, with its table."""
    person = Person.metadata.tables["person"]
    return [
        (table, pair.parent.name)
        for table in Person.metadata.sorted_tables
        for key in table.foreign_key_constraints
        if key.referred_table is person
        for pair in key.elements
        if pair.column.name == "id"
    ]


def _column(table: type[Base], name: str) -> ColumnElement[Any]:
    return cast(ColumnElement[Any], table.__table__.c[name])


def _dropped(session: Session, table: type[Base], where: ColumnElement[bool]) -> int:
    statement: Executable = delete(table).where(where).execution_options(synchronize_session=False)
    return cast(CursorResult[Any], session.execute(statement)).rowcount
