"""Whose name is this, which secret do they have, and where are they signed in?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, Executable, and_, delete, or_, select, update
from sqlalchemy.orm import aliased

from elearn.domain.people.permissions import Grant, Role
from elearn.store.db import Session
from elearn.store.models import (
    Credential,
    LoginSession,
    Municipality,
    OneTimeCode,
    Person,
    PersonIdentifier,
    RoleGrant,
    SignInFailure,
)
from elearn.store.upsert import insert_new


@dataclass(frozen=True)
class Account:
    person: UUID
    secret_hash: str | None
    """None until an own secret has been chosen."""
    email: str | None


@dataclass(frozen=True)
class Issue:
    """Where a code came from."""

    kind: str
    issued_at: datetime
    issuer: str | None
    """None when the person asked for it, or the command line made it."""


@dataclass(frozen=True)
class Addressee:
    """What a slip or a letter to somebody needs."""

    person: UUID
    name: str
    user_name: str
    """What they sign in with; empty when they have nothing yet."""
    email: str | None
    language: str
    """Their own, or the municipality's."""


def account_named(session: Session, municipality: UUID, name: str) -> Account | None:
    """By sign-in name or employment number, in any case, spaces around it ignored.

    A person who was merged into another has no account. A sign-in name goes before an
    employment number that happens to read the same.
    """
    row = session.execute(
        select(Person.id, Person.email, Credential.secret_hash)
        .join(
            PersonIdentifier,
            and_(
                PersonIdentifier.municipality_id == Person.municipality_id,
                PersonIdentifier.person_id == Person.id,
            ),
        )
        .outerjoin(
            Credential,
            and_(
                Credential.municipality_id == Person.municipality_id,
                Credential.person_id == Person.id,
            ),
        )
        .where(
            Person.municipality_id == municipality,
            Person.merged_into.is_(None),
            PersonIdentifier.value == name.strip().casefold(),
        )
        .order_by(PersonIdentifier.kind.desc())
        .limit(1)
    ).first()
    return Account(row.id, row.secret_hash, row.email) if row else None


def secret_hash_of(session: Session, municipality: UUID, person: UUID) -> str | None:
    credential = session.get(Credential, (municipality, person))
    return credential.secret_hash if credential else None


def persons_without_secret(
    session: Session, municipality: UUID, persons: Collection[UUID]
) -> frozenset[UUID]:
    """Those of *persons* who have never chosen one."""
    settled = session.scalars(
        select(Credential.person_id).where(
            Credential.municipality_id == municipality, Credential.person_id.in_(persons)
        )
    )
    return frozenset(persons) - frozenset(settled)


def names_of(session: Session, municipality: UUID, person: UUID) -> frozenset[str]:
    """Everything that others know the person by; none of it makes a good secret."""
    found = session.get(Person, (municipality, person))
    if found is None:
        return frozenset()
    identifiers = session.scalars(
        select(PersonIdentifier.value).where(
            PersonIdentifier.municipality_id == municipality, PersonIdentifier.person_id == person
        )
    )
    own = (found.given_name, found.family_name, found.shown_name, found.email or "", *identifiers)
    return frozenset(filter(None, (*own, *(name.partition("@")[0] for name in own))))


def addressees(session: Session, municipality: UUID, persons: Collection[UUID]) -> list[Addressee]:
    """By name. Persons who are unknown here, or merged into another, are left out."""
    rows = session.execute(
        select(Person, Municipality.language, PersonIdentifier.kind, PersonIdentifier.value)
        .join(Municipality, Municipality.id == Person.municipality_id)
        .outerjoin(
            PersonIdentifier,
            and_(
                PersonIdentifier.municipality_id == Person.municipality_id,
                PersonIdentifier.person_id == Person.id,
            ),
        )
        .where(
            Person.municipality_id == municipality,
            Person.id.in_(persons),
            Person.merged_into.is_(None),
        )
        .order_by(PersonIdentifier.kind, PersonIdentifier.value.desc())
    )
    found: dict[UUID, Addressee] = {}
    for person, language, _kind, value in rows:
        found[person.id] = Addressee(
            person.id, person.shown_name, value or "", person.email, person.language or language
        )
    return sorted(found.values(), key=lambda each: each.name)


def grants_held(
    session: Session, municipality: UUID, persons: Collection[UUID], now: datetime
) -> Mapping[UUID, Sequence[Grant]]:
    """The roles of each of *persons* that have not ended by *now*; those to come count too."""
    rows = session.scalars(
        select(RoleGrant).where(
            RoleGrant.municipality_id == municipality,
            RoleGrant.person_id.in_(persons),
            or_(RoleGrant.to_on.is_(None), RoleGrant.to_on > now.date()),
        )
    )
    held: dict[UUID, list[Grant]] = {person: [] for person in persons}
    for row in rows:
        held[row.person_id].append(
            Grant(Role(row.role), row.unit_id, row.from_on, row.to_on, row.is_deputy)
        )
    return held


