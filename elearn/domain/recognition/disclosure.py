"""Which figures of groups may be shown, so that no small group can be worked out from them.

The people of a tree of units are cut into *pieces*: what is shown about a unit is the sum of the
pieces under it, and a piece is what is left of a shown unit when its shown children are taken
away. Whatever anybody adds or subtracts, they get pieces. So each piece is a group large enough by
itself, never all or nothing over several cells, and changes only when enough of its people have.

Source: docs/recognition.md, "Disclosure".
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

SMALLEST_DONE = 5
SMALLEST_PERFORMANCE = 10
FEWEST_ANSWERS = 240
FEWEST_CHANGED = 5
_STEP = 5

Unit = TypeVar("Unit", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Cell:
    """The people directly in one unit, over the figure that is to be shown."""

    people: int
    count: int
    """How many of *most* it comes to: people who are done, or right answers."""
    most: int
    """People, or answers."""

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.people + other.people, self.count + other.count, self.most + other.most)


EMPTY = Cell(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Threshold:
    people: int
    most: int = 0
    is_exact: bool = True
    """Whether figures are shown to the last person, and not rounded."""

    def is_met(self, cell: Cell) -> bool:
        return cell.people >= self.people and cell.most >= self.most


DONE = Threshold(SMALLEST_DONE)
PERFORMANCE = Threshold(SMALLEST_PERFORMANCE, FEWEST_ANSWERS, is_exact=False)


@dataclass(frozen=True)
class Tree(Generic[Unit]):
    roots: Sequence[Unit]
    children: Mapping[Unit, Sequence[Unit]]
    """A unit without children may be missing."""

    def under(self, unit: Unit) -> list[Unit]:
        """The unit and everything below it, parents first."""
        found = [unit]
        for each in found:
            found.extend(self.children.get(each, ()))
        return found


@dataclass(frozen=True)
class Piece(Generic[Unit]):
    """People who are only ever shown together."""

    most_by_cell: Mapping[Unit, int]
    value: Cell

    @property
    def cells(self) -> frozenset[Unit]:
        return frozenset(self.most_by_cell)


@dataclass(frozen=True)
class Snapshot(Generic[Unit]):
    """What is shown until the next quarter."""

    pieces: tuple[Piece[Unit], ...]
    shown: Mapping[Unit, Cell]
    """By unit, with everything below it; units that are missing are hidden."""


def snapshot(tree: Tree[Unit], cells: Mapping[Unit, Cell], threshold: Threshold) -> Snapshot[Unit]:
    """The first figures of a tree; *cells* may lack units in which nobody is directly."""
    pieces = [piece for root in tree.roots for piece in _cut(tree, root, cells, threshold) or ()]
    return _shown(tree, cells, pieces)


def next_snapshot(
    before: Snapshot[Unit],
    tree: Tree[Unit],
    cells: Mapping[Unit, Cell],
    threshold: Threshold,
    *,
    changed: Mapping[Unit, int],
) -> Snapshot[Unit]:
    """The figures of a later quarter.

    *changed* has, by unit, how many people directly in it came, left or had another result since
    its piece was last brought up to date. A piece with fewer than five of them keeps its value,
    and so does one of several units where all of them changed alike.
    Pieces are cut anew only where each part that an old and a new one share has five of them.
    """
    wanted = snapshot(tree, cells, threshold).pieces
    fresh = [piece for piece in wanted if _may_be_told(piece, before.pieces, changed, threshold)]
    populated = frozenset(unit for unit, cell in cells.items() if cell.people)
    return _shown(tree, cells, _settled(before.pieces, fresh, populated))


def rounded_percent(cell: Cell) -> int | None:
    """A share for a page about performance: in steps of 5, never 0 or 100; None of nothing."""
    if not cell.most:
        return None
    steps = round(100 * cell.count / cell.most / _STEP)
    return min(100 - _STEP, max(_STEP, _STEP * steps))


def _cut(
    tree: Tree[Unit], unit: Unit, cells: Mapping[Unit, Cell], threshold: Threshold
) -> list[Piece[Unit]] | None:
    """The pieces of *unit* and all below it; None where it has to be hidden.

    Children that cannot be shown are hidden, then further ones, the smallest first, until what is
    left of the unit is a piece.
    """
    below = {child: _cut(tree, child, cells, threshold) for child in tree.children.get(unit, ())}
    showable = {child: pieces for child, pieces in below.items() if pieces is not None}
    by_size = sorted(showable, key=lambda child: (_people(showable[child]), str(child)))
    hidden = [
        unit,
        *(each for child in below.keys() - showable.keys() for each in tree.under(child)),
    ]
    for place in range(len(by_size) + 1):
        rest = _piece(hidden, cells)
        if not rest.cells or _stands_alone(rest, threshold):
            shown = [piece for child in by_size[place:] for piece in showable[child]]
            return [rest, *shown] if rest.cells else shown
        if place < len(by_size):
            hidden += tree.under(by_size[place])
    return None


def _piece(units: Iterable[Unit], cells: Mapping[Unit, Cell]) -> Piece[Unit]:
    populated = {unit: cells[unit] for unit in units if cells.get(unit, EMPTY).people}
    most_by_cell = {unit: cell.most for unit, cell in populated.items()}
    return Piece(most_by_cell, sum(populated.values(), EMPTY))


def _stands_alone(piece: Piece[Unit], threshold: Threshold) -> bool:
    """Large enough, and not all or nothing where that would be known of each of several cells."""
    if not threshold.is_met(piece.value):
        return False
    return len(piece.cells) == 1 or 0 < piece.value.count < piece.value.most


def _people(pieces: Iterable[Piece[Unit]]) -> int:
    return sum(piece.value.people for piece in pieces)


def _may_be_told(
    piece: Piece[Unit],
    before: Iterable[Piece[Unit]],
    changed: Mapping[Unit, int],
    threshold: Threshold,
) -> bool:
    """Whether at least five people changed in each part that it shares with an earlier piece."""
    met = [old for old in before if piece.cells & old.cells]
    enough = all(
        sum(changed.get(unit, 0) for unit in piece.cells & old.cells) >= FEWEST_CHANGED
        for old in met
    )
    return enough and not (
        threshold.is_exact and any(_all_alike(piece, old, changed) for old in met)
    )


def _all_alike(piece: Piece[Unit], old: Piece[Unit], changed: Mapping[Unit, int]) -> bool:
    """Whether what both share may have moved only as far as it could at most.

    That would tell of each cell how far it moved. Where both are one and the same cell there is
    nothing to tell that is not shown.
    """
    shared = piece.cells & old.cells
    if piece.cells == old.cells and len(shared) == 1:
        return False
    (low_now, high_now), (low_then, high_then) = _span(piece, shared), _span(old, shared)
    rise = sum(min(changed.get(unit, 0), piece.most_by_cell[unit]) for unit in shared)
    fall = sum(min(changed.get(unit, 0), old.most_by_cell[unit]) for unit in shared)
    return low_now - high_then >= rise or high_now - low_then <= -fall


def _span(piece: Piece[Unit], part: frozenset[Unit]) -> tuple[int, int]:
    """From where to where the count of *part* may lie; both ends belong to it."""
    rest = sum(most for unit, most in piece.most_by_cell.items() if unit not in part)
    most = sum(most for unit, most in piece.most_by_cell.items() if unit in part)
    return max(0, piece.value.count - rest), min(most, piece.value.count)


def _settled(
    before: Sequence[Piece[Unit]], fresh: Sequence[Piece[Unit]], populated: frozenset[Unit]
) -> list[Piece[Unit]]:
    """Old pieces wherever fresh ones do not replace the whole of them, and the other fresh ones."""
    told = list(fresh)
    while True:
        covered = frozenset().union(*(piece.cells for piece in told))
        kept = [old for old in before if not old.cells & populated <= covered]
        clashing = frozenset().union(*(old.cells for old in kept))
        settled = [piece for piece in told if not piece.cells & clashing]
        if len(settled) == len(told):
            return [*kept, *told]
        told = settled


def _shown(
    tree: Tree[Unit], cells: Mapping[Unit, Cell], pieces: Sequence[Piece[Unit]]
) -> Snapshot[Unit]:
    """Each unit whose people are exactly those of some pieces."""
    shown = {}
    for unit in (each for root in tree.roots for each in tree.under(root)):
        under = frozenset(tree.under(unit))
        inside = [piece for piece in pieces if piece.cells <= under]
        told = frozenset().union(*(piece.cells for piece in inside))
        if inside and all(each in told for each in under if cells.get(each, EMPTY).people):
            shown[unit] = sum((piece.value for piece in inside), EMPTY)
    return Snapshot(tuple(pieces), shown)
