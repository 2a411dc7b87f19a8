"""The list of units: one row per unit, with Swedish or English headings (docs/imports.md)."""

from collections.abc import Mapping
from dataclasses import dataclass

from elearn.domain.people.rows import RowFault
from elearn.domain.people.unit_list import UnitKind, UnitRow
from elearn.interchange.people_csv import Unreadable, read_date, required_text, text
from elearn.interchange.tables import Row, read_table

HEADINGS: Mapping[str, str] = {
    "kod": "unit",
    "enhetskod": "unit",
    "code": "unit",
    "unit code": "unit",
    "namn": "name",
    "enhetsnamn": "name",
    "name": "name",
    "typ": "kind",
    "type": "kind",
    "kind": "kind",
    "överordnad": "parent",
    "överordnad enhet": "parent",
    "parent": "parent",
    "parent code": "parent",
    "personuppgiftsansvarig": "controller",
    "controller": "controller",
    "gallringsmånader": "retention_months",
    "retention months": "retention_months",
    "från": "from_on",
    "fr.o.m.": "from_on",
    "from": "from_on",
}
REQUIRED = ("unit", "name")
KINDS: Mapping[str, UnitKind] = {
    "kommun": UnitKind.MUNICIPALITY,
    "municipality": UnitKind.MUNICIPALITY,
    "förvaltning": UnitKind.DEPARTMENT,
    "department": UnitKind.DEPARTMENT,
    "område": UnitKind.AREA,
    "verksamhetsområde": UnitKind.AREA,
    "avdelning": UnitKind.AREA,
    "area": UnitKind.AREA,
    "enhet": UnitKind.UNIT,
    "unit": UnitKind.UNIT,
    "arbetsplats": UnitKind.WORKPLACE,
    "workplace": UnitKind.WORKPLACE,
    "bolag": UnitKind.COMPANY,
    "kommunalt bolag": UnitKind.COMPANY,
    "company": UnitKind.COMPANY,
}
MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class UnitList:
    rows: tuple[UnitRow, ...]
    faults: tuple[RowFault, ...]
    dropped: tuple[str, ...]
    """Headings of the columns that nobody read."""


def read_units(content: bytes) -> UnitList:
    """Raises: FormatError, when *content* is no list of units at all."""
    table = read_table(content, HEADINGS, REQUIRED)
    rows, faults = [], list(table.faults)
    for row in table.rows:
        try:
            rows.append(_row(row))
        except Unreadable as error:
            faults.append(RowFault(row.number, error.code, error.values))
    return UnitList(tuple(rows), tuple(faults), table.dropped)


def _row(row: Row) -> UnitRow:
    return UnitRow(
        row=row.number,
        code=required_text(row, "unit", "unit-missing"),
        name=required_text(row, "name", "unit-name-missing"),
        parent=text(row, "parent") if "parent" in row.cells else None,
        kind=_kind(row),
        controller=text(row, "controller") if "controller" in row.cells else None,
        has_retention="retention_months" in row.cells,
        retention_months=_months(text(row, "retention_months")),
        from_on=read_date(row.cells.get("from_on", "")),
    )


def _kind(row: Row) -> UnitKind | None:
    """None when the list does not say."""
    written = text(row, "kind")
    if not written:
        return None
    found = KINDS.get(written.casefold())
    if found is None:
        raise Unreadable("unit-kind-unknown", kind=written[:40])
    return found


def _months(written: str) -> int | None:
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and 0 < int(written) <= MOST_MONTHS):
        raise Unreadable("months-not-a-number", months=written[:20], most=MOST_MONTHS)
    return int(written)
