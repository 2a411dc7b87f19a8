"""What the administration asks about units: their facts, their people and their managers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, distinct, func, insert, or_, select, update

from elearn.domain.people.employment import PROVISIONAL_DAYS
from elearn.domain.people.intervals import later
from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.people.permissions import Role
from elearn.domain.people.unit_list import KnownUnitRow, UnitKind
from elearn.store.db import Session
from elearn.store.models import (
    AuditView,
    Duty,
    Employment,
    Person,
    RoleGrant,
    Unit,
    UnitPlacement,
)

_NEAR = frozenset({UnitKind.UNIT, UnitKind.WORKPLACE})


@dataclass(frozen=True, slots=True)
class Holder:
    grant: UUID
    person: UUID
    name: str
    role: Role
    from_on: date
    to_on: date | None
    is_deputy: bool


def known_rows(session: Session, municipality: UUID) -> list[KnownUnitRow]:
    """Every unit there is or was."""
    rows = session.execute(
        select(Unit.id, Unit.code, Unit.kind, Unit.controller, Unit.retention_months).where(
            Unit.municipality_id == municipality
        )
    )
    return [KnownUnitRow(*row) for row in rows]


def unit_facts(session: Session, municipality: UUID, unit: UUID) -> KnownUnitRow | None:
    row = session.execute(
        select(Unit.id, Unit.code, Unit.kind, Unit.controller, Unit.retention_months).where(
            Unit.municipality_id == municipality, Unit.id == unit
        )
    ).first()
    return KnownUnitRow(*row) if row else None


def codes(session: Session, municipality: UUID) -> dict[UUID, str]:
    rows = session.execute(select(Unit.id, Unit.code).where(Unit.municipality_id == municipality))
    return {row.id: row.code for row in rows}


def people_by_unit(session: Session, municipality: UUID, today: date) -> dict[UUID, int]:
    """How many people are employed in each unit itself today; a unit without any is absent."""
    rows = session.execute(
        select(Employment.unit_id, func.count(distinct(Employment.person_id)).label("people"))
        .where(*_employed(municipality, today))
        .group_by(Employment.unit_id)
    )
    return {row.unit_id: row.people for row in rows}


def people_from(session: Session, municipality: UUID, unit: UUID, on: date) -> int:
    """How many people have a post in *unit* itself on *on* or later."""
    found = session.scalar(
        select(func.count(distinct(Employment.person_id))).where(
            Employment.municipality_id == municipality,
            Employment.unit_id == unit,
            or_(Employment.to_on.is_(None), Employment.to_on > on),
            or_(
                Employment.is_provisional.is_(False),
                Employment.from_on > later(on, -PROVISIONAL_DAYS),
            ),
        )
    )
    return found or 0


def posts_of_units(
    session: Session, municipality: UUID, units: Collection[UUID]
) -> tuple[set[UUID], set[UUID]]:
    """The employments that ever were in *units*, and their people."""
    rows = session.execute(
        select(Employment.id, Employment.person_id).where(
            Employment.municipality_id == municipality, Employment.unit_id.in_(units)
        )
    ).all()
    return {row.id for row in rows}, {row.person_id for row in rows}


def units_without_manager(
    session: Session, municipality: UUID, tree: OrgTree, today: date
) -> list[UUID]:
    """The units where people work and nobody near is their manager, in the order of the tree.

    Near is the unit itself, or a unit or workplace above it: the head of an area or a
    department does not know everybody.
    """
    managed = set(
        session.scalars(
            select(RoleGrant.unit_id).where(
                RoleGrant.municipality_id == municipality,
                RoleGrant.role == Role.MANAGER.value,
                RoleGrant.from_on <= today,
                or_(RoleGrant.to_on.is_(None), RoleGrant.to_on > today),
            )
        )
    )
    close = {row.id for row in known_rows(session, municipality) if row.kind in _NEAR}
    peopled = people_by_unit(session, municipality, today)
    near = {unit: {unit} | close.intersection(tree.ancestors(unit)) for unit in peopled}
    return [unit for unit in tree if unit in peopled and not near[unit] & managed]


def holders(
    session: Session, municipality: UUID, units: Collection[UUID], today: date
) -> dict[UUID, list[Holder]]:
    """Who holds a role on each of *units* itself, today or later, by unit."""
    rows = session.execute(
        select(
            RoleGrant.unit_id,
            RoleGrant.id,
            RoleGrant.person_id,
            Person.given_name,
            Person.family_name,
            Person.alias,
            RoleGrant.role,
            RoleGrant.from_on,
            RoleGrant.to_on,
            RoleGrant.is_deputy,
        )
        .join(
            Person,
            (Person.municipality_id == RoleGrant.municipality_id)
            & (Person.id == RoleGrant.person_id),
        )
        .where(
            RoleGrant.municipality_id == municipality,
            RoleGrant.unit_id.in_(units),
            or_(RoleGrant.to_on.is_(None), RoleGrant.to_on > today),
        )
        .order_by(RoleGrant.role, Person.family_name, Person.given_name)
    )
    found: dict[UUID, list[Holder]] = defaultdict(list)
    for unit, grant, person, given, family, alias, role, from_on, to_on, is_deputy in rows:
        name = alias or f"{given} {family}".strip()
        found[unit].append(Holder(grant, person, name, Role(role), from_on, to_on, is_deputy))
    return found


def write_placements(
    session: Session, municipality: UUID, before: Iterable[Placement], after: Iterable[Placement]
) -> None:
    """Turns the rows *before* into *after*; rows that are in both stay untouched."""
    old, new = set(before), set(after)
    for each in old - new:
        session.execute(
            delete(UnitPlacement).where(
                UnitPlacement.municipality_id == municipality,
                UnitPlacement.unit_id == each.unit,
                UnitPlacement.from_on == each.from_on,
            )
        )
    values = [
        {
            "municipality_id": municipality,
            "unit_id": each.unit,
            "parent_id": each.parent,
            "name": each.name,
            "from_on": each.from_on,
            "to_on": each.to_on,
            "merged_into": each.merged_into,
        }
        for each in new - old
    ]
    if values:
        session.execute(insert(UnitPlacement), values)


def insert_units(session: Session, municipality: UUID, rows: Iterable[KnownUnitRow]) -> None:
    values = [_unit_values(municipality, row) for row in rows]
    if values:
        session.execute(insert(Unit), values)


def update_units(session: Session, municipality: UUID, rows: Iterable[KnownUnitRow]) -> None:
    values = [_unit_values(municipality, row) for row in rows]
    if values:
        session.execute(update(Unit), values)


def delete_units(session: Session, municipality: UUID, ids: Sequence[UUID]) -> None:
    """Nothing refers to them any longer; `used_units` tells."""
    session.execute(delete(Unit).where(Unit.municipality_id == municipality, Unit.id.in_(ids)))


def used_units(session: Session, municipality: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Those of *ids* that a post, role, view or duty refers to."""
    used: set[UUID] = set()
    for column in (Employment.unit_id, RoleGrant.unit_id, AuditView.unit_id):
        used.update(
            session.scalars(
                select(column).where(column.class_.municipality_id == municipality, column.in_(ids))
            )
        )
    aimed = session.scalars(select(Duty.units).where(Duty.municipality_id == municipality))
    named = {UUID(unit) for units in aimed for unit in units}
    return used | (named & set(ids))


def grants_on(session: Session, municipality: UUID, unit: UUID, on: date) -> Sequence[RoleGrant]:
    """Those that still hold on *on* or later."""
    return session.scalars(
        select(RoleGrant).where(
            RoleGrant.municipality_id == municipality,
            RoleGrant.unit_id == unit,
            or_(RoleGrant.to_on.is_(None), RoleGrant.to_on > on),
        )
    ).all()


def _employed(municipality: UUID, today: date) -> tuple[Any, ...]:
    return (
        Employment.municipality_id == municipality,
        Employment.from_on <= today,
        or_(Employment.to_on.is_(None), Employment.to_on > today),
        or_(
            Employment.is_provisional.is_(False),
            Employment.from_on > later(today, -PROVISIONAL_DAYS),
        ),
    )


def _unit_values(municipality: UUID, row: KnownUnitRow) -> dict[str, Any]:
    return {
        "municipality_id": municipality,
        "id": row.id,
        "code": row.code,
        "kind": row.kind,
        "controller": row.controller,
        "retention_months": row.retention_months,
    }
