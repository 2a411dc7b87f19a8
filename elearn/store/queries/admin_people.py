"""People as the administration finds them: a list to search, and one person in full."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, exists, func, or_, select, true

from elearn.domain.folding import folded
from elearn.domain.people.employment import PROVISIONAL_DAYS, EmploymentKind
from elearn.domain.people.intervals import Interval, later
from elearn.domain.people.naming import listed_name, shown_name, sorting_key
from elearn.domain.people.payroll import PROVISIONAL_PREFIX
from elearn.store.db import Session
from elearn.store.models import (
    Credential,
    Employment,
    Evidence,
    Leave,
    Person,
    PersonIdentifier,
)

SORTS = ("name", "number")
MOST_AT_ONCE = 400


class Shown(StrEnum):
    WORKING = "working"
    EVERYBODY = "everybody"
    WITHOUT_POST = "without-post"
    NEVER_PLACED = "never-placed"
    """Nowhere, and never before: nobody has told where they belong."""
    DOUBLES = "doubles"
    """One name twice, and payroll knows at most one of them: perhaps one person."""


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody on the list of people."""

    person: UUID
    name: str
    """The alias where there is one."""
    sorting_name: str
    is_working: bool
    """Employed today."""
    number: str
    """The lowest of the employment numbers; empty without any."""
    is_of_payroll: bool
    """Whether one of the numbers is payroll's own, and not a manager's."""


@dataclass(frozen=True, slots=True)
class PostRow:
    id: UUID
    unit: UUID
    number: str
    aid_code: str
    kind: EmploymentKind
    from_on: date
    to_on: date | None
    is_provisional: bool
    leaves: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    id: UUID
    given_name: str
    family_name: str
    alias: str | None
    email: str | None
    language: str | None
    merged_into: UUID | None
    has_secret: bool
    completions: int
    """How many modules there is evidence of; which ones is nobody's business here."""
    posts: tuple[PostRow, ...]
    """The newest first."""
    merged: tuple[tuple[UUID, str], ...]
    """Those merged into this person, with their names."""

    @property
    def name(self) -> str:
        return shown_name(self.given_name, self.family_name, self.alias)


def found_people(
    session: Session,
    municipality: UUID,
    scope: Collection[UUID] | None,
    text: str,
    shown: Shown,
    today: date,
) -> list[Found]:
    """By family name. *text* is part of a name, a whole number or a sign-in name.

    *scope* None is everybody; otherwise those who work in these units, and those who work
    nowhere and did so there.
    """
    people = _people(session, municipality, scope, today)
    if shown is Shown.WORKING:
        people = [each for each in people if each.is_working]
    elif shown is Shown.WITHOUT_POST:
        people = [each for each in people if not each.is_working]
    elif shown is Shown.NEVER_PLACED:
        people = [each for each in people if not each.number]
    elif shown is Shown.DOUBLES:
        people = _doubles(people)
    if text:
        people = _matching(session, municipality, people, text)
    return sorted(people, key=lambda each: (sorting_key(each.sorting_name), each.person))


def posts_of(
    session: Session, municipality: UUID, persons: Collection[UUID]
) -> dict[UUID, list[PostRow]]:
    """The newest first, by person."""
    leaves: dict[UUID, list[Interval]] = defaultdict(list)
    for row in session.execute(
        select(Leave.employment_id, Leave.from_on, Leave.to_on)
        .join(
            Employment,
            and_(
                Employment.municipality_id == Leave.municipality_id,
                Employment.id == Leave.employment_id,
            ),
        )
        .where(Leave.municipality_id == municipality, Employment.person_id.in_(persons))
        .order_by(Leave.from_on)
    ):
        leaves[row.employment_id].append(Interval(row.from_on, row.to_on))
    found: dict[UUID, list[PostRow]] = defaultdict(list)
    rows = session.scalars(
        select(Employment)
        .where(Employment.municipality_id == municipality, Employment.person_id.in_(persons))
        .order_by(Employment.from_on.desc(), Employment.number)
    )
    for post in rows:
        found[post.person_id].append(
            PostRow(
                post.id,
                post.unit_id,
                post.number,
                post.aid_code,
                EmploymentKind(post.kind),
                post.from_on,
                post.to_on,
                post.is_provisional,
                tuple(leaves.get(post.id, ())),
            )
        )
    return found


def person_facts(session: Session, municipality: UUID, person: UUID) -> PersonFacts | None:
    """Also of somebody who has been merged away."""
    found = session.get(Person, (municipality, person))
    if found is None:
        return None
    merged = session.scalars(
        select(Person).where(Person.municipality_id == municipality, Person.merged_into == person)
    )
    return PersonFacts(
        id=found.id,
        given_name=found.given_name,
        family_name=found.family_name,
        alias=found.alias,
        email=found.email,
        language=found.language,
        merged_into=found.merged_into,
        has_secret=session.get(Credential, (municipality, person)) is not None,
        completions=_completions(session, municipality, person),
        posts=tuple(posts_of(session, municipality, [person]).get(person, ())),
        merged=tuple((each.id, each.shown_name) for each in merged),
    )


