"""Whose name is this, which secret do they have, and where are they signed in?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, and_, select, update

from elearn.store.db import Session
from elearn.store.models import Credential, LoginSession, OneTimeCode, Person, PersonIdentifier


@dataclass(frozen=True)
class Account:
    person: UUID
    secret_hash: str | None
    """None until an own secret has been chosen."""
    email: str | None


def account_named(session: Session, municipality: UUID, name: str) -> Account | None:
    """By sign-in name or employment number, in any case, spaces around it ignored."""
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
            PersonIdentifier.value == name.strip().casefold(),
        )
        .limit(1)
    ).first()
    return Account(row.id, row.secret_hash, row.email) if row else None


def secret_hash_of(session: Session, municipality: UUID, person: UUID) -> str | None:
    credential = session.get(Credential, (municipality, person))
    return credential.secret_hash if credential else None


def sessions_of(session: Session, municipality: UUID, person: UUID) -> Sequence[LoginSession]:
    """The latest used first."""
    return session.scalars(
        select(LoginSession)
        .where(LoginSession.municipality_id == municipality, LoginSession.person_id == person)
        .order_by(LoginSession.last_seen_at.desc())
    ).all()


def unused_codes_of(session: Session, municipality: UUID, person: UUID) -> Sequence[OneTimeCode]:
    return session.scalars(
        select(OneTimeCode).where(
            OneTimeCode.municipality_id == municipality,
            OneTimeCode.person_id == person,
            OneTimeCode.used_at.is_(None),
        )
    ).all()


def spend_code(session: Session, municipality: UUID, code_hash: bytes, now: datetime) -> bool:
    """False when it was already spent: of two at once, one wins."""
    result = cast(
        CursorResult[Any],
        session.execute(
            update(OneTimeCode)
            .where(
                OneTimeCode.municipality_id == municipality,
                OneTimeCode.code_hash == code_hash,
                OneTimeCode.used_at.is_(None),
                OneTimeCode.expires_at > now,
            )
            .values(used_at=now)
        ),
    )
    return result.rowcount == 1
