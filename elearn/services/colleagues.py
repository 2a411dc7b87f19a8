"""A new colleague on the first day: a person and a post that payroll has yet to confirm."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.intervals import later
from elearn.domain.people.naming import check_name, check_no_personnummer
from elearn.domain.people.permissions import Actor
from elearn.domain.people.sign_in import CODE_LETTERS
from elearn.services.audit import note_act
from elearn.services.standing import recompute
from elearn.store.db import Session
from elearn.store.models import Employment, Person, PersonIdentifier
from elearn.store.queries.colleagues import (
    EMPLOYMENT_NUMBER,
    lock_people,
    namesakes,
    person_numbered,
)

NUMBER_PREFIX = "ny-"
NUMBER_LETTERS = 6
LONGEST_AID_CODE = 10


@dataclass(frozen=True, slots=True)
class Newcomer:
    given_name: str
    family_name: str
    kind: EmploymentKind
    aid_code: str = ""
    """Digits, the whole code or its beginning; empty when not known."""
    last_day: date | None = None
    """The last day of work; None while no end is known."""

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


@dataclass(frozen=True, slots=True)
class Added:
    person: UUID
    number: str
    """What the colleague signs in with until payroll has given another."""


def add_colleague(
    session: Session,
    actor: Actor,
    unit: UUID,
    newcomer: Newcomer,
    within: frozenset[UUID],
    *,
    others: frozenset[UUID] = frozenset(),
    new_id: Callable[[], UUID],
    now: datetime,
    today: date,
) -> Added:
    """*newcomer* works in *unit* from *today*, until payroll confirms it or 30 days are over.

    *others* are people of the same name whom the actor knows to be somebody else.

    Raises:
        Refusal: `colleague-may-exist` when a namesake who is not one of *others* works in the
            units *within*: somebody else may have entered the person a minute ago.
            `name-missing`, `name-not-text`, `name-too-long`, `name-holds-personnummer`,
            `aid-code-not-digits` or `last-day-passed`.
    """
    check(newcomer, today=today)
    municipality = actor.municipality
    lock_people(session, municipality)
    same_name = namesakes(session, municipality, newcomer.name, within, today)
    if not others.issuperset(each.person for each in same_name):
        raise Refusal("colleague-may-exist", name=newcomer.name)
    added = Added(new_id(), _free_number(session, municipality, new_id))
    session.add(
        Person(
            municipality_id=municipality,
            id=added.person,
            given_name=newcomer.given_name,
            family_name=newcomer.family_name,
        )
    )
    session.flush()
    _employ(session, municipality, unit, newcomer, added, id=new_id(), today=today)
    recompute(session, municipality, [added.person])
    note_act(
        session, municipality, actor.person, "colleague-added", added.person, id=new_id(), now=now
    )
    return added


def check(newcomer: Newcomer, *, today: date) -> None:
    """Raises: Refusal, as `add_colleague`."""
    for name in (newcomer.given_name, newcomer.family_name):
        if not name.strip():
            raise Refusal("name-missing")
        check_name(name)
    check_no_personnummer(newcomer.name)
    check_aid_code(newcomer.aid_code)
    check_last_day(newcomer.last_day, today)


def check_aid_code(code: str) -> None:
    """None at all is right. Raises: Refusal `aid-code-not-digits`."""
    if code and not (code.isascii() and code.isdigit() and len(code) <= LONGEST_AID_CODE):
        raise Refusal("aid-code-not-digits", aid_code=code)


def check_last_day(day: date | None, today: date) -> None:
    """Raises: Refusal `last-day-passed`."""
    if day is not None and day < today:
        raise Refusal("last-day-passed")


def _employ(
    session: Session,
    municipality: UUID,
    unit: UUID,
    newcomer: Newcomer,
    added: Added,
    *,
    id: UUID,
    today: date,
) -> None:
    last_day = newcomer.last_day
    session.add(
        Employment(
            municipality_id=municipality,
            id=id,
            person_id=added.person,
            unit_id=unit,
            number=added.number,
            aid_code=newcomer.aid_code,
            kind=newcomer.kind.value,
            from_on=today,
            to_on=later(last_day, 1) if last_day else None,
            is_provisional=True,
        )
    )
    session.add(
        PersonIdentifier(
            municipality_id=municipality,
            kind=EMPLOYMENT_NUMBER,
            value=added.number,
            person_id=added.person,
            since_on=today,
        )
    )


def _free_number(session: Session, municipality: UUID, new_id: Callable[[], UUID]) -> str:
    """`ny-` and six letters that are not mistaken for each other on paper."""
    while True:
        chance = new_id().int
        letters = ""
        for _ in range(NUMBER_LETTERS):
            chance, letter = divmod(chance, len(CODE_LETTERS))
            letters += CODE_LETTERS[letter].lower()
        number = NUMBER_PREFIX + letters
        if person_numbered(session, municipality, number) is None:
            return number
