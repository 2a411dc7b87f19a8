"""What an administrator changes about one person: names, address, ways to sign in, mergers.

A merger is done by pointing. Employments, roles, exemptions, evidence and identifiers of the one
are the other's from then on, and each remembers whose it was, so that every list and figure sees
one person without knowing of mergers, and a split gives back exactly what came.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.naming import check_name, check_no_personnummer
from elearn.services.audit import note_act
from elearn.services.sign_in import close_sessions, persons_above
from elearn.services.standing import recompute
from elearn.store.db import Session
from elearn.store.models import Person, PersonIdentifier
from elearn.store.queries import people as store
from elearn.store.queries.colleagues import lock_people

LONGEST_ALIAS = 160
LONGEST_SIGN_IN = 254
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True, slots=True)
class Described:
    given_name: str
    family_name: str
    alias: str | None
    email: str | None
    language: str | None


@dataclass(frozen=True)
class Act:
    """One change of one person: by whom, when."""

    session: Session
    municipality: UUID
    actor: UUID | None
    """None is the command line."""
    new_id: Callable[[], UUID]
    now: datetime
    today: date

    def note(self, code: str, person: UUID) -> None:
        note_act(
            self.session,
            self.municipality,
            self.actor,
            code,
            person,
            id=self.new_id(),
            now=self.now,
        )

    def person(self, id: UUID) -> Person:
        """Raises: Refusal `person-not-found`, also for one that has been merged away."""
        found = self.session.get(Person, (self.municipality, id))
        if found is None or found.merged_into is not None:
            raise Refusal("person-not-found")
        return found

    def refuse_above(self, *persons: UUID) -> None:
        """Whoever can change how somebody signs in can sign in as them.

        Raises: Refusal `person-above`, when one of *persons* holds a role that the actor lacks.
        """
        if persons_above(self.session, self.municipality, persons, self.actor, now=self.now):
            raise Refusal("person-above")


def describe(act: Act, person: UUID, described: Described) -> None:
    """The address is a sign-in name as well; the old one stops being one.

    Raises: Refusal `name-missing`, `name-too-long`, `name-not-text`,
        `name-holds-personnummer`, `alias-too-long`, `email-malformed`, `email-taken` or
        `person-above`.
    """
    found = act.person(person)
    _check(described)
    lock_people(act.session, act.municipality)
    if (described.email or "").casefold() != (found.email or "").casefold():
        act.refuse_above(person)
        _change_address(act, found, described.email)
    found.given_name = described.given_name
    found.family_name = described.family_name
    found.alias = described.alias or None
    found.email = described.email or None
    found.language = described.language or None
    act.note("person-changed", person)


def add_sign_in(act: Act, person: UUID, name: str) -> None:
    """Raises: Refusal `sign-in-name-malformed`, `sign-in-name-taken` or `person-above`."""
    act.person(person)
    value = name.strip().casefold()
    if not 0 < len(value) <= LONGEST_SIGN_IN or not value.isprintable() or " " in value:
        raise Refusal("sign-in-name-malformed", longest=LONGEST_SIGN_IN)
    act.refuse_above(person)
    lock_people(act.session, act.municipality)
    owner = store.identifier(act.session, act.municipality, value)
    if owner is not None:
        raise Refusal("sign-in-name-taken")
    _give_name(act, person, value)
    act.note("sign-in-name-added", person)


def remove_sign_in(act: Act, person: UUID, name: str) -> None:
    """An employment number stays, because payroll says so. Removing what is gone does nothing.

    Raises: Refusal `sign-in-name-last` or `person-above`.
    """
    found = act.person(person)
    value = name.strip().casefold()
    own = act.session.get(PersonIdentifier, (act.municipality, store.SIGN_IN, value))
    if own is None or own.person_id != person:
        return
    act.refuse_above(person)
    if store.ways_in(act.session, act.municipality, person) == 1:
        raise Refusal("sign-in-name-last")
    act.session.delete(own)
    if (found.email or "").casefold() == value:
        found.email = None
    close_sessions(act.session, act.municipality, person)
    act.note("sign-in-name-removed", person)


def merge(act: Act, kept: UUID, other: UUID) -> None:
    """*other* is the same human as *kept*: all that is known of it is *kept*'s from now on.

    Both are signed out everywhere.

    Raises: Refusal `merge-with-self`, `merge-not-yourself`, `merge-of-merged`,
        `person-not-found` or `person-above`.
    """
    if kept == other:
        raise Refusal("merge-with-self")
    if other == act.actor:
        raise Refusal("merge-not-yourself")
    lock_people(act.session, act.municipality)
    pair = [act.session.get(Person, (act.municipality, id)) for id in (kept, other)]
    if any(person is None for person in pair):
        raise Refusal("person-not-found")
    stays, goes = (person for person in pair if person is not None)
    if stays.merged_into is not None or goes.merged_into is not None:
        raise Refusal("merge-of-merged")
    act.refuse_above(kept, other)
    act.session.flush()
    store.move_rows(act.session, act.municipality, other, kept)
    store.lend_credential(act.session, act.municipality, other, kept)
    goes.merged_into = kept
    stays.alias = stays.alias or goes.alias
    stays.email = stays.email or goes.email
    _sign_out(act, (kept, other))
    _settle(act, (kept, other))
    act.note("people-merged", kept)
    act.note("person-merged-away", other)


def split(act: Act, other: UUID) -> UUID:
    """*other* is somebody of their own again, with all that came from there. Into whom it had
    been merged.

    What has happened since stays with the one who was kept.

    Raises: Refusal `split-not-merged` or `person-above`.
    """
    lock_people(act.session, act.municipality)
    goes = act.session.get(Person, (act.municipality, other))
    if goes is None or goes.merged_into is None:
        raise Refusal("split-not-merged")
    kept = goes.merged_into
    act.refuse_above(kept)
    merged = store.merged_people(act.session, act.municipality)
    stays = act.session.get(Person, (act.municipality, kept))
    if stays is not None and goes.email and stays.email == goes.email:
        stays.email = None
    if stays is not None and goes.alias and stays.alias == goes.alias:
        stays.alias = None
    store.return_rows(act.session, act.municipality, other, store.descendants(other, merged))
    store.take_credential_back(act.session, act.municipality, other, kept)
    goes.merged_into = None
    _sign_out(act, (kept, other))
    _settle(act, (kept, other))
    act.note("people-split", kept)
    act.note("person-split-off", other)
    return kept


def _check(described: Described) -> None:
    for name in (described.given_name, described.family_name):
        if not name.strip() and not described.alias:
            raise Refusal("name-missing")
        check_name(name)
    alias = described.alias or ""
    check_no_personnummer(alias)
    check_no_personnummer(f"{described.given_name} {described.family_name} {alias}")
    if described.alias and len(described.alias) > LONGEST_ALIAS:
        raise Refusal("alias-too-long", longest=LONGEST_ALIAS)
    if described.email and not _EMAIL.fullmatch(described.email):
        raise Refusal("email-malformed")


def _change_address(act: Act, person: Person, email: str | None) -> None:
    if email:
        owner = store.identifier(act.session, act.municipality, email)
        if owner is not None and owner.person != person.id:
            raise Refusal("email-taken")
        if owner is None:
            _give_name(act, person.id, email.casefold())
    if person.email:
        key = (act.municipality, store.SIGN_IN, person.email.casefold())
        old = act.session.get(PersonIdentifier, key)
        if old is not None and old.person_id == person.id:
            act.session.delete(old)


def _give_name(act: Act, person: UUID, value: str) -> None:
    act.session.add(
        PersonIdentifier(
            municipality_id=act.municipality,
            kind=store.SIGN_IN,
            value=value,
            person_id=person,
            since_on=act.today,
        )
    )


def _sign_out(act: Act, persons: Iterable[UUID]) -> None:
    for person in persons:
        close_sessions(act.session, act.municipality, person)
    store.delete_codes(act.session, act.municipality, persons)


def _settle(act: Act, persons: tuple[UUID, ...]) -> None:
    act.session.flush()
    act.session.expire_all()
    recompute(act.session, act.municipality, persons)
