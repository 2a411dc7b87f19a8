"""A list of units, and what it has written, as JSON."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from elearn.domain.people.org import Placement
from elearn.domain.people.unit_list import KnownUnitRow, UnitKind, UnitRow
from elearn.interchange.units_csv import UnitList
from elearn.services.import_packing import (
    packed_day,
    packed_faults,
    unpacked_day,
    unpacked_faults,
)


def packed_list(listed: UnitList) -> dict[str, Any]:
    return {
        "rows": [_packed_row(row) for row in listed.rows],
        "faults": packed_faults(listed.faults),
        "dropped": list(listed.dropped),
    }


def unpacked_list(told: Mapping[str, Any]) -> UnitList:
    return UnitList(
        rows=tuple(map(_unpacked_row, told["rows"])),
        faults=unpacked_faults(told["faults"]),
        dropped=tuple(told["dropped"]),
    )


def packed_unit(unit: KnownUnitRow) -> list[Any]:
    return [str(unit.id), unit.code, unit.kind, unit.controller, unit.retention_months]


def unpacked_unit(told: Sequence[Any]) -> KnownUnitRow:
    id, *rest = told
    return KnownUnitRow(UUID(id), *rest)


def packed_placement(row: Placement) -> list[Any]:
    return [
        str(row.unit),
        str(row.parent) if row.parent else None,
        row.name,
        packed_day(row.from_on),
        packed_day(row.to_on),
        str(row.merged_into) if row.merged_into else None,
    ]


def unpacked_placement(told: Sequence[Any]) -> Placement:
    unit, parent, name, from_on, to_on, merged_into = told
    return Placement(
        unit=UUID(unit),
        parent=UUID(parent) if parent else None,
        name=name,
        from_on=date.fromisoformat(from_on),
        to_on=unpacked_day(to_on),
        merged_into=UUID(merged_into) if merged_into else None,
    )


def _packed_row(row: UnitRow) -> list[Any]:
    return [
        row.row,
        row.code,
        row.name,
        row.parent,
        row.kind.value if row.kind else None,
        row.controller,
        row.has_retention,
        row.retention_months,
        packed_day(row.from_on),
    ]


def _unpacked_row(told: Sequence[Any]) -> UnitRow:
    row, code, name, parent, kind, controller, has_retention, months, from_on = told
    return UnitRow(
        row=row,
        code=code,
        name=name,
        parent=parent,
        kind=UnitKind(kind) if kind else None,
        controller=controller,
        has_retention=has_retention,
        retention_months=months,
        from_on=unpacked_day(from_on),
    )
