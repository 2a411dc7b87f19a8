"""Which role does somebody hold?"""

from datetime import date
from uuid import UUID

from sqlalchemy import exists, or_, select

from elearn.domain.people.permissions import Role
from elearn.store.db import Session
from elearn.store.models import RoleGrant


def holds(session: Session, municipality: UUID, person: UUID, role: Role, *, today: date) -> bool:
    """On any unit, today."""
    grants = exists().where(
        RoleGrant.municipality_id == municipality,
        RoleGrant.person_id == person,
        RoleGrant.role == role.value,
        RoleGrant.from_on <= today,
        or_(RoleGrant.to_on.is_(None), RoleGrant.to_on > today),
    )
    return bool(session.scalar(select(grants)))
