"""What is shown of groups until the next quarter: pieces of a tree, each with its sums.

Which pieces there are, and when each may change, is decided in `disclosure.py`. A change of the
same people is told of a piece only where ten of them have two blocks, and moves only when five
more of them do: then nobody's own difference can be worked out by subtraction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from elearn.domain.errors import FormatError
from elearn.domain.recognition import disclosure
from elearn.domain.recognition.disclosure import (
    FEWEST_CHANGED,
    PERFORMANCE,
    Cell,
    Piece,
    Snapshot,
    Tree,
)
from elearn.domain.recognition.group_change import FEWEST_PEOPLE
from elearn.domain.recognition.group_sums import (
    NOBODY,
    PAIR_NAMES,
    GroupSums,
    Ledger,
    group_sums_of,
)


@dataclass(frozen=True)
class Told:
    """A piece, and what is told of its people."""

    piece: Piece[str]
    sums: GroupSums
    quarter: date
    """Of the report in which it was last brought up to date."""
    pairs_quarter: date | None
    """Of the report that last told of its pairs; None while none has told of anybody's."""


@dataclass(frozen=True)
class GroupSnapshot:
    quarter: date
    told: tuple[Told, ...]
    shown: Mapping[str, tuple[int, ...]]
    """By unit, the places in *told* of its pieces; units that are missing are hidden."""

    def sums(self, unit: str) -> GroupSums | None:
        """Of *unit* with everything below it; None where it is hidden."""
        if unit not in self.shown:
            return None
        return sum((self.told[place].sums for place in self.shown[unit]), NOBODY)

    def is_sound(self) -> bool:
        """Whether every piece is large enough by itself and no unit stands in two."""
        cells = [cell for told in self.told for cell in told.piece.cells]
        return len(cells) == len(set(cells)) and all(
            PERFORMANCE.is_met(told.piece.value)
            and told.sums.cell == told.piece.value
            and told.sums.is_possible
            and (not told.sums.pairs or told.sums.pairs >= FEWEST_PEOPLE)
            for told in self.told
        )

    def as_json(self) -> dict[str, Any]:
        """`group_snapshot_of` reads it."""
        return {
            "quarter": self.quarter.isoformat(),
            "told": [_told_json(told) for told in self.told],
            "shown": {unit: list(places) for unit, places in self.shown.items()},
        }


def group_snapshot(
    tree: Tree[str], ledger: Ledger, *, quarter: date, before: GroupSnapshot | None
) -> GroupSnapshot:
    """The report of *quarter*, *before* being the one of the quarter before it, if any."""
    now = ledger.told(quarter)
    cells = {unit: sums.cell for unit, sums in now.items()}
    if before is None:
        found = disclosure.snapshot(tree, cells, PERFORMANCE)
    else:
        found = disclosure.next_snapshot(
            Snapshot(tuple(told.piece for told in before.told), {}),
            tree,
            cells,
            PERFORMANCE,
            changed=_changed(before.told, ledger, quarter),
        )
    old = before.told if before else ()
    told = tuple(_told(piece, now, old, ledger, quarter) for piece in found.pieces)
    shown = {unit: _places(frozenset(tree.under(unit)), told) for unit in found.shown}
    return GroupSnapshot(quarter, told, shown)


def group_snapshot_of(record: Mapping[str, Any]) -> GroupSnapshot:
    """What `as_json` wrote. Raises: FormatError `snapshot-malformed`."""
    try:
        told = tuple(map(_told_of, record["told"]))
        shown = {str(unit): tuple(map(int, places)) for unit, places in record["shown"].items()}
        if any(place not in range(len(told)) for places in shown.values() for place in places):
            raise FormatError("snapshot-malformed")
        return GroupSnapshot(date.fromisoformat(record["quarter"]), told, shown)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise FormatError("snapshot-malformed") from error


def _changed(old: Sequence[Told], ledger: Ledger, quarter: date) -> dict[str, int]:
    """By unit, since its own piece was last brought up to date."""
    return {
        unit: ledger.changed(unit, told.quarter, quarter).people
        for told in old
        for unit in told.piece.cells
    }


def _told(
    piece: Piece[str],
    now: Mapping[str, GroupSums],
    old: Sequence[Told],
    ledger: Ledger,
    quarter: date,
) -> Told:
    kept = next((told for told in old if told.piece is piece), None)
    if kept is not None:
        return kept
    sums = sum((now[unit] for unit in sorted(piece.cells)), NOBODY)
    met = [told for told in old if told.piece.cells & piece.cells]
    if sums.pairs >= FEWEST_PEOPLE and all(
        _pairs_moved(piece, told, ledger, quarter) for told in met
    ):
        return Told(piece, sums, quarter, quarter)
    for told in met:
        if told.piece.cells == piece.cells:
            return Told(piece, _with_pairs(sums, told.sums), quarter, told.pairs_quarter)
    earlier = [told.pairs_quarter for told in met if told.pairs_quarter]
    return Told(piece, _with_pairs(sums, NOBODY), quarter, min(earlier, default=None))


def _pairs_moved(piece: Piece[str], told: Told, ledger: Ledger, quarter: date) -> bool:
    """Whether enough pairs of the people whom both share have changed since they were told of."""
    then = told.pairs_quarter
    if then is None:
        return True
    shared = piece.cells & told.piece.cells
    return sum(ledger.changed(unit, then, quarter).pairs for unit in shared) >= FEWEST_CHANGED


def _with_pairs(sums: GroupSums, of: GroupSums) -> GroupSums:
    return replace(sums, **{name: getattr(of, name) for name in PAIR_NAMES})


def _places(under: frozenset[str], told: Sequence[Told]) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(told) if one.piece.cells <= under)


def _told_json(told: Told) -> dict[str, Any]:
    value = told.piece.value
    return {
        "cells": dict(sorted(told.piece.most_by_cell.items())),
        "value": [value.people, value.count, value.most],
        "sums": told.sums.as_json(),
        "quarter": told.quarter.isoformat(),
        "pairs_quarter": told.pairs_quarter.isoformat() if told.pairs_quarter else None,
    }


def _told_of(record: Mapping[str, Any]) -> Told:
    most = {str(unit): int(count) for unit, count in record["cells"].items()}
    people, count, all_of_them = map(int, record["value"])
    return Told(
        Piece(most, Cell(people, count, all_of_them)),
        group_sums_of(record["sums"]),
        date.fromisoformat(record["quarter"]),
        date.fromisoformat(record["pairs_quarter"]) if record["pairs_quarter"] else None,
    )
