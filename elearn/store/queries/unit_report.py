"""What a manager sees of a unit: figures, parts, who is due. Page and files ask here alone."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from elearn.domain.folding import folded
from elearn.domain.people.hindsight import Branch, branch_on
from elearn.domain.people.naming import sorting_key
from elearn.domain.people.org import OrgTree
from elearn.domain.record.completion import Status
from elearn.domain.record.coverage import Coverage, roll_up
from elearn.store.db import Session
from elearn.store.queries.org import placements
from elearn.store.queries.unit_people import (
    UnitPerson,
    coverage_of,
    is_late,
    people_in_units,
    standings,
    urgency,
)

TO_DO = frozenset(
    {
        Status.NEVER_NOT_DUE,
        Status.NEVER_OVERDUE,
        Status.UNDER_WAY,
        Status.EXPIRING,
        Status.EXPIRED,
    }
)
"""Those in which something is left to do now."""


class Shown(StrEnum):
    """Whom the list is narrowed to, beside the eight statuses."""

    ASKED = ""
    TO_DO = "to-do"
    LATE = "late"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the list is narrowed and ordered; what makes no sense for the unit is ignored."""

    status: Status | Shown = Shown.ASKED
    unit: UUID | None = None
    """With everything under it."""
    text: str = ""
    sort: str = "status"
    """A code of SORTS; "-" in front turns it round."""


@dataclass(frozen=True, slots=True)
class UnitFigures:
    unit: UUID
    day: date
    tree: OrgTree
    """The unit and what was under it that day, as far as the viewer's scope reaches."""
    elsewhere: int
    """Units that stood there that day and belong to somebody else today."""
    coverage: Coverage
    """Of everybody there, whatever the list is narrowed to."""
    coverage_by_unit: Mapping[UUID, Coverage]
    """Of its parts at least."""
    directly: Coverage
    """Of those employed in the unit itself."""
    not_asked: int
    """How many work there of whom the course is not asked."""
    next_due_on: date | None
    """The next last day of somebody who has something left to do."""

    @property
    def parts(self) -> Sequence[UUID]:
        return parts_of(self.tree, self.unit)

    @property
    def counted_again(self) -> int:
        """By how much its parts, the unit itself among them, add up to more than all together:
        whoever works in several of them counts in each."""
        parts = sum(self.coverage_by_unit[each].concerned for each in self.parts)
        return parts + self.directly.concerned - self.coverage.concerned


@dataclass(frozen=True, slots=True)
class UnitReport(UnitFigures):
    people: Sequence[UnitPerson]
    """The list, narrowed and ordered, all pages of it."""


def unit_report(
    session: Session,
    municipality: UUID,
    unit: UUID,
    duties: Collection[UUID],
    wanted: Wanted,
    within: frozenset[UUID],
    today_tree: OrgTree,
    *,
    on: date,
) -> UnitReport:
    """The report of *unit* for somebody who has the units *within* today.

    *duties* are those for the course in question. *on* may be any day: the tree and the
    employments are those of that day. For a day to come the status is what it will be if nobody
    does anything more.
    """
    branch = branch_on(on, unit, placements(session, municipality), within, today_tree)
    return report_of_branch(session, municipality, unit, duties, wanted, branch, on=on)


def report_of_branch(
    session: Session,
    municipality: UUID,
    unit: UUID,
    duties: Collection[UUID],
    wanted: Wanted,
    branch: Branch,
    *,
    on: date,
) -> UnitReport:
    """Of what is known to have stood at and under *unit* that day."""
    everybody = people_in_units(session, municipality, duties, list(branch.tree), on)
    asked = standings(everybody, on)
    return UnitReport(
        unit=unit,
        day=on,
        tree=branch.tree,
        elsewhere=branch.elsewhere,
        coverage=coverage_of(asked),
        coverage_by_unit=roll_up(branch.tree, asked),
        directly=coverage_of(each for each in asked if unit in each.units),
        not_asked=len(everybody) - len(asked),
        next_due_on=_next_due_on(everybody, on),
        people=ordered(narrowed(everybody, wanted, branch.tree, on), wanted.sort),
    )


def parts_of(tree: OrgTree, unit: UUID) -> list[UUID]:
    """The units next under *unit*, and those whose own parent is not in *tree*."""
    return [*tree.children(unit), *(each for each in tree.roots if each != unit)]


def narrowed(
    people: Sequence[UnitPerson], wanted: Wanted, tree: OrgTree, day: date
) -> list[UnitPerson]:
    units = tree.subtree(wanted.unit) if wanted.unit in tree and wanted.unit else None
    words = folded(wanted.text).split()
    return [
        each
        for each in people
        if _has_status(each, wanted.status, day)
        and (units is None or not units.isdisjoint(each.units))
        and all(word in folded(each.name) for word in words)
    ]


def ordered(people: Sequence[UnitPerson], sort: str) -> list[UnitPerson]:
    """By *sort*, and by name where that leaves several equal. A missing date is the latest."""
    code = sort.removeprefix("-")
    key = SORTS.get(code, SORTS["status"])
    by_name = sorted(people, key=lambda each: (sorting_key(each.sorting_name), each.person))
    return sorted(by_name, key=key, reverse=sort.startswith("-"))


def _by_name(each: UnitPerson) -> tuple[str]:
    return (sorting_key(each.sorting_name),)


def _by_status(each: UnitPerson) -> tuple[int, date]:
    return urgency(each.status), each.due_on or date.max


def _by_due(each: UnitPerson) -> tuple[date]:
    return (each.due_on or date.max,)


def _by_valid_until(each: UnitPerson) -> tuple[date]:
    return (each.valid_until or date.max,)


SORTS: Mapping[str, Callable[[UnitPerson], tuple[object, ...]]] = {
    "status": _by_status,
    "name": _by_name,
    "due": _by_due,
    "valid": _by_valid_until,
}


def _has_status(each: UnitPerson, wanted: Status | Shown, day: date) -> bool:
    match wanted:
        case Shown.ASKED:
            return each.status is not None
        case Shown.TO_DO:
            return each.status in TO_DO
        case Shown.LATE:
            return each.status in TO_DO and is_late(each, day)
        case Shown.NOT_ASKED:
            return each.status is None
        case _:
            return each.status is wanted


def _next_due_on(people: Sequence[UnitPerson], day: date) -> date | None:
    coming = (
        each.due_on
        for each in people
        if each.status in TO_DO and each.due_on is not None and each.due_on >= day
    )
    return min(coming, default=None)
