"""No small group can be worked out from what is shown of large ones, now or a quarter later.

The auditor knows the tree, how many people are in each unit, how many of them changed between two
snapshots and which figures were kept; adds and subtracts whatever is shown; and narrows down each
hidden unit by intervals until nothing moves, or, for some trees, by linear programming.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from claims.claim import Claim, Figure, runs
from elearn.domain.recognition.disclosure import (
    DONE,
    SMALLEST_DONE,
    Cell,
    Piece,
    Snapshot,
    Tree,
    next_snapshot,
    snapshot,
)

TREES = 10_000
TREES_BY_PROGRAM = 100
WORKPLACES = 4, 15
TOWN = 0
ROUNDS = 20

Cells = dict[int, Cell]
Known = tuple[int, int]
"""A unit, and the snapshot it is looked at in: what the auditor wants to know the count of."""
Bounds = dict[Known, tuple[int, int]]


@dataclass(frozen=True)
class Town:
    tree: Tree[int]
    first: Cells
    later: Cells
    changed: dict[int, int]


@dataclass(frozen=True)
class Sum:
    """Counts that add up to what is shown."""

    parts: frozenset[Known]
    total: int


def measure(chance: np.random.Generator, share: float) -> Iterator[Figure]:
    count = runs(TREES, share)
    found = found_small = leaky = by_program = hidden = large = large_shown = 0
    programs = runs(TREES_BY_PROGRAM, share)
    for number in range(count):
        town = drawn(chance)
        snapshots = published(town)
        wanted = concealed(town, snapshots)
        hidden += len(wanted)
        large_units = [unit for unit, cell in town.later.items() if cell.people >= SMALLEST_DONE]
        large += len(large_units)
        large_shown += sum(unit in snapshots[1].shown for unit in large_units)
        bounds = narrowed(town, sums(town, snapshots))
        exact = [known for known in wanted if bounds[known][0] == bounds[known][1]]
        found += len(exact)
        found_small += sum(people(town, known) < SMALLEST_DONE for known in exact)
        if number < programs:
            by_program += solved(town, sums(town, snapshots), wanted)
        leaky += bool(leaks_without(town))
    yield Figure("hidden units worked out, by intervals", found, at_most=0)
    yield Figure("of these with fewer than 5 people", found_small, at_most=0)
    yield Figure(f"hidden units worked out, by program, {programs} trees", by_program, at_most=0)
    yield Figure("hidden units looked at", hidden)
    yield Figure("units of 5 or more that are shown, share", large_shown / large)
    yield Figure("trees that leak without second suppression, share", leaky / count)


def drawn(chance: np.random.Generator) -> Town:
    """Workplaces in two or three areas; in an area itself up to two people, which is harder."""
    workplaces = int(chance.integers(WORKPLACES[0], WORKPLACES[1] + 1))
    areas = list(range(1, int(chance.integers(2, 4)) + 1))
    leaves = list(range(len(areas) + 1, len(areas) + 1 + workplaces))
    below: dict[int, list[int]] = {TOWN: list(areas), **{area: [] for area in areas}}
    for leaf in leaves:
        below[int(chance.choice(areas))].append(leaf)
    sizes = np.maximum(1, chance.lognormal(2.5, 0.8, workplaces).round().astype(int))
    people_in = dict(zip(leaves, sizes.tolist(), strict=True))
    people_in |= {area: int(chance.integers(0, 3)) for area in areas}
    rate = chance.uniform(0.2, 0.9)
    first = {unit: _cell(n, int(chance.binomial(n, rate))) for unit, n in people_in.items()}
    moves = {unit: moved(cell, chance) for unit, cell in first.items()}
    later = {unit: cell for unit, (cell, _) in moves.items()}
    return Town(Tree([TOWN], below), first, later, {unit: n for unit, (_, n) in moves.items()})


def moved(cell: Cell, chance: np.random.Generator) -> tuple[Cell, int]:
    """The unit a quarter later, and how many people in it came, left or became done."""
    if chance.random() < 0.3:
        return cell, 0
    left_done = int(chance.binomial(cell.count, 0.05))
    left_undone = int(chance.binomial(cell.people - cell.count, 0.05))
    finished = int(chance.binomial(cell.people - cell.count - left_undone, 0.2))
    came = int(chance.poisson(0.05 * cell.people))
    count = cell.count - left_done + finished
    people_now = cell.people - left_done - left_undone + came
    return _cell(people_now, count), left_done + left_undone + finished + came


def published(town: Town) -> tuple[Snapshot[int], Snapshot[int]]:
    first = snapshot(town.tree, town.first, DONE)
    return first, next_snapshot(first, town.tree, town.later, DONE, changed=town.changed)


def concealed(town: Town, snapshots: tuple[Snapshot[int], Snapshot[int]]) -> list[Known]:
    """Units with people that were never a figure of their own."""
    alone = {
        unit
        for each in snapshots
        for piece in each.pieces
        if len(piece.cells) == 1
        for unit in piece.cells
    }
    return [
        (unit, when)
        for when, cells in enumerate((town.first, town.later))
        for unit, cell in cells.items()
        if cell.people and unit not in alone
    ]


def sums(town: Town, snapshots: tuple[Snapshot[int], Snapshot[int]]) -> list[Sum]:
    """What is shown, and what is left of it when what is shown below it is taken away."""
    found = []
    for when, each in enumerate(snapshots):
        dated = {
            unit: (unit, 0 if piece in snapshots[0].pieces else when)
            for piece in each.pieces
            for unit in piece.cells
        }
        for unit, cell in each.shown.items():
            under = [child for child in town.tree.under(unit) if child in dated]
            whole = Sum(frozenset(dated[child] for child in under), cell.count)
            found += [whole, _less_shown_below(whole, unit, each, town, dated)]
    return found


def _less_shown_below(
    whole: Sum, unit: int, shown: Snapshot[int], town: Town, dated: Mapping[int, Known]
) -> Sum:
    parts, total = whole.parts, whole.total
    for child in town.tree.children.get(unit, ()):
        if child in shown.shown:
            below = town.tree.under(child)
            parts -= {dated[each] for each in below if each in dated}
            total -= shown.shown[child].count
    return Sum(parts, total)


def narrowed(town: Town, equations: Iterable[Sum]) -> Bounds:
    """Between what each count must lie, once no sum and no number of changes says more."""
    bounds = open_bounds(town)
    equations = list(equations)
    for _ in range(ROUNDS):
        before = dict(bounds)
        for each in equations:
            low, high = (sum(bounds[part][side] for part in each.parts) for side in (0, 1))
            for part in each.parts:
                least, most = bounds[part]
                rest = each.total - high + most, each.total - low + least
                bounds[part] = max(least, rest[0]), min(most, rest[1])
        for unit, most_change in town.changed.items():
            for known, other in (((unit, 0), (unit, 1)), ((unit, 1), (unit, 0))):
                (least, most), (low, high) = bounds[known], bounds[other]
                bounds[known] = max(least, low - most_change), min(most, high + most_change)
        if bounds == before:
            break
    return bounds


def open_bounds(town: Town) -> Bounds:
    return {
        (unit, when): (0, cell.people)
        for when, cells in enumerate((town.first, town.later))
        for unit, cell in cells.items()
    }


def solved(town: Town, equations: Iterable[Sum], wanted: Iterable[Known]) -> int:
    """How many of *wanted* a linear program pins to one whole number."""
    place = {known: n for n, known in enumerate(open_bounds(town))}
    rows, totals = [], []
    for each in equations:
        rows.append([float(known in each.parts) for known in place])
        totals.append(each.total)
    links = [
        [sign * ((known == (unit, 1)) - (known == (unit, 0))) for known in place]
        for unit in town.changed
        for sign in (1, -1)
    ]
    most = [change for change in town.changed.values() for _ in (1, -1)]

    def extreme(known: Known, sign: int) -> float:
        goal = np.zeros(len(place))
        goal[place[known]] = sign
        result = linprog(
            goal,
            A_ub=links,
            b_ub=most,
            A_eq=rows or None,
            b_eq=totals or None,
            bounds=list(open_bounds(town).values()),
        )
        return sign * float(result.fun)

    return sum(
        np.ceil(extreme(known, 1) - 1e-6) == np.floor(extreme(known, -1) + 1e-6) for known in wanted
    )


def leaks_without(town: Town) -> list[int]:
    """Small units worked out from the first snapshot when large enough ones are simply shown."""
    totals = {
        unit: sum(
            (town.first.get(each, _cell(0, 0)) for each in town.tree.under(unit)), _cell(0, 0)
        )
        for unit in town.tree.under(TOWN)
    }
    shown = {unit: cell for unit, cell in totals.items() if cell.people >= SMALLEST_DONE}
    pieces = tuple(Piece({unit: cell.most}, cell) for unit, cell in town.first.items())
    bounds = narrowed(town, sums(town, (Snapshot(pieces, shown), Snapshot((), {}))))
    return [
        unit
        for unit, cell in town.first.items()
        if 0 < cell.people < SMALLEST_DONE and bounds[unit, 0][0] == bounds[unit, 0][1]
    ]


def people(town: Town, known: Known) -> int:
    unit, when = known
    return (town.first, town.later)[when][unit].people


def _cell(people_in_it: int, count: int) -> Cell:
    return Cell(people_in_it, count, people_in_it)


CLAIM = Claim(
    id="8",
    says="No hidden group can be worked out.",
    passes_when="in 10,000 made-up organisations and two snapshots of each, no hidden unit is "
    "worked out by intervals or by linear programs, and none of fewer than 5 people",
    measure=measure,
)
