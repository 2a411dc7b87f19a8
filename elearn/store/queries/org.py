"""The dated rows of the organisation tree."""

from uuid import UUID

from sqlalchemy import select

from elearn.domain.people.org import Placement
from elearn.store.db import Session
from elearn.store.models import UnitPlacement


def placements(session: Session, municipality: UUID) -> list[Placement]:
    """All of them, of every day; a tree of one day is made by OrgTree.on."""
    rows = session.execute(
        select(
            UnitPlacement.unit_id,
            UnitPlacement.parent_id,
            UnitPlacement.name,
            UnitPlacement.from_on,
            UnitPlacement.to_on,
            UnitPlacement.merged_into,
        ).where(UnitPlacement.municipality_id == municipality)
    )
    return [Placement(*row) for row in rows]
