"""Who stands in for the manager of a unit?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select

from elearn.domain.people.permissions import Role
from elearn.store.db import Session
from elearn.store.models import Person, RoleGrant


@dataclass(frozen=True, slots=True)
class DeputyRow:
    grant: UUID
    person: UUID
    name: str
    """The alias where there is one."""
    from_on: date
    last_day: date


def deputies_of(
    session: Session, municipality: UUID, unit: UUID, today: date
) -> Sequence[DeputyRow]:
    """Those of today and of days to come, the first to begin first."""
    rows = session.execute(
        select(
            RoleGrant.id,
            RoleGrant.person_id,
            Person.given_name,
            Person.family_name,
            Person.alias,
            RoleGrant.from_on,
            RoleGrant.to_on,
        )
        .join(
            Person,
            and_(
                Person.municipality_id == RoleGrant.municipality_id,
                Person.id == RoleGrant.person_id,
            ),
        )
        .where(
            RoleGrant.municipality_id == municipality,
            RoleGrant.unit_id == unit,
            RoleGrant.role == Role.MANAGER.value,
            RoleGrant.is_deputy,
            RoleGrant.to_on > today,
        )
        .order_by(RoleGrant.from_on, RoleGrant.id)
    )
    return [
        DeputyRow(
            grant, person, alias or f"{given} {family}".strip(), from_on, to_on - timedelta(days=1)
        )
        for grant, person, given, family, alias, from_on, to_on in rows
        if to_on is not None
    ]


def manages_already(
    session: Session, municipality: UUID, person: UUID, unit: UUID, from_on: date, to_on: date
) -> bool:
    """Whether *person* is manager or deputy of this very unit on one of the days."""
    held = session.scalar(
        select(RoleGrant.id)
        .where(
            RoleGrant.municipality_id == municipality,
            RoleGrant.person_id == person,
            RoleGrant.unit_id == unit,
            RoleGrant.role == Role.MANAGER.value,
            RoleGrant.from_on < to_on,
            or_(RoleGrant.to_on.is_(None), RoleGrant.to_on > from_on),
        )
        .limit(1)
    )
    return held is not None
