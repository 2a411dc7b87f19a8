"""The organisation, as it was on any day.

A unit is a chain of placements, each saying whom it stood under and what it was called for a
stretch of days. The `OrgTree` of a day answers who is under whom, `OrgHistory` since when.
Changes are in `reorganisation`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Self
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import Days, Interval, check_dates, intersect, union


@dataclass(frozen=True, slots=True)
class Placement:
    unit: UUID
    parent: UUID | None
    """None for the top of the municipality."""
    name: str
    from_on: date
    to_on: date | None
    merged_into: UUID | None = None
    """The unit that took this one over when the placement ended; None when none did."""

    def __post_init__(self) -> None:
        check_dates(self.from_on, self.to_on)

    @property
    def period(self) -> Interval:
        return Interval(self.from_on, self.to_on)


class OrgTree:
    """The units of one day.

    A unit whose parent is not there that day stands as a root of its own, and units in a cycle
    are left out, so that a broken row never widens anybody's view. About a unit that is not in
    the tree every answer is empty.
    """

    def __init__(self, placed: Mapping[UUID, Placement]) -> None:
        self._placed = placed
        self._children: dict[UUID | None, list[UUID]] = defaultdict(list)
        for each in sorted(placed.values(), key=lambda each: (each.name, each.unit)):
            self._children[each.parent if each.parent in placed else None].append(each.unit)
        self._order: list[UUID] = []
        self._starts: dict[UUID, int] = {}
        self._ends: dict[UUID, int] = {}
        self._number()

    @classmethod
    def on(cls, day: date, placements: Iterable[Placement]) -> Self:
        return cls({each.unit: each for each in placements if each.period.contains(day)})

    def __contains__(self, unit: object) -> bool:
        return unit in self._starts

    def __iter__(self) -> Iterator[UUID]:
        """Every unit, parents before their children, siblings by name."""
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)

    @property
    def roots(self) -> tuple[UUID, ...]:
        return tuple(self._children.get(None, ()))

    def name(self, unit: UUID) -> str:
        return self._placed[unit].name if unit in self else ""

    def parent(self, unit: UUID) -> UUID | None:
        """None for a root."""
        parent = self._placed[unit].parent if unit in self else None
        return parent if parent in self else None

    def children(self, unit: UUID) -> tuple[UUID, ...]:
        return tuple(self._children.get(unit, ())) if unit in self else ()

    def subtree(self, unit: UUID) -> frozenset[UUID]:
        """*unit* and everything under it."""
        if unit not in self:
            return frozenset()
        return frozenset(self._order[self._starts[unit] : self._ends[unit]])

    def is_within(self, unit: UUID, top: UUID) -> bool:
        """Whether *unit* is *top* or stands somewhere under it."""
        if unit not in self or top not in self:
            return False
        return self._starts[top] <= self._starts[unit] < self._ends[top]

    def path(self, unit: UUID) -> tuple[UUID, ...]:
        """From the root down to *unit* itself."""
        return (*reversed(self.ancestors(unit)), unit) if unit in self else ()

    def ancestors(self, unit: UUID) -> tuple[UUID, ...]:
        """From the parent up to the root."""
        found = []
        above = self.parent(unit)
        while above is not None:
            found.append(above)
            above = self.parent(above)
        return tuple(found)

    def depth(self, unit: UUID) -> int:
        """0 for a root."""
        return len(self.ancestors(unit))

    def _number(self) -> None:
        """Number the units so that a subtree is one slice of the order; any depth, no recursion."""
        stack = list(reversed(self.roots))
        while stack:
            unit = stack[-1]
            if unit in self._starts:
                self._ends[stack.pop()] = len(self._order)
                continue
            self._starts[unit] = len(self._order)
            self._order.append(unit)
            stack.extend(reversed(self._children.get(unit, ())))


class OrgHistory:
    """Where the units stood, over time.

    Raises: Refusal `unit-cycle`.
    """

    def __init__(self, placements: Iterable[Placement]) -> None:
        self.placements = tuple(placements)
        self._by_unit = by_unit(self.placements)
        self._under: dict[tuple[UUID, frozenset[UUID]], Days] = {}
        self._above: dict[UUID, Mapping[UUID, Days]] = {}
        for unit, on in cycles(self._by_unit):
            raise Refusal("unit-cycle", unit=unit, on=on)

    @property
    def breakpoints(self) -> tuple[date, ...]:
        """The days on which something changed, in order; in between, the tree stays the same."""
        edges = chain.from_iterable((each.from_on, each.to_on) for each in self.placements)
        return tuple(sorted({edge for edge in edges if edge is not None}))

    def tree_on(self, day: date) -> OrgTree:
        return OrgTree.on(day, self.placements)

    def periods_under(self, unit: UUID, tops: frozenset[UUID]) -> Days:
        """The days on which *unit* was one of *tops* or stood under one.

        A top that was merged into another unit goes on as that unit: what was aimed at it follows.
        """
        key = (unit, tops)
        if key not in self._under:
            self._under[key] = self._climb(unit, self._aims(tops))
        return self._under[key]

    def periods_above(self, unit: UUID) -> Mapping[UUID, Days]:
        """The days on which each unit held *unit*: itself, and whatever stood above it."""
        if unit not in self._above:
            found: dict[UUID, list[Interval]] = defaultdict(list)
            for at, days in self._risen(unit):
                found[at] += days
            self._above[unit] = {at: union(days) for at, days in found.items()}
        return self._above[unit]

    def _risen(self, unit: UUID) -> Iterator[tuple[UUID, Days]]:
        """*unit* and every unit above it, with the days on which it was there; the same one as
        often as it was reached another way."""
        rising: list[tuple[UUID, Days]] = [(unit, (Interval(date.min, None),))]
        while rising:
            at, days = rising.pop()
            for placement in self._by_unit.get(at, ()):
                shared = intersect(days, (placement.period,))
                if shared:
                    yield at, shared
                if shared and placement.parent is not None:
                    rising.append((placement.parent, shared))

    def _climb(self, unit: UUID, aims: Mapping[UUID, Days]) -> Days:
        found: list[Interval] = []
        for at, days in self._risen(unit):
            found += intersect(days, aims.get(at, ()))
        return union(found)

    def _aims(self, tops: frozenset[UUID]) -> dict[UUID, Days]:
        """The units that are, or have become, one of *tops*, with the days from then on."""
        since = dict.fromkeys(tops, date.min)
        waiting = list(tops)
        while waiting:
            at = waiting.pop()
            for heir, merged_on in self._heirs(at):
                start = max(merged_on, since[at])
                if start < since.get(heir, date.max):
                    since[heir] = start
                    waiting.append(heir)
        return {unit: (Interval(start, None),) for unit, start in since.items()}

    def _heirs(self, unit: UUID) -> Iterator[tuple[UUID, date]]:
        for placement in self._by_unit.get(unit, ()):
            if placement.merged_into is not None and placement.to_on is not None:
                yield placement.merged_into, placement.to_on


def by_unit(placements: Iterable[Placement]) -> dict[UUID, list[Placement]]:
    """The placements of each unit, oldest first."""
    rows: dict[UUID, list[Placement]] = defaultdict(list)
    for each in sorted(placements, key=lambda each: each.from_on):
        rows[each.unit].append(each)
    return dict(rows)


def cycles(rows: Mapping[UUID, list[Placement]]) -> Iterator[tuple[UUID, date]]:
    """One unit of each cycle, and the day on which it closed.

    A cycle closes on the day its youngest placement begins, so only those days are walked.
    """
    begun: dict[date, list[UUID]] = defaultdict(list)
    for each in chain.from_iterable(rows.values()):
        begun[each.from_on].append(each.unit)
    for day in sorted(begun):
        walked: set[UUID] = set()
        for start in begun[day]:
            path: set[UUID] = set()
            at: UUID | None = start
            while at is not None and at not in walked and at not in path:
                path.add(at)
                at = _parent_on(day, rows.get(at, ()))
            if at is not None and at in path:
                yield at, day
            walked |= path


def _parent_on(day: date, placements: Iterable[Placement]) -> UUID | None:
    return next((each.parent for each in placements if each.period.contains(day)), None)
