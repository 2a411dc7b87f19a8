"""Changes to the organisation, from a day on; the days before it stay as they were.

Each function gives the new placements of the whole municipality or refuses. Moving the people
of a closed or merged unit, and the roles held there, is the caller's; duties follow a merger by
themselves (`OrgHistory.periods_under`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import subtract, union
from elearn.domain.people.org import Placement, by_unit, cycles


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    unit: UUID
    on: date
    """The first day on which it is so."""


def check_placements(placements: Iterable[Placement]) -> list[Problem]:
    """Everything wrong with *placements*, by day; empty when they make a tree on every day.

    Codes: `unit-cycle`, `unit-overlap` (in two places on one day), `unit-gap` (gone, and back
    again) and `parent-missing` (its parent is not there on one of its days).
    """
    rows = by_unit(placements)
    circling = (Problem("unit-cycle", unit, on) for unit, on in cycles(rows))
    problems = [*circling, *_misfits(rows), *_orphans(rows)]
    return sorted(problems, key=lambda problem: (problem.on, problem.code, problem.unit))


def created(
    placements: Sequence[Placement], unit: UUID, parent: UUID | None, name: str, on: date
) -> list[Placement]:
    """Raises: Refusal `unit-exists`, or what `moved` says about the new parent."""
    if any(each.unit == unit for each in placements):
        raise Refusal("unit-exists", unit=unit)
    _require(placements, parent, on)
    return _checked(placements, [*placements, Placement(unit, parent, name, on, None)])


def moved(
    placements: Sequence[Placement], unit: UUID, new_parent: UUID | None, on: date
) -> list[Placement]:
    """*unit* stands under *new_parent* from *on* for good; renames planned for later stand.

    Raises: Refusal `unit-cycle`, `unit-not-found`, `unit-closed`, `date-before-creation`, or
        `parent-missing` when the new parent is going to close.
    """
    _require(placements, unit, on)
    _require(placements, new_parent, on)
    return _checked(placements, _changed(placements, on, _of(unit), _under(new_parent)))


def renamed(placements: Sequence[Placement], unit: UUID, name: str, on: date) -> list[Placement]:
    """*unit* is called *name* from *on* for good; moves planned for later stand.

    Raises: Refusal `unit-not-found`, `unit-closed` or `date-before-creation`.
    """
    _require(placements, unit, on)
    return _changed(placements, on, _of(unit), lambda row: replace(row, name=name))


def closed(placements: Sequence[Placement], unit: UUID, on: date) -> list[Placement]:
    """*unit* is gone from *on*, with all that was planned for it; people in it are not checked.

    Raises: Refusal `unit-has-children`, `unit-not-found`, `unit-closed` or
        `date-before-creation` when it would never have been there.
    """
    return _closed(placements, unit, on, merged_into=None)


def merged(
    placements: Sequence[Placement], source: UUID, target: UUID, on: date
) -> list[Placement]:
    """*source* is gone from *on*, and what stood under it stands under *target*.

    Raises: Refusal as `closed` and `moved`; `unit-cycle` when *target* is *source* or under it.
    """
    _require(placements, target, on)
    if source == target:
        raise Refusal("unit-cycle", unit=source, on=on)
    adopted = _changed(placements, on, lambda row: row.parent == source, _under(target))
    return _checked(placements, _closed(adopted, source, on, merged_into=target))


def _closed(
    placements: Sequence[Placement], unit: UUID, on: date, *, merged_into: UUID | None
) -> list[Placement]:
    _require(placements, unit, on)
    if not any(row.unit == unit and row.from_on < on for row in placements):
        raise Refusal("date-before-creation", unit=unit, on=on)
    if any(row.parent == unit and row.period.end > on for row in placements):
        raise Refusal("unit-has-children", unit=unit, on=on)
    kept = (row for row in placements if row.unit != unit or row.from_on < on)
    return [
        replace(row, to_on=on, merged_into=merged_into)
        if row.unit == unit and row.period.end >= on
        else row
        for row in kept
    ]


def _changed(
    placements: Iterable[Placement],
    on: date,
    applies: Callable[[Placement], bool],
    change: Callable[[Placement], Placement],
) -> list[Placement]:
    """Every row that *applies*, changed from *on*; one that began earlier is cut in two."""
    rows: list[Placement] = []
    for row in placements:
        if not applies(row) or row.period.end <= on or change(row) == row:
            rows.append(row)
        elif row.from_on >= on:
            rows.append(change(row))
        else:
            rows += [replace(row, to_on=on, merged_into=None), replace(change(row), from_on=on)]
    return rows


def _of(unit: UUID) -> Callable[[Placement], bool]:
    return lambda row: row.unit == unit


def _under(parent: UUID | None) -> Callable[[Placement], Placement]:
    return lambda row: replace(row, parent=parent)


def _require(placements: Iterable[Placement], unit: UUID | None, on: date) -> None:
    """Refuse when *unit* is not there on that day; None, the top of everything, always is."""
    if unit is None:
        return
    rows = [row for row in placements if row.unit == unit]
    if any(row.period.contains(on) for row in rows):
        return
    if not rows:
        raise Refusal("unit-not-found", unit=unit)
    early = on < min(row.from_on for row in rows)
    raise Refusal("date-before-creation" if early else "unit-closed", unit=unit, on=on)


def _checked(before: Iterable[Placement], after: list[Placement]) -> list[Placement]:
    """*after*, unless it has a problem that *before* had not."""
    old = check_placements(before)
    for problem in check_placements(after):
        if problem not in old:
            raise Refusal(problem.code, unit=problem.unit, on=problem.on)
    return after


def _misfits(rows: Mapping[UUID, list[Placement]]) -> Iterator[Problem]:
    for unit, placements in rows.items():
        for earlier, following in pairwise(placements):
            if following.from_on < earlier.period.end:
                yield Problem("unit-overlap", unit, following.from_on)
            if following.from_on > earlier.period.end:
                yield Problem("unit-gap", unit, earlier.period.end)


def _orphans(rows: Mapping[UUID, list[Placement]]) -> Iterator[Problem]:
    existence = {unit: union(row.period for row in own) for unit, own in rows.items()}
    for unit, placements in rows.items():
        for row in placements:
            if row.parent is None:
                continue
            for missing in subtract((row.period,), existence.get(row.parent, ()))[:1]:
                yield Problem("parent-missing", unit, missing.from_on)