def sessions_of(
    session: Session,
    municipality: UUID,
    person: UUID,
    *,
    seen_since: datetime,
    shared_since: datetime,
) -> Sequence[LoginSession]:
    """The latest used first; of shared devices only those used since *shared_since*."""
    return session.scalars(
        select(LoginSession)
        .where(
            LoginSession.municipality_id == municipality,
            LoginSession.person_id == person,
            LoginSession.last_seen_at > seen_since,
            or_(LoginSession.is_shared.is_(False), LoginSession.last_seen_at > shared_since),
        )
        .order_by(LoginSession.last_seen_at.desc(), LoginSession.created_at.desc())
    ).all()


def code_behind(session: Session, municipality: UUID, person: UUID) -> Issue | None:
    """The code that the person used last."""
    issuer = aliased(Person)
    row = session.execute(
        select(OneTimeCode.kind, OneTimeCode.issued_at, issuer)
        .outerjoin(
            issuer,
            and_(
                issuer.municipality_id == OneTimeCode.municipality_id,
                issuer.id == OneTimeCode.issued_by,
            ),
        )
        .where(
            OneTimeCode.municipality_id == municipality,
            OneTimeCode.person_id == person,
            OneTimeCode.used_at.is_not(None),
        )
        .order_by(OneTimeCode.used_at.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    kind, issued_at, issued_by = row
    return Issue(kind, issued_at, issued_by.shown_name if issued_by else None)


def locked_failures(
    session: Session, municipality: UUID, keys: Collection[bytes], now: datetime
) -> Mapping[bytes, SignInFailure]:
    """One row a key, made if need be, held until the transaction ends: two who count at once
    come one after the other."""
    in_order = sorted(set(keys))
    fresh = {"municipality_id": municipality, "failures": 0, "last_failed_at": now}
    insert_new(session, SignInFailure, [{**fresh, "key": key} for key in in_order])
    rows = session.scalars(
        select(SignInFailure)
        .where(SignInFailure.municipality_id == municipality, SignInFailure.key.in_(in_order))
        .order_by(SignInFailure.key)
        .with_for_update()
    )
    return {row.key: row for row in rows}


def spend_code(session: Session, municipality: UUID, code_hash: bytes, now: datetime) -> bool:
    """False when it was already spent: of two at once, one wins."""
    return _changed_one(
        session,
        update(OneTimeCode)
        .where(
            OneTimeCode.municipality_id == municipality,
            OneTimeCode.code_hash == code_hash,
            OneTimeCode.used_at.is_(None),
            OneTimeCode.expires_at > now,
        )
        .values(used_at=now),
    )


def drop_unused_codes(
    session: Session, municipality: UUID, person: UUID, kinds: Collection[str]
) -> None:
    session.execute(
        delete(OneTimeCode).where(
            OneTimeCode.municipality_id == municipality,
            OneTimeCode.person_id == person,
            OneTimeCode.kind.in_(kinds),
            OneTimeCode.used_at.is_(None),
        )
    )


def drop_session(
    session: Session, municipality: UUID, token_hash: bytes, person: UUID | None = None
) -> bool:
    """Whether it was there, and *person*'s; None asks of nobody whose it is."""
    owner = () if person is None else (LoginSession.person_id == person,)
    return _changed_one(
        session,
        delete(LoginSession).where(
            LoginSession.municipality_id == municipality,
            LoginSession.token_hash == token_hash,
            *owner,
        ),
    )


def drop_sessions(session: Session, municipality: UUID, person: UUID, *, keep: bytes | None) -> int:
    """How many were dropped; the one with the hash *keep* stays."""
    kept = () if keep is None else (LoginSession.token_hash != keep,)
    return _changed(
        session,
        delete(LoginSession).where(
            LoginSession.municipality_id == municipality,
            LoginSession.person_id == person,
            *kept,
        ),
    )


def mark_seen(session: Session, municipality: UUID, token_hash: bytes, now: datetime) -> None:
    session.execute(
        update(LoginSession)
        .where(LoginSession.municipality_id == municipality, LoginSession.token_hash == token_hash)
        .values(last_seen_at=now)
    )


def _changed_one(session: Session, statement: Executable) -> bool:
    return _changed(session, statement) == 1


def _changed(session: Session, statement: Executable) -> int:
    return cast(CursorResult[Any], session.execute(statement)).rowcount