def is_within(
    session: Session,
    municipality: UUID,
    person: UUID,
    scope: Collection[UUID] | None,
    today: date,
) -> bool:
    """Whether the person works in *scope*, or works nowhere and did so there; with None, whether
    there is such a person."""
    if scope is None:
        return session.get(Person, (municipality, person)) is not None
    rows = session.execute(
        select(Employment.unit_id, Employment.to_on).where(
            Employment.municipality_id == municipality, Employment.person_id == person
        )
    ).all()
    lasting = [row for row in rows if row.to_on is None or row.to_on > today]
    return any(row.unit_id in scope for row in lasting or rows)


def count_never_placed(session: Session, municipality: UUID) -> int:
    """People who are not and never were employed anywhere."""
    post = exists().where(
        Employment.municipality_id == Person.municipality_id, Employment.person_id == Person.id
    )
    found = session.scalar(
        select(func.count())
        .select_from(Person)
        .where(Person.municipality_id == municipality, Person.merged_into.is_(None), ~post)
    )
    return found or 0


def count_doubles(session: Session, municipality: UUID, today: date) -> int:
    """People who may be one person twice."""
    return len(_doubles(_people(session, municipality, None, today)))


def _people(
    session: Session, municipality: UUID, scope: Collection[UUID] | None, today: date
) -> list[Found]:
    lasts = or_(Employment.to_on.is_(None), Employment.to_on > today)
    own = Employment.unit_id.in_(scope) if scope is not None else true()
    of_person = (
        select(
            Employment.person_id,
            func.min(Employment.number).label("number"),
            func.max(case((Employment.number.startswith(PROVISIONAL_PREFIX), 0), else_=1)).label(
                "is_of_payroll"
            ),
            func.max(case((and_(*_holds(today)), 1), else_=0)).label("is_working"),
            func.max(case((lasts, 1), else_=0)).label("lasts"),
            func.max(case((own, 1), else_=0)).label("own"),
            func.max(case((and_(own, lasts), 1), else_=0)).label("own_lasts"),
        )
        .where(Employment.municipality_id == municipality)
        .group_by(Employment.person_id)
        .subquery()
    )
    within = or_(of_person.c.own_lasts == 1, and_(of_person.c.own == 1, of_person.c.lasts == 0))
    rows = session.execute(
        select(
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.alias,
            of_person.c.number,
            of_person.c.is_of_payroll,
            of_person.c.is_working,
        )
        .join(of_person, of_person.c.person_id == Person.id, isouter=scope is None)
        .where(
            Person.municipality_id == municipality,
            Person.merged_into.is_(None),
            true() if scope is None else within,
        )
    )
    return [
        Found(
            row.id,
            shown_name(row.given_name, row.family_name, row.alias),
            listed_name(row.given_name, row.family_name, row.alias),
            bool(row.is_working),
            row.number or "",
            bool(row.is_of_payroll),
        )
        for row in rows
    ]


def _matching(
    session: Session, municipality: UUID, people: Iterable[Found], text: str
) -> list[Found]:
    words = folded(text).split()
    named = set(
        session.scalars(
            select(PersonIdentifier.person_id).where(
                PersonIdentifier.municipality_id == municipality,
                PersonIdentifier.value == text.strip().casefold(),
            )
        )
    )
    return [
        each
        for each in people
        if each.person in named
        or each.number == text.strip()
        or (words and all(word in folded(each.name) for word in words))
    ]


def _doubles(people: Sequence[Found]) -> list[Found]:
    """Payroll tells its own namesakes apart, so one of them must be unknown to it."""
    by_name: dict[str, list[Found]] = defaultdict(list)
    for each in people:
        by_name[folded(each.name)].append(each)
    return [
        each
        for group in by_name.values()
        for each in group
        if len(group) > 1 and not all(other.is_of_payroll for other in group)
    ]


def _completions(session: Session, municipality: UUID, person: UUID) -> int:
    rows = session.execute(
        select(Evidence.id, Evidence.withdraws, Evidence.course_id, Evidence.module_id).where(
            Evidence.municipality_id == municipality, Evidence.person_id == person
        )
    ).all()
    withdrawn = {row.withdraws for row in rows}
    return len(
        {
            (row.course_id, row.module_id)
            for row in rows
            if row.withdraws is None and row.id not in withdrawn
        }
    )


def _holds(today: date) -> tuple[Any, ...]:
    return (
        Employment.from_on <= today,
        or_(Employment.to_on.is_(None), Employment.to_on > today),
        or_(
            Employment.is_provisional.is_(False),
            Employment.from_on > later(today, -PROVISIONAL_DAYS),
        ),
    )
