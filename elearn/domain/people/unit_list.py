"""What a list of units would change: the list and what is known go in, changes and faults out.

Units are known by their code. A list creates, renames and moves; a unit that is not on it stays
as it is, because closing or merging one concerns the people in it and is done by hand.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from elearn.domain.people.org import Placement
from elearn.domain.people.reorganisation import check_placements
from elearn.domain.people.rows import RowFault, by_row


class UnitKind(StrEnum):
    MUNICIPALITY = "municipality"
    DEPARTMENT = "department"
    AREA = "area"
    UNIT = "unit"
    WORKPLACE = "workplace"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class UnitRow:
    row: int
    code: str
    name: str
    parent: str | None
    """Code of the unit above; empty for the top; None when the list does not say."""
    kind: UnitKind | None = None
    controller: str | None = None
    """None when the list does not say; empty means that it is whoever it is one level up."""
    has_retention: bool = False
    """Whether the list has that column at all."""
    retention_months: int | None = None
    from_on: date | None = None
    """Since when a new unit has been there; None means today. Known ones keep theirs."""


@dataclass(frozen=True, slots=True)
class KnownUnitRow:
    """What is known of a unit besides its placements."""

    id: UUID
    code: str
    kind: str
    controller: str | None
    retention_months: int | None


class UnitChangeKind(StrEnum):
    CREATED = "created"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"
    """Kind, controller or months."""


@dataclass(frozen=True, slots=True)
class UnitChange:
    kinds: tuple[UnitChangeKind, ...]
    before: KnownUnitRow | None
    """None for a new unit."""
    after: KnownUnitRow
    old_name: str
    name: str
    old_parent: UUID | None
    parent: UUID | None
    row: int


@dataclass(frozen=True, slots=True)
class UnitPlan:
    changes: tuple[UnitChange, ...]
    placements: tuple[Placement, ...]
    """Of the whole municipality, afterwards."""
    faults: tuple[RowFault, ...]

    @property
    def counts(self) -> dict[str, int]:
        kinds = [kind for change in self.changes for kind in change.kinds]
        return {kind.value: kinds.count(kind) for kind in UnitChangeKind}

    @property
    def is_empty(self) -> bool:
        return not self.changes

    @property
    def fingerprint(self) -> str:
        lines = sorted(_told(change) for change in self.changes)
        lines += [f"{fault.row}|{fault.code}" for fault in self.faults]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def plan_units(
    rows: Sequence[UnitRow],
    units: Iterable[KnownUnitRow],
    placements: Sequence[Placement],
    *,
    within: frozenset[UUID] | None = None,
    today: date,
    new_id: Callable[[], UUID],
) -> UnitPlan:
    """*within* limits what may be changed to these units and what stands under them."""
    known = {unit.code.casefold(): unit for unit in units}
    ids = {code: unit.id for code, unit in known.items()}
    ids |= {row.code.casefold(): new_id() for row in rows if row.code.casefold() not in ids}
    now = {each.unit: each for each in placements if each.period.end > today}
    faults = [*_duplicates(rows), *_lost(rows, ids, known, now, within)]
    bad = {fault.row for fault in faults}
    changes = [
        change
        for row in rows
        if row.row not in bad
        and (change := _change(row, known.get(row.code.casefold()), ids, now)) is not None
    ]
    after = _rearranged(placements, changes, {row.row: row for row in rows}, today)
    faults += _misplaced(placements, after, changes)
    return UnitPlan(tuple(changes), tuple(after), by_row(faults))


def _duplicates(rows: Iterable[UnitRow]) -> Iterable[RowFault]:
    seen: dict[str, int] = {}
    for row in rows:
        first = seen.setdefault(row.code.casefold(), row.row)
        if first != row.row:
            yield RowFault(row.row, "unit-code-twice", {"code": row.code, "other": first})


def _lost(
    rows: Iterable[UnitRow],
    ids: Mapping[str, UUID],
    known: Mapping[str, KnownUnitRow],
    now: Mapping[UUID, Placement],
    within: frozenset[UUID] | None,
) -> Iterable[RowFault]:
    """Rows whose unit or whose parent cannot be had."""
    has_top = any(placement.parent is None for placement in now.values())
    listed = {row.code.casefold() for row in rows}
    new_tops = [row for row in rows if not row.parent and row.code.casefold() not in known]
    for row in rows:
        code = row.code.casefold()
        if code in known and ids[code] not in now:
            yield RowFault(row.row, "unit-closed-for-import", {"code": row.code})
        elif within is not None and not _is_reachable(row, ids, known, within):
            yield RowFault(row.row, "unit-outside-scope", {"code": row.code})
        elif row in new_tops and (has_top or row is not new_tops[0]):
            yield RowFault(row.row, "unit-without-parent", {"code": row.code})
        elif row.parent:
            parent = row.parent.casefold()
            if parent not in listed and ids.get(parent) not in now:
                yield RowFault(row.row, "parent-unknown", {"code": row.parent})


def _is_reachable(
    row: UnitRow,
    ids: Mapping[str, UUID],
    known: Mapping[str, KnownUnitRow],
    within: frozenset[UUID],
) -> bool:
    """A known unit must be within; so must the parent, unless the list itself makes it."""
    code, parent = row.code.casefold(), (row.parent or "").casefold()
    if code in known and ids[code] not in within:
        return False
    return parent not in known or ids[parent] in within


def _change(
    row: UnitRow,
    known: KnownUnitRow | None,
    ids: Mapping[str, UUID],
    now: Mapping[UUID, Placement],
) -> UnitChange | None:
    """None when the row says nothing new."""
    id = ids[row.code.casefold()]
    parent = ids[row.parent.casefold()] if row.parent else None
    if known is None:
        after = KnownUnitRow(
            id,
            row.code,
            row.kind or UnitKind.UNIT,
            row.controller or None,
            row.retention_months,
        )
        return UnitChange(
            (UnitChangeKind.CREATED,), None, after, "", row.name, None, parent, row.row
        )
    after = replace(
        known,
        kind=row.kind or known.kind,
        controller=known.controller if row.controller is None else row.controller or None,
        retention_months=row.retention_months if row.has_retention else known.retention_months,
    )
    old = now[id]
    parent = old.parent if not row.parent else parent
    kinds = [
        kind
        for kind, differs in (
            (UnitChangeKind.RENAMED, old.name != row.name),
            (UnitChangeKind.MOVED, old.parent != parent),
            (UnitChangeKind.CHANGED, after != known),
        )
        if differs
    ]
    if not kinds:
        return None
    return UnitChange(tuple(kinds), known, after, old.name, row.name, old.parent, parent, row.row)


def _rearranged(
    placements: Sequence[Placement],
    changes: Iterable[UnitChange],
    rows: Mapping[int, UnitRow],
    today: date,
) -> list[Placement]:
    """All changes at once: two units may change places without a cycle on the way."""
    by_unit = {change.after.id: change for change in changes}
    after: list[Placement] = []
    for each in placements:
        change = by_unit.get(each.unit)
        if change is None or each.period.end <= today:
            after.append(each)
            continue
        changed = replace(each, name=change.name, parent=change.parent)
        if changed == each or each.from_on >= today:
            after.append(changed)
        else:
            after += [
                replace(each, to_on=today, merged_into=None),
                replace(changed, from_on=today),
            ]
    after += [
        Placement(id, change.parent, change.name, rows[change.row].from_on or today, None)
        for id, change in by_unit.items()
        if change.before is None
    ]
    return after


def _misplaced(
    before: Sequence[Placement], after: Sequence[Placement], changes: Iterable[UnitChange]
) -> Iterable[RowFault]:
    """Cycles, and parents that are younger than their children."""
    old = {(problem.code, problem.unit) for problem in check_placements(before)}
    row_of = {change.after.id: change.row for change in changes}
    told = set()
    for problem in check_placements(after):
        key = (problem.code, problem.unit)
        if key not in old and key not in told:
            told.add(key)
            row = row_of.get(problem.unit, 0)
            yield RowFault(row, f"{problem.code}-in-list", {"on": problem.on})


def _told(change: UnitChange) -> str:
    after = change.after
    parent = str(change.parent) if change.before else ""
    words = (after.code, change.name, parent, after.kind, after.controller, after.retention_months)
    return "|".join([*change.kinds, *map(str, words)])
