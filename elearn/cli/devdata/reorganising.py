"""What became of units in earlier years: merged, closed, moved, and their people with them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from elearn.cli.devdata.people import Workforce
from elearn.cli.devdata.rows import Rows
from elearn.cli.devdata.tree import FORMER, MOVED_BEFORE, Former
from elearn.store.models import Employment, Leave, Unit, UnitPlacement

CAME_ALONG = 0.3
"""Of those who work in the successor today and did so before."""


def reorganise(rows: Rows, workforce: Workforce) -> None:
    """Nothing in a single year: then only one unit has moved, in the last months."""
    if rows.years == 1:
        return
    for former in FORMER:
        _found_former(rows, workforce, former)
    for code, under, days_ago in MOVED_BEFORE:
        moved_on = rows.today - timedelta(days_ago)
        _stood_under(rows, workforce.units[code], workforce.units[under], moved_on)


def _found_former(rows: Rows, workforce: Workforce, former: Former) -> None:
    unit, successor = rows.new_id(), workforce.units[former.successor]
    ended_on = rows.today - timedelta(former.days_ago)
    rows.add(
        Unit,
        id=unit,
        code=former.code,
        kind=former.kind,
        controller=None,
        retention_months=None,
    )
    rows.add(
        UnitPlacement,
        unit_id=unit,
        from_on=_placement(rows, successor)["from_on"],
        to_on=ended_on,
        parent_id=workforce.units[former.parent],
        name=former.name,
        merged_into=successor if former.is_merged else None,
    )
    _transfer(rows, unit, successor, ended_on)


def _transfer(rows: Rows, unit: UUID, successor: UUID, ended_on: date) -> None:
    """Under one employment number a row ends and the next begins."""
    with_leave = {row["employment_id"] for row in rows.by_model[Leave]}
    for row in list(rows.by_model[Employment]):
        if (
            row["unit_id"] == successor
            and row["from_on"] < ended_on
            and (row["to_on"] is None or row["to_on"] > ended_on)
            and row["id"] not in with_leave
            and rows.chance.random() < CAME_ALONG
        ):
            before = {"id": rows.new_id(), "unit_id": unit, "to_on": ended_on}
            rows.by_model[Employment].append(row | before)
            row["from_on"] = ended_on


def _stood_under(rows: Rows, unit: UUID, under: UUID, moved_on: date) -> None:
    now = _placement(rows, unit)
    rows.by_model[UnitPlacement].append(now | {"parent_id": under, "to_on": moved_on})
    now["from_on"] = moved_on


def _placement(rows: Rows, unit: UUID) -> dict[str, Any]:
    return next(row for row in rows.by_model[UnitPlacement] if row["unit_id"] == unit)
