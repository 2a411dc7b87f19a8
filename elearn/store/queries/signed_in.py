"""Who holds this session token, and which roles do they have today?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, or_, select

from elearn.domain.people.permissions import Grant, Role
from elearn.store.db import Session
from elearn.store.models import LoginSession, Person, RoleGrant


@dataclass(frozen=True)
class SignedIn:
    person: UUID
    name: str
    language: str | None
    grants: tuple[Grant, ...]
    by_code: bool
    code_issued_by: UUID | None
    last_seen_at: datetime


def signed_in(
    session: Session, municipality: UUID, token_hash: bytes, *, seen_since: datetime, today: date
) -> SignedIn | None:
    """None when the session is unknown, signed out, or unused since *seen_since*, and when the
    person was merged into another."""
    grant_today = and_(
        RoleGrant.municipality_id == LoginSession.municipality_id,
        RoleGrant.person_id == LoginSession.person_id,
        RoleGrant.from_on <= today,
        or_(RoleGrant.to_on.is_(None), RoleGrant.to_on > today),
    )
    rows = session.execute(
        select(
            LoginSession.person_id,
            LoginSession.by_code,
            LoginSession.code_issued_by,
            LoginSession.last_seen_at,
            Person.given_name,
            Person.family_name,
            Person.alias,
            Person.language,
            RoleGrant.role,
            RoleGrant.unit_id,
            RoleGrant.from_on,
            RoleGrant.to_on,
            RoleGrant.is_deputy,
        )
        .join(
            Person,
            and_(
                Person.municipality_id == LoginSession.municipality_id,
                Person.id == LoginSession.person_id,
                Person.merged_into.is_(None),
            ),
        )
        .outerjoin(RoleGrant, grant_today)
        .where(
            LoginSession.municipality_id == municipality,
            LoginSession.token_hash == token_hash,
            LoginSession.last_seen_at > seen_since,
        )
    ).all()
    if not rows:
        return None
    first = rows[0]
    return SignedIn(
        person=first.person_id,
        name=first.alias or f"{first.given_name} {first.family_name}".strip(),
        language=first.language,
        grants=tuple(
            Grant(Role(row.role), row.unit_id, row.from_on, row.to_on, row.is_deputy)
            for row in rows
            if row.role is not None
        ),
        by_code=first.by_code,
        code_issued_by=first.code_issued_by,
        last_seen_at=first.last_seen_at,
    )
