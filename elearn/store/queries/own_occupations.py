"""What is this person's work today, by occupation code?"""

from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from elearn.store.db import Session
from elearn.store.models import Employment


def own_occupations(
    session: Session, municipality: UUID, person: UUID, *, today: date
) -> frozenset[str]:
    """Of every employment of the day whose occupation is known."""
    codes = session.scalars(
        select(Employment.aid_code).where(
            Employment.municipality_id == municipality,
            Employment.person_id == person,
            Employment.from_on <= today,
            or_(Employment.to_on.is_(None), Employment.to_on > today),
        )
    )
    return frozenset(filter(None, codes))
