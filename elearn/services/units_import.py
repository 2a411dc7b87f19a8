"""A list of units: planned, shown, applied as a whole, and taken back."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.org import Placement
from elearn.domain.people.rows import RowFault
from elearn.domain.people.unit_list import KnownUnitRow, UnitKind, UnitPlan, UnitRow, plan_units
from elearn.interchange.units_csv import UnitList
from elearn.services import import_batches
from elearn.services.audit import note_act
from elearn.services.units import recompute_units
from elearn.store.db import Session
from elearn.store.queries import admin_units as store
from elearn.store.queries.colleagues import lock_people
from elearn.store.queries.org import placements

KIND = "units"


def plan_list(
    session: Session,
    municipality: UUID,
    listed: UnitList,
    within: frozenset[UUID] | None = None,
    *,
    today: date,
    new_id: Callable[[], UUID],
) -> UnitPlan:
    """What the list would change now, with the faults of its rows. Nothing is written."""
    made = plan_units(
        listed.rows,
        store.known_rows(session, municipality),
        placements(session, municipality),
        within=within,
        today=today,
        new_id=new_id,
    )
    faults = sorted((*listed.faults, *made.faults), key=lambda fault: fault.row)
    return replace(made, faults=tuple(faults))


def apply_list(
    session: Session,
    municipality: UUID,
    actor: UUID | None,
    planned: UnitPlan,
    *,
    batch: UUID | None = None,
    new_id: Callable[[], UUID],
    now: datetime,
) -> UUID:
    """Writes the whole of *planned*, or nothing. The id of the batch that can be undone.

    Raises: Refusal `import-has-faults`.
    """
    if planned.faults:
        raise Refusal("import-has-faults", count=len(planned.faults))
    before = placements(session, municipality)
    new = [change.after for change in planned.changes if change.before is None]
    changed = [
        (change.before, change.after)
        for change in planned.changes
        if change.before is not None and change.before != change.after
    ]
    store.insert_units(session, municipality, new)
    store.update_units(session, municipality, [after for _, after in changed])
    store.write_placements(session, municipality, before, planned.placements)
    touched = {change.after.id for change in planned.changes}
    recompute_units(session, municipality, touched, [*before, *planned.placements])
    note_act(session, municipality, actor, "units-imported", None, id=new_id(), now=now)
    inverse = [
        ["units-new", [str(unit.id) for unit in new]],
        ["units-was", [[_told(was), _told(became)] for was, became in changed]],
        ["placed-before", _of(before, touched)],
        ["placed-after", _of(planned.placements, touched)],
    ]
    return import_batches.finish(
        session, municipality, batch, KIND, actor, inverse, planned.counts, id=new_id(), now=now
    )


def keep_preview(
    session: Session, municipality: UUID, actor: UUID, listed: UnitList, *, id: UUID, now: datetime
) -> UUID:
    content = json.dumps(_packed(listed)).encode()
    return import_batches.keep_preview(session, municipality, actor, KIND, content, id=id, now=now)


def waiting_preview(session: Session, municipality: UUID, batch: UUID, actor: UUID) -> UnitList:
    """Raises: Refusal, as `import_batches.waiting`."""
    found = import_batches.waiting(session, municipality, batch, actor)
    return _unpacked(json.loads(found.content or b"{}"))


def confirm(
    session: Session,
    municipality: UUID,
    actor: UUID,
    batch: UUID,
    fingerprint: str,
    within: frozenset[UUID] | None,
    *,
    new_id: Callable[[], UUID],
    now: datetime,
    today: date,
) -> UUID:
    """Applies a preview that still means what its maker saw.

    Raises: Refusal `import-plan-changed`, and as `apply_list` and `import_batches.waiting`.
    """
    listed = waiting_preview(session, municipality, batch, actor)
    import_batches.claim(session, municipality, batch)
    lock_people(session, municipality)
    planned = plan_list(session, municipality, listed, within, today=today, new_id=new_id)
    if planned.fingerprint != fingerprint:
        raise Refusal("import-plan-changed")
    return apply_list(session, municipality, actor, planned, batch=batch, new_id=new_id, now=now)


def undo(
    session: Session,
    municipality: UUID,
    actor: UUID | None,
    batch: UUID,
    *,
    new_id: Callable[[], UUID],
    now: datetime,
) -> None:
    """Every unit is as before the import.

    Raises: Refusal `import-undo-changed`, when one of them has changed since, `units-in-use`
        when somebody works or holds a role in a new one, and as `import_batches.undoable`.
    """
    lock_people(session, municipality)
    found = import_batches.undoable(session, municipality, batch)
    steps = dict(found.inverse)
    new = [UUID(id) for id in steps["units-new"]]
    was = [(_unit(before), _unit(after)) for before, after in steps["units-was"]]
    before = [_placement(row) for row in steps["placed-before"]]
    after = [_placement(row) for row in steps["placed-after"]]
    now_placed = placements(session, municipality)
    _check_untouched(session, municipality, now_placed, after, [row for _, row in was])
    kept = [each for each in now_placed if each not in after]
    children = {each.unit for each in kept if each.parent in new}
    used = store.used_units(session, municipality, new) | children
    if used:
        raise Refusal("units-in-use", count=len(used))
    store.write_placements(session, municipality, after, before)
    store.update_units(session, municipality, [row for row, _ in was])
    store.delete_units(session, municipality, new)
    touched = {each.unit for each in (*before, *after)} - set(new)
    recompute_units(session, municipality, touched, [*now_placed, *before])
    import_batches.forget(found)
    note_act(session, municipality, actor, "units-import-undone", None, id=new_id(), now=now)


def _check_untouched(
    session: Session,
    municipality: UUID,
    now_placed: Sequence[Placement],
    after: Sequence[Placement],
    rows: Iterable[KnownUnitRow],
) -> None:
    units = {each.unit for each in after}
    known = {row.id: row for row in store.known_rows(session, municipality)}
    changed = {each.unit for each in set(after) ^ {row for row in now_placed if row.unit in units}}
    changed |= {row.id for row in rows if known.get(row.id) != row}
    if changed:
        raise Refusal("import-undo-changed", count=len(changed))


# rows as JSON


def _of(rows: Iterable[Placement], units: set[UUID]) -> list[Any]:
    return [
        [
            str(row.unit),
            str(row.parent) if row.parent else None,
            row.name,
            row.from_on.isoformat(),
            row.to_on.isoformat() if row.to_on else None,
            str(row.merged_into) if row.merged_into else None,
        ]
        for row in rows
        if row.unit in units
    ]


def _placement(told: Sequence[Any]) -> Placement:
    unit, parent, name, from_on, to_on, merged_into = told
    return Placement(
        UUID(unit),
        UUID(parent) if parent else None,
        name,
        date.fromisoformat(from_on),
        date.fromisoformat(to_on) if to_on else None,
        UUID(merged_into) if merged_into else None,
    )


def _told(unit: KnownUnitRow) -> list[Any]:
    return [str(unit.id), unit.code, unit.kind, unit.controller, unit.retention_months]


def _unit(told: Sequence[Any]) -> KnownUnitRow:
    id, *rest = told
    return KnownUnitRow(UUID(id), *rest)


def _packed(listed: UnitList) -> dict[str, Any]:
    return {
        "rows": [
            [
                row.row,
                row.code,
                row.name,
                row.parent,
                row.kind.value if row.kind else None,
                row.controller,
                row.has_retention,
                row.retention_months,
                row.from_on.isoformat() if row.from_on else None,
            ]
            for row in listed.rows
        ],
        "faults": [
            [fault.row, fault.code, {name: str(value) for name, value in fault.values.items()}]
            for fault in listed.faults
        ],
        "dropped": list(listed.dropped),
    }


def _unpacked(told: dict[str, Any]) -> UnitList:
    return UnitList(
        rows=tuple(_row(row) for row in told["rows"]),
        faults=tuple(RowFault(row, code, values) for row, code, values in told["faults"]),
        dropped=tuple(told["dropped"]),
    )


def _row(told: Sequence[Any]) -> UnitRow:
    row, code, name, parent, kind, controller, has_retention, months, from_on = told
    return UnitRow(
        row,
        code,
        name,
        parent,
        UnitKind(kind) if kind else None,
        controller,
        has_retention,
        months,
        date.fromisoformat(from_on) if from_on else None,
    )
