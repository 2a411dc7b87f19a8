"""Which units somebody's scope of today shows on another day.

A scope belongs to today; the past of a unit belongs to whoever has that unit now. So a unit that
has moved to somebody else's branch takes its history along, and a unit that was closed leaves it
where it last stood, or with the unit it was merged into. The same holds for days to come.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from elearn.domain.people.org import OrgTree, Placement


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit and what was under it on a day, as far as a scope of today reaches."""

    tree: OrgTree
    """Of the units shown, with the names of that day; empty when the unit was not there."""
    elsewhere: int
    """How many units stood under it that day that belong to somebody else today."""


def branch_on(
    day: date,
    top: UUID,
    placements: Collection[Placement],
    within: frozenset[UUID],
    today: OrgTree,
) -> Branch:
    """The branch of *top* on *day* for somebody who has the units *within* in the tree *today*."""
    standing = OrgTree.on(day, placements).subtree(top)
    last = _last_placements(placements)
    shown = {unit for unit in standing if _keeper(unit, last, today) in within}
    tree = OrgTree.on(day, (each for each in placements if each.unit in shown))
    return Branch(tree, len(standing) - len(shown))


def scope_on(
    day: date, placements: Collection[Placement], within: frozenset[UUID], today: OrgTree
) -> OrgTree:
    """All units of *day* that are of somebody who has the units *within* in the tree *today*."""
    last = _last_placements(placements)
    return OrgTree.on(
        day, (each for each in placements if _keeper(each.unit, last, today) in within)
    )


def keeper(unit: UUID, placements: Collection[Placement], today: OrgTree) -> UUID | None:
    """The unit of *today* that answers for *unit*; None when nobody does."""
    return unit if unit in today else _keeper(unit, _last_placements(placements), today)


def _keeper(unit: UUID, last: Mapping[UUID, Placement], today: OrgTree) -> UUID | None:
    passed: set[UUID] = set()
    at: UUID | None = unit
    while at is not None and at not in today:
        if at in passed or at not in last:
            return None
        passed.add(at)
        at = last[at].merged_into or last[at].parent
    return at


def _last_placements(placements: Iterable[Placement]) -> dict[UUID, Placement]:
    return {each.unit: each for each in sorted(placements, key=lambda each: each.from_on)}
