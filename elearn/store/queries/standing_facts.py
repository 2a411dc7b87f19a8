"""The facts from which status follows: duties, posts with leaves, evidence, exemptions, and more
time."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, delete, func, select

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
from elearn.store.about_persons import AboutPersons, at_once
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
from elearn.store.prepared import Prepared
from elearn.store.queries.duty_terms import every_terms
from elearn.store.queries.withdrawn import Gaps, module_gaps

Periods = Mapping[tuple[UUID, UUID], Sequence[completion.StatusPeriod]]
"""By duty and person, in order."""


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
    session.flush()
    rows = _DUTIES.all(session.connection(), municipality=municipality)
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
    _add_posts(found, session, municipality, persons)
    _add_evidence(found, session, municipality, persons)
    _add_exemptions(found, session, municipality, persons)
    _add_extensions(found, session, municipality, persons)
    _add_roles(found, session, municipality, persons)
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
    everybody = (
        select(Person.id)
        .where(Person.municipality_id == municipality)
        .order_by(Person.id)
        .with_for_update(key_share=True)
    )
    if persons is None:
        session.execute(everybody)
        return
    for chunk in at_once(sorted(persons)):
        session.execute(everybody.where(Person.id.in_(chunk)))


def replace_periods(
    session: Session,
    municipality: UUID,
    persons: Collection[UUID] | None,
    periods: Periods,
) -> None:
    """Writes *periods* in place of what was stored of *persons*; what stands already is left."""
    if persons is None:
        session.execute(delete(StatusPeriod).where(StatusPeriod.municipality_id == municipality))
        _insert_periods(session, municipality, periods)
        return
    known = stored_periods(session, municipality, persons)
    changed = {
        pair
        for pair in known.keys() | periods.keys()
        if tuple(known.get(pair, ())) != tuple(periods.get(pair, ()))
    }
    if gone := changed & known.keys():
        session.connection().execute(
            _FORGET,
            [
                {"municipality": municipality, "duty": duty, "person": person}
                for duty, person in sorted(gone)
            ],
        )
    _insert_periods(session, municipality, {pair: periods.get(pair, ()) for pair in changed})


def _insert_periods(session: Session, municipality: UUID, periods: Periods) -> None:
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
    session: Session, municipality: UUID, persons: Collection[UUID] | None = None
) -> dict[tuple[UUID, UUID], list[completion.StatusPeriod]]:
    """Keyed by duty and person, in order; None means those of everybody."""
    found = defaultdict(list)
    for row in _PERIODS.rows(session, municipality, persons):
        period = completion.StatusPeriod(
            row.from_on,
            row.to_on,
            completion.Status(row.status),
            row.due_on,
            row.valid_until,
        )
        found[row.duty_id, row.person_id].append(period)
    return found


def _add_posts(
    found: Facts, session: Session, municipality: UUID, persons: Collection[UUID] | None
) -> None:
    leaves: dict[UUID, list[Interval]] = defaultdict(list)
    held = {}
    for row in _POSTS.rows(session, municipality, persons):
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
    found: Facts, session: Session, municipality: UUID, persons: Collection[UUID] | None
) -> None:
    for row in _EVIDENCE.rows(session, municipality, persons):
        found.evidence[row.person_id].append(
            completion.Evidence(
                row.id,
                row.person_id,
                row.course_id,
                row.module_id,
                row.version,
                row.completed_on,
                row.recorded_at,
                EvidenceKind(row.kind),
                row.withdraws,
                row.reason,
            )
        )


def _add_exemptions(
    found: Facts, session: Session, municipality: UUID, persons: Collection[UUID] | None
) -> None:
    for row in _EXEMPTIONS.rows(session, municipality, persons):
        found.exemptions[row.duty_id, row.person_id].append(Interval(row.from_on, row.to_on))


def _add_extensions(
    found: Facts, session: Session, municipality: UUID, persons: Collection[UUID] | None
) -> None:
    for row in _EXTENSIONS.rows(session, municipality, persons):
        given = Given(row.answered_on, row.until_on)
        found.extensions[row.duty_id, row.person_id].append(given)


def _add_roles(
    found: Facts, session: Session, municipality: UUID, persons: Collection[UUID] | None
) -> None:
    for row in _ROLES.rows(session, municipality, persons):
        found.roles[row.person_id].append((Role(row.role), Interval(row.from_on, row.to_on)))


_MUNICIPALITY: BindParameter[UUID] = bindparam("municipality")
_DUTIES = Prepared(select(*Duty.__table__.columns).where(Duty.municipality_id == _MUNICIPALITY))
_POSTS = AboutPersons(
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
    .where(Employment.municipality_id == _MUNICIPALITY)
    .order_by(Leave.from_on),
    Employment.person_id,
)
_EVIDENCE = AboutPersons(
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
    ).where(Evidence.municipality_id == _MUNICIPALITY),
    Evidence.person_id,
)
_EXEMPTIONS = AboutPersons(
    select(Exemption.duty_id, Exemption.person_id, Exemption.from_on, Exemption.to_on).where(
        Exemption.municipality_id == _MUNICIPALITY
    ),
    Exemption.person_id,
)
_EXTENSIONS = AboutPersons(
    select(Extension.duty_id, Extension.person_id, Extension.answered_on, Extension.until_on).where(
        Extension.municipality_id == _MUNICIPALITY, Extension.until_on.is_not(None)
    ),
    Extension.person_id,
)
_ROLES = AboutPersons(
    select(RoleGrant.person_id, RoleGrant.role, RoleGrant.from_on, RoleGrant.to_on).where(
        RoleGrant.municipality_id == _MUNICIPALITY, RoleGrant.is_deputy.is_(False)
    ),
    RoleGrant.person_id,
)
_PERIODS = AboutPersons(
    select(
        StatusPeriod.duty_id,
        StatusPeriod.person_id,
        StatusPeriod.from_on,
        StatusPeriod.to_on,
        StatusPeriod.status,
        StatusPeriod.due_on,
        StatusPeriod.valid_until,
    )
    .where(StatusPeriod.municipality_id == _MUNICIPALITY)
    .order_by(StatusPeriod.from_on),
    StatusPeriod.person_id,
)
_FORGET = delete(StatusPeriod).where(
    StatusPeriod.municipality_id == bindparam("municipality"),
    StatusPeriod.duty_id == bindparam("duty"),
    StatusPeriod.person_id == bindparam("person"),
)
