"""A list of units: planned, shown, applied as a whole, and taken back."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.org import Placement
from elearn.domain.people.rows import by_row
from elearn.domain.people.unit_list import KnownUnitRow, UnitPlan, plan_units
from elearn.interchange.units_csv import UnitList
from elearn.services import import_batches
from elearn.services.audit import note_act
from elearn.services.units import recompute_units
from elearn.services.units_packing import (
    packed_list,
    packed_placement,
    packed_unit,
    unpacked_list,
    unpacked_placement,
    unpacked_unit,
)
from elearn.store.db import Session
from elearn.store.queries import admin_units as store
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
    return replace(made, faults=by_row([*listed.faults, *made.faults]))


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
    import_batches.check_faultless(planned)
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
        ["units-was", [[packed_unit(was), packed_unit(became)] for was, became in changed]],
        ["placed-before", _packed_of(before, touched)],
        ["placed-after", _packed_of(planned.placements, touched)],
    ]
    return import_batches.finish(
        session, municipality, batch, KIND, actor, inverse, planned.counts, id=new_id(), now=now
    )


def keep_preview(
    session: Session, municipality: UUID, actor: UUID, listed: UnitList, *, id: UUID, now: datetime
) -> UUID:
    content = packed_list(listed)
    return import_batches.keep_preview(session, municipality, actor, KIND, content, id=id, now=now)


def waiting_preview(session: Session, municipality: UUID, batch: UUID, actor: UUID) -> UnitList:
    """Raises: Refusal, as `import_batches.waiting`."""
    return unpacked_list(import_batches.waiting(session, municipality, batch, actor))


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
    planned = plan_list(session, municipality, listed, within, today=today, new_id=new_id)
    import_batches.check_unchanged(planned, fingerprint)
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
    found = import_batches.undoable(session, municipality, batch)
    steps = dict(found.inverse)
    new = [UUID(id) for id in steps["units-new"]]
    was = [(unpacked_unit(before), unpacked_unit(after)) for before, after in steps["units-was"]]
    before = [unpacked_placement(row) for row in steps["placed-before"]]
    after = [unpacked_placement(row) for row in steps["placed-after"]]
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


def _packed_of(rows: Iterable[Placement], units: Collection[UUID]) -> list[Any]:
    return [packed_placement(row) for row in rows if row.unit in units]


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
