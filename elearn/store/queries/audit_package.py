"""Who worked in a unit on a day, and what are the versions of a course called?"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select

from elearn.store.db import Session
from elearn.store.models import Employment, ModuleVersion
from elearn.store.queries.unit_people import employed_in


def units_of_staff(
    session: Session, municipality: UUID, units: Collection[UUID], on: date
) -> dict[UUID, frozenset[UUID]]:
    """By person, those of *units* in which they are employed that day."""
    found: dict[UUID, set[UUID]] = {}
    rows = session.execute(
        select(Employment.person_id, Employment.unit_id).where(
            *employed_in(municipality, units, on)
        )
    )
    for person, unit in rows:
        found.setdefault(person, set()).add(unit)
    return {person: frozenset(each) for person, each in found.items()}


def version_numbers(session: Session, municipality: UUID, course: str) -> dict[str, str]:
    """By digest."""
    rows = session.execute(
        select(ModuleVersion.digest, ModuleVersion.number).where(
            ModuleVersion.municipality_id == municipality, ModuleVersion.course_id == course
        )
    )
    return {row.digest: row.number for row in rows}
