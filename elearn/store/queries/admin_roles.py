"""Who holds which role, where, from when to when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import exists, func, or_, select

from elearn.domain.people.naming import listed_name, shown_name
from elearn.domain.people.permissions import Role
from elearn.store.db import Session
from elearn.store.models import Employment, Person, RoleGrant


@dataclass(frozen=True, slots=True)
class GrantRow:
    id: UUID
    person: UUID
    name: str
    """The alias where there is one."""
    sorting_name: str
    """The family name first."""
    role: Role
    unit: UUID
    from_on: date
    to_on: date | None
    is_deputy: bool
    is_employed: bool
    """Whether the person has a post today."""


def grants(
    session: Session,
    municipality: UUID,
    scope: Collection[UUID] | None,
    *,
    today: date,
    person: UUID | None = None,
    with_ended: bool = False,
) -> list[GrantRow]:
    """On the units of *scope*, or anywhere when it is None; of everybody or of *person*."""
    employed = exists().where(
        Employment.municipality_id == RoleGrant.municipality_id,
        Employment.person_id == RoleGrant.person_id,
        Employment.from_on <= today,
        or_(Employment.to_on.is_(None), Employment.to_on > today),
    )
    asked = [RoleGrant.municipality_id == municipality]
    if scope is not None:
        asked.append(RoleGrant.unit_id.in_(scope))
    if person is not None:
        asked.append(RoleGrant.person_id == person)
    if not with_ended:
        asked.append(or_(RoleGrant.to_on.is_(None), RoleGrant.to_on > today))
    rows = session.execute(
        select(
            RoleGrant.id,
            RoleGrant.person_id,
            Person.given_name,
            Person.family_name,
            Person.alias,
            RoleGrant.role,
            RoleGrant.unit_id,
            RoleGrant.from_on,
            RoleGrant.to_on,
            RoleGrant.is_deputy,
            employed.label("is_employed"),
        )
        .join(
            Person,
            (Person.municipality_id == RoleGrant.municipality_id)
            & (Person.id == RoleGrant.person_id),
        )
        .where(*asked)
    )
    return [
        GrantRow(
            row.id,
            row.person_id,
            shown_name(row.given_name, row.family_name, row.alias),
            listed_name(row.given_name, row.family_name, row.alias),
            Role(row.role),
            row.unit_id,
            row.from_on,
            row.to_on,
            row.is_deputy,
            bool(row.is_employed),
        )
        for row in rows
    ]


def lasting_administrators(
    session: Session, municipality: UUID, tops: Collection[UUID], *, today: date, but: UUID
) -> int:
    """How many people besides *but* administer all of *tops* from today on without an end."""
    found = session.scalars(
        select(RoleGrant.person_id)
        .where(
            RoleGrant.municipality_id == municipality,
            RoleGrant.role == Role.ADMINISTRATOR.value,
            RoleGrant.unit_id.in_(tops),
            RoleGrant.person_id != but,
            RoleGrant.from_on <= today,
            RoleGrant.to_on.is_(None),
        )
        .group_by(RoleGrant.person_id)
        .having(func.count(func.distinct(RoleGrant.unit_id)) == len(set(tops)))
    ).all()
    return len(found)


def holds_already(
    session: Session,
    municipality: UUID,
    person: UUID,
    role: Role,
    unit: UUID,
    from_on: date,
    to_on: date | None,
) -> bool:
    """On one of those days, and not as a deputy."""
    later_start = [RoleGrant.from_on < to_on] if to_on is not None else []
    return bool(
        session.scalar(
            select(
                exists().where(
                    RoleGrant.municipality_id == municipality,
                    RoleGrant.person_id == person,
                    RoleGrant.role == role.value,
                    RoleGrant.unit_id == unit,
                    RoleGrant.is_deputy.is_(False),
                    or_(RoleGrant.to_on.is_(None), RoleGrant.to_on > from_on),
                    *later_start,
                )
            )
        )
    )
