"""Invented organisations, and random ones."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import strategies as st

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.people.reorganisation import closed, created, merged, moved, renamed

START = date(2024, 1, 1)
DAYS = 240
"""Random things happen on the days from START that are fewer than this."""


def day(number: int) -> date:
    return START + timedelta(days=number)


def unit(number: int) -> UUID:
    return UUID(int=number)


def chart(text: str, on: date = START) -> list[Placement]:
    """Placements from lines like `school > class`; a unit is known by the number of its name."""
    names: list[str] = []
    rows: list[Placement] = []
    for line in text.split():
        parent, _, name = line.rpartition(">")
        names.append(name)
        above = unit(names.index(parent)) if parent else None
        rows.append(Placement(unit(len(names) - 1), above, name, on, None))
    return rows


def naive_path(tree: OrgTree, at: UUID | None) -> list[UUID]:
    """From a unit up to its root, one parent at a time."""
    path = []
    while at is not None:
        path.append(at)
        at = tree.parent(at)
    return path


@st.composite
def trees(draw: st.DrawFn, size: int = 12) -> OrgTree:
    """A tree of units 0 to at most *size*, each under one with a lower number, or a root."""
    rows = [Placement(unit(0), None, "0", START, None)]
    for number in range(1, draw(st.integers(1, size))):
        above = draw(st.none() | st.integers(0, number - 1))
        parent = None if above is None else unit(above)
        rows.append(Placement(unit(number), parent, str(number), START, None))
    return OrgTree.on(START, rows)


CHANGES = ("create", "move", "rename", "close", "merge")


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, UUID, UUID, date]:
    units = st.integers(0, 7).map(unit)
    when = st.integers(0, DAYS - 1).map(day)
    return draw(st.tuples(st.sampled_from(CHANGES), units, units, when))


def changed(placements: list[Placement], change: tuple[str, UUID, UUID, date]) -> list[Placement]:
    """*placements* after *change*. Raises: Refusal."""
    verb, one, other, on = change
    match verb:
        case "create":
            return created(placements, one, other, "new", on)
        case "move":
            return moved(placements, one, other, on)
        case "rename":
            return renamed(placements, one, f"renamed {on}", on)
        case "close":
            return closed(placements, one, on)
        case _:
            return merged(placements, one, other, on)


@st.composite
def reorganised(draw: st.DrawFn) -> list[Placement]:
    """Placements after random changes to a small municipality; refused ones are left out."""
    placements = chart("top top>a top>b a>c a>d")
    for change in draw(st.lists(changes(), max_size=8)):
        try:
            placements = changed(placements, change)
        except Refusal:
            continue
    return placements
