"""The dated rows of the organisation tree."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from elearn.domain.people.org import Placement
from elearn.store.db import Session
from elearn.store.models import UnitPlacement

_PLACEMENTS = select(
    UnitPlacement.unit_id,
    UnitPlacement.parent_id,
    UnitPlacement.name,
    UnitPlacement.from_on,
    UnitPlacement.to_on,
    UnitPlacement.merged_into,
).where(UnitPlacement.municipality_id == bindparam("municipality"))


def placements(session: Session, municipality: UUID) -> list[Placement]:
    """All of them, of every day; a tree of one day is made by OrgTree.on."""
    rows = session.execute(_PLACEMENTS, {"municipality": municipality})
    return [Placement(*row) for row in rows]


def placements_around(
    session: Session, municipality: UUID, units: Collection[UUID]
) -> list[Placement]:
    """Those of *units*, of whatever stood above them on some day, and of what any of these was
    merged into: all that tells under whom *units* were, whatever else the municipality has."""
    rows = session.execute(_AROUND, {"municipality": municipality, "units": list(units)})
    return [Placement(*row) for row in rows]


def _from_where_they_are() -> Select[Any]:
    reached = _PLACEMENTS.where(UnitPlacement.unit_id.in_(bindparam("units", expanding=True))).cte(
        "reached", recursive=True
    )
    onwards = UnitPlacement.unit_id.in_([reached.c.parent_id, reached.c.merged_into])
    return select(reached.union(_PLACEMENTS.join(reached, onwards)))


_AROUND = _from_where_they_are()
