"""Who holds this session token, which roles do they have today, and has anything been published
since? Every page asks it, so it is one question, prepared once, without the ORM; what a page needs
each time besides is asked in the same breath."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, bindparam, null, or_, select

from elearn.domain.people.naming import shown_name
from elearn.domain.people.permissions import Grant, Role
from elearn.store.asking import Asker
from elearn.store.db import Connection
from elearn.store.models import ContentStamp, LoginSession, Person, RoleGrant
from elearn.store.prepared import Prepared

_session, _person = LoginSession.__table__.c, Person.__table__.c
_grant, _stamp = RoleGrant.__table__.c, ContentStamp.__table__.c
_today = bindparam("today", type_=Date())

_WHO = (
    select(
        _session.person_id,
        _session.by_code,
        _session.code_issued_by,
        _session.last_seen_at,
        _session.is_shared,
        _person.given_name,
        _person.family_name,
        _person.alias,
        _person.language,
        _grant.role,
        _grant.unit_id,
        _grant.from_on,
        _grant.to_on,
        _grant.is_deputy,
        _stamp.stamp,
    )
    .select_from(LoginSession.__table__)
    .join(
        Person.__table__,
        and_(_person.municipality_id == _session.municipality_id, _person.id == _session.person_id),
    )
    .outerjoin(
        RoleGrant.__table__,
        and_(
            _grant.municipality_id == _session.municipality_id,
            _grant.person_id == _session.person_id,
            _grant.from_on <= _today,
            or_(_grant.to_on.is_(null()), _grant.to_on > _today),
        ),
    )
    .outerjoin(ContentStamp.__table__, _stamp.municipality_id == _session.municipality_id)
    .where(
        _session.municipality_id == bindparam("municipality"),
        _session.token_hash == bindparam("token_hash"),
        _session.last_seen_at > bindparam("seen_since"),
        _person.merged_into.is_(null()),
    )
)


@dataclass(frozen=True)
class SignedIn:
    person: UUID
    name: str
    language: str | None
    grants: tuple[Grant, ...]
    by_code: bool
    code_issued_by: UUID | None
    last_seen_at: datetime
    is_shared: bool
    """On a device that several people use."""
    content_stamp: int
    """Moves when something published changes."""
    besides: Any
    """A row with the columns that were asked for besides, by their names."""


def signed_in_and(*columns: ColumnElement[Any]) -> Prepared:
    """The question for `signed_in` that asks for *columns* besides. They may speak of those of
    LoginSession, which is the reader's."""
    return Prepared(_WHO.add_columns(*columns))


NOTHING_BESIDES = signed_in_and()


def signed_in(
    where: Asker | Connection,
    municipality: UUID,
    token_hash: bytes,
    *,
    seen_since: datetime,
    today: date,
    question: Prepared = NOTHING_BESIDES,
    besides: Mapping[str, Any] | None = None,
) -> SignedIn | None:
    """None when the session is unknown, signed out, or unused since *seen_since*, and for a
    person that has been merged into another. *besides* are the values that *question* needs for
    what it asks besides."""
    rows = question.all(
        where,
        municipality=municipality,
        token_hash=token_hash,
        seen_since=seen_since,
        today=today,
        **(besides or {}),
    )
    if not rows:
        return None
    first = rows[0]
    return SignedIn(
        person=first.person_id,
        name=shown_name(first.given_name, first.family_name, first.alias),
        language=first.language,
        grants=tuple(
            Grant(Role(row.role), row.unit_id, row.from_on, row.to_on, row.is_deputy)
            for row in rows
            if row.role is not None
        ),
        by_code=first.by_code,
        code_issued_by=first.code_issued_by,
        last_seen_at=first.last_seen_at,
        is_shared=first.is_shared,
        content_stamp=first.stamp or 0,
        besides=first,
    )
