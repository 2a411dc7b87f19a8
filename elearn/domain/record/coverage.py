"""How many of those a duty concerns are current, with the denominator spelt out.

The parts of a figure add up to the whole. A person in two units counts once in each, and once in
every unit above both.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Self
from uuid import UUID

from elearn.domain.people.org import OrgTree
from elearn.domain.record.completion import Status

SMALLEST_GROUP = 5
MOST_PRESSING_FIRST = (
    Status.NEVER_OVERDUE,
    Status.EXPIRED,
    Status.UNDER_WAY,
    Status.NEVER_NOT_DUE,
    Status.EXPIRING,
    Status.VALID,
    Status.PAUSED,
    Status.EXEMPT,
)
"""Where two duties for one course concern somebody, the earlier of their statuses here counts."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One person whom the duty concerns on the day in question."""

    person: UUID
    units: frozenset[UUID]
    """Every unit the person is employed in that day."""
    status: Status
    is_late: bool = False
    """Whether the day to be done by has passed though something was begun; says nothing of a
    status that tells it by itself."""


@dataclass(frozen=True, slots=True)
class Coverage:
    parts: Mapping[Status, int]
    """Every status, zeros too, in the order of `Status`."""
    in_several_units: int
    """How many of these people work in more than one unit of the group, and so count in each."""
    begun_late: int = 0
    """How many of those under way should have been done by now."""

    @classmethod
    def of(
        cls, counts: Mapping[Status, int], in_several_units: int = 0, begun_late: int = 0
    ) -> Self:
        """From counts by status; a missing one is zero."""
        parts = {status: counts.get(status, 0) for status in Status}
        return cls(MappingProxyType(parts), in_several_units, begun_late)

    @property
    def concerned(self) -> int:
        return sum(self.parts.values())

    @property
    def denominator(self) -> int:
        """Those of whom something is asked now."""
        return self.concerned - self.parts[Status.EXEMPT] - self.parts[Status.PAUSED]

    @property
    def current(self) -> int:
        return self.parts[Status.VALID] + self.parts[Status.EXPIRING]

    @property
    def late(self) -> int:
        """Those whose last day has passed: never begun, begun and not done, or expired."""
        expired = self.parts[Status.EXPIRED]
        return self.parts[Status.NEVER_OVERDUE] + self.begun_late + expired

    @property
    def fraction(self) -> float | None:
        """Current by denominator, 0 to 1; None when nothing is asked of anybody."""
        return self.current / self.denominator if self.denominator else None


def roll_up(tree: OrgTree, standings: Iterable[Standing]) -> dict[UUID, Coverage]:
    """The coverage of every unit with all that is under it, in the order of *tree*.

    *standings* has each person once; those in no unit of *tree* count nowhere.
    """
    counts: dict[UUID, Counter[Status]] = defaultdict(Counter)
    several: Counter[UUID] = Counter()
    late: Counter[UUID] = Counter()
    alike = Counter((each.units, each.status, is_begun_late(each)) for each in standings)
    for (units, status, is_late), people in alike.items():
        touched = Counter(chain.from_iterable(map(tree.path, units)))
        for unit, times in touched.items():
            counts[unit][status] += people
            several[unit] += people if times > 1 else 0
            late[unit] += people if is_late else 0
    return {unit: Coverage.of(counts[unit], several[unit], late[unit]) for unit in tree}


def is_begun_late(standing: Standing) -> bool:
    return standing.is_late and standing.status is Status.UNDER_WAY


def visible(people: int) -> bool:
    """Whether a group's figures may be shown to somebody without a right to the names in it."""
    return people >= SMALLEST_GROUP


def visible_units(tree: OrgTree, coverages: Mapping[UUID, Coverage]) -> frozenset[UUID]:
    """The units whose figures may be shown side by side without giving a small group away.

    Under a shown unit, too small children are hidden, and then further ones, smallest first,
    until those hidden, together with the people directly in the unit, are a group of their own:
    otherwise the total less the rest would tell. Under a hidden unit everything is hidden.
    """
    people = {unit: coverage.concerned for unit, coverage in coverages.items()}
    shown: set[UUID] = set()
    waiting = [root for root in tree.roots if visible(people[root])]
    while waiting:
        unit = waiting.pop()
        shown.add(unit)
        children = {child: people[child] for child in tree.children(unit)}
        waiting += _showable(children, directly=max(0, people[unit] - sum(children.values())))
    return frozenset(shown)


def _showable(people: Mapping[UUID, int], *, directly: int) -> list[UUID]:
    hidden = directly
    by_size = sorted(people, key=lambda unit: (people[unit], unit))
    for position, unit in enumerate(by_size):
        if visible(people[unit]) and (hidden == 0 or visible(hidden)):
            return by_size[position:]
        hidden += people[unit]
    return []
