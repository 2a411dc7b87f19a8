"""The facts from which status follows: duties, posts with leaves, evidence, exemptions, and more
time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select

from elearn.domain.people.employment import Employment as Post
from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.intervals import Days, Interval
from elearn.domain.people.permissions import Role
from elearn.domain.record import completion
from elearn.domain.record.completion import EvidenceKind
from elearn.domain.record.concern import HeldRole
from elearn.domain.record.duty import DueFrom, Need, days_withdrawn
from elearn.domain.record.duty import Duty as Asked
from elearn.domain.record.duty import Extension as Given
from elearn.domain.record.working_days import swedish_day
from elearn.store.bulk import insert_rows
from elearn.store.db import Session
from elearn.store.models import (
    Duty,
    Employment,
    Evidence,
    Exemption,
    Extension,
    Leave,
    ModuleVersion,
    Person,
    RoleGrant,
    StatusPeriod,
)
from elearn.store.queries.duty_terms import every_terms
from elearn.store.queries.withdrawn import Gaps, module_gaps

MOST_AT_ONCE = 500
"""SQLite takes about a thousand values in one statement on old builds."""


@dataclass
class Facts:
    """All by person; a person without any is absent."""

    posts: dict[UUID, list[Post]] = field(default_factory=lambda: defaultdict(list))
    evidence: dict[UUID, list[completion.Evidence]] = field(
        default_factory=lambda: defaultdict(list)
    )
    exemptions: dict[tuple[UUID, UUID], list[Interval]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By duty and person."""
    extensions: dict[tuple[UUID, UUID], list[Given]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By duty and person; those that were granted."""
    roles: dict[UUID, list[HeldRole]] = field(default_factory=lambda: defaultdict(list))
    """What was granted, not lent to deputies."""


def duties(session: Session, municipality: UUID) -> list[Asked]:
    """Ended ones too: they still explain the past."""
    rows = session.execute(select(Duty).where(Duty.municipality_id == municipality)).scalars()
    gaps = module_gaps(session, municipality)
    return [_dated(session, municipality, row, gaps) for row in rows]


def one_duty(session: Session, municipality: UUID, duty: UUID) -> Asked | None:
    row = session.get(Duty, (municipality, duty))
    gaps = module_gaps(session, municipality)
    return _dated(session, municipality, row, gaps) if row else None


def first_published(
    session: Session, municipality: UUID, course: str, modules: Collection[str]
) -> date | None:
    """The day from which all of *modules* were there, in whatever version; None of none."""
    first_days = session.execute(
        select(func.min(ModuleVersion.published_at))
        .where(
            ModuleVersion.municipality_id == municipality,
            ModuleVersion.course_id == course,
            ModuleVersion.module_id.in_(modules),
        )
        .group_by(ModuleVersion.module_id)
    )
    return max((swedish_day(published_at) for (published_at,) in first_days), default=None)


def _dated(session: Session, municipality: UUID, row: Duty, gaps: Gaps) -> Asked:
    """With what it asked before it was changed."""
    *earlier, last = (
        _known(session, municipality, terms, gaps) for terms in every_terms(row, asked(row))
    )
    return replace(last, earlier=tuple(earlier))


def _known(session: Session, municipality: UUID, plain: Asked, gaps: Gaps) -> Asked:
    """With the days on which it waits, and the day of publication where it counts from that."""
    withdrawn = days_withdrawn(plain.need, plain.modules, gaps.get(plain.course, {}))
    duty = replace(plain, withdrawn=withdrawn)
    if duty.due_from is not DueFrom.PUBLICATION:
        return duty
    day = first_published(session, municipality, duty.course, duty.modules)
    return replace(duty, published_on=day)


def asked(row: Duty) -> Asked:
    return Asked(
        id=row.id,
        course=row.course_id,
        modules=tuple(row.modules),
        need=Need(row.need),
        units=frozenset(map(UUID, row.units)),
        aid_families=frozenset(row.aid_families),
        employment_kinds=frozenset(map(EmploymentKind, row.employment_kinds)),
        due_days=row.due_days,
        valid_days=row.valid_days,
        renewal_days=row.renewal_days,
        from_on=row.from_on,
        to_on=row.to_on,
        roles=frozenset(map(Role, row.roles)),
        due_from=DueFrom(row.due_from),
        due_on=row.due_on,
        least_working_days=row.least_working_days,
        set_on=row.set_on,
    )


def facts(session: Session, municipality: UUID, persons: Collection[UUID] | None = None) -> Facts:
    """Of everybody, or of *persons* only."""
    found = Facts()
    for chunk in _chunks(persons):
        _add_posts(found, session, municipality, chunk)
        _add_evidence(found, session, municipality, chunk)
        _add_exemptions(found, session, municipality, chunk)
        _add_extensions(found, session, municipality, chunk)
        _add_roles(found, session, municipality, chunk)
    return found


def evidence_of(session: Session, municipality: UUID, person: UUID) -> list[completion.Evidence]:
    """Every row about the person, withdrawn ones too."""
    found = Facts()
    _add_evidence(found, session, municipality, [person])
    return found.evidence[person]


def lock_standing(session: Session, municipality: UUID, persons: Collection[UUID] | None) -> None:
    """Until this transaction ends, no other derives the periods of *persons* (None: of anybody).

    Whoever waits here sees, once it goes on, what the other has changed. On SQLite a writer is
    alone already.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    for chunk in _chunks(persons if persons is None else sorted(persons)):
        session.execute(
            select(Person.id)
            .where(Person.municipality_id == municipality, *_among(Person.id, chunk))
            .order_by(Person.id)
            .with_for_update(key_share=True)
        )


def replace_periods(
    session: Session,
    municipality: UUID,
    persons: Collection[UUID] | None,
    periods: Mapping[tuple[UUID, UUID], Sequence[completion.StatusPeriod]],
) -> None:
    """Writes *periods*, keyed by duty and person, in place of what was stored."""
    for chunk in _chunks(persons):
        session.execute(
            delete(StatusPeriod).where(
                StatusPeriod.municipality_id == municipality,
                *_among(StatusPeriod.person_id, chunk),
            )
        )
    rows = [
        {
            "municipality_id": municipality,
            "duty_id": duty,
            "person_id": person,
            "from_on": period.from_on,
            "to_on": period.to_on,
            "status": period.status.value,
            "due_on": period.due_on,
            "valid_until": period.valid_until,
        }
        for (duty, person), of_person in periods.items()
        for period in of_person
    ]
    insert_rows(session, StatusPeriod, rows)


def stored_periods(
    session: Session, municipality: UUID
) -> dict[tuple[UUID, UUID], list[completion.StatusPeriod]]:
    """Keyed by duty and person, in order."""
    rows = session.execute(
        select(
            StatusPeriod.duty_id,
            StatusPeriod.person_id,
            StatusPeriod.from_on,
            StatusPeriod.to_on,
            StatusPeriod.status,
            StatusPeriod.due_on,
            StatusPeriod.valid_until,
        )
        .where(StatusPeriod.municipality_id == municipality)
        .order_by(StatusPeriod.from_on)
    )
    found = defaultdict(list)
    for duty, person, from_on, to_on, status, due_on, valid_until in rows:
        period = completion.StatusPeriod(
            from_on, to_on, completion.Status(status), due_on, valid_until
        )
        found[duty, person].append(period)
    return found


def _add_posts(
    found: Facts, session: Session, municipality: UUID, chunk: Collection[UUID] | None
) -> None:
    rows = session.execute(
        select(
            Employment.id,
            Employment.person_id,
            Employment.unit_id,
            Employment.number,
            Employment.aid_code,
            Employment.kind,
            Employment.from_on,
            Employment.to_on,
            Employment.is_provisional,
            Leave.from_on.label("leave_from"),
            Leave.to_on.label("leave_to"),
        )
        .outerjoin(
            Leave,
            (Leave.municipality_id == Employment.municipality_id)
            & (Leave.employment_id == Employment.id),
        )
        .where(Employment.municipality_id == municipality, *_among(Employment.person_id, chunk))
        .order_by(Leave.from_on)
    )
    leaves: dict[UUID, list[Interval]] = defaultdict(list)
    held = {}
    for row in rows:
        held[row.id] = row
        if row.leave_from is not None:
            leaves[row.id].append(Interval(row.leave_from, row.leave_to))
    for row in held.values():
        days: Days = tuple(leaves.get(row.id, ()))
        post = Post(
            row.id,
            row.person_id,
            row.unit_id,
            row.number,
            row.aid_code,
            EmploymentKind(row.kind),
            row.from_on,
            row.to_on,
            days,
            row.is_provisional,
        )
        found.posts[post.person].append(post)


def _add_evidence(
    found: Facts, session: Session, municipality: UUID, chunk: Collection[UUID] | None
) -> None:
    rows = session.execute(
        select(
            Evidence.id,
            Evidence.person_id,
            Evidence.course_id,
            Evidence.module_id,
            Evidence.version,
            Evidence.completed_on,
            Evidence.recorded_at,
            Evidence.kind,
            Evidence.withdraws,
            Evidence.reason,
        ).where(Evidence.municipality_id == municipality, *_among(Evidence.person_id, chunk))
    )
    for found_row in rows:
        row = completion.Evidence(
            found_row.id,
            found_row.person_id,
            found_row.course_id,
            found_row.module_id,
            found_row.version,
            found_row.completed_on,
            found_row.recorded_at,
            EvidenceKind(found_row.kind),
            found_row.withdraws,
            found_row.reason,
        )
        found.evidence[row.person].append(row)


def _add_exemptions(
    found: Facts, session: Session, municipality: UUID, chunk: Collection[UUID] | None
) -> None:
    rows = session.execute(
        select(Exemption.duty_id, Exemption.person_id, Exemption.from_on, Exemption.to_on).where(
            Exemption.municipality_id == municipality, *_among(Exemption.person_id, chunk)
        )
    )
    for duty, person, from_on, to_on in rows:
        found.exemptions[duty, person].append(Interval(from_on, to_on))


def _add_extensions(
    found: Facts, session: Session, municipality: UUID, chunk: Collection[UUID] | None
) -> None:
    rows = session.execute(
        select(
            Extension.duty_id, Extension.person_id, Extension.answered_on, Extension.until_on
        ).where(
            Extension.municipality_id == municipality,
            Extension.until_on.is_not(None),
            *_among(Extension.person_id, chunk),
        )
    )
    for duty, person, granted_on, until_on in rows:
        assert granted_on is not None
        assert until_on is not None
        found.extensions[duty, person].append(Given(granted_on, until_on))


def _add_roles(
    found: Facts, session: Session, municipality: UUID, chunk: Collection[UUID] | None
) -> None:
    rows = session.execute(
        select(RoleGrant.person_id, RoleGrant.role, RoleGrant.from_on, RoleGrant.to_on).where(
            RoleGrant.municipality_id == municipality,
            RoleGrant.is_deputy.is_(False),
            *_among(RoleGrant.person_id, chunk),
        )
    )
    for person, role, from_on, to_on in rows:
        found.roles[person].append((Role(role), Interval(from_on, to_on)))


def _among(column: Any, chunk: Collection[UUID] | None) -> tuple[ColumnElement[bool], ...]:
    return () if chunk is None else (column.in_(chunk),)


def _chunks(persons: Collection[UUID] | None) -> Iterator[Collection[UUID] | None]:
    if persons is None:
        yield None
        return
    waiting: Iterable[UUID] = iter(dict.fromkeys(persons))
    while chunk := list(islice(waiting, MOST_AT_ONCE)):
        yield chunk
