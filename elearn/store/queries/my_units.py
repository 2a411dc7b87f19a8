"""How the units in somebody's scope are doing in a course, side by side."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.record.coverage import Coverage, Standing, roll_up, visible, visible_units
from elearn.store.db import Session
from elearn.store.queries.coverage_sums import coverage_on
from elearn.store.queries.unit_courses import UnitCourse
from elearn.store.queries.unit_people import coverage_of, standings_in_units


@dataclass(frozen=True, slots=True)
class SeenUnits:
    tree: OrgTree
    """Of the units in the scope, whatever stands above them left out."""
    coverage: Mapping[UUID, Coverage]
    """Of the units whose figures may be shown, with all that is under each. A unit where nobody is
    asked is among them: it hides nobody, and whoever is hidden beside it is not there."""
    sheltering: frozenset[UUID]
    """Hidden units that are no small group themselves: their figures would give one away."""


@dataclass(frozen=True, slots=True)
class MyUnits(SeenUnits):
    total: Coverage | None
    """Of the whole scope, each person once; None when it would give a small group away."""


def my_units(
    session: Session,
    municipality: UUID,
    course: UnitCourse | None,
    named: frozenset[UUID],
    counted: frozenset[UUID],
    today_tree: OrgTree,
    *,
    today: date,
) -> MyUnits:
    """*named* are the units whose people the viewer may see by name; of the rest of *counted*
    only figures that give no small group away, not even by subtraction.

    Read from kept sums, so that its price does not grow with the number of people; but somebody
    who may name some of the people and not others, or who stands beside several tops, is answered
    from the people themselves: sums do not say who is in two of them.
    """
    units = list(part_of(today_tree, named | counted))
    return some_of_my_units(
        session, municipality, course, named, counted, today_tree, units, today=today
    )


def some_of_my_units(
    session: Session,
    municipality: UUID,
    course: UnitCourse | None,
    named: frozenset[UUID],
    counted: frozenset[UUID],
    today_tree: OrgTree,
    units: Collection[UUID],
    *,
    today: date,
) -> MyUnits:
    """The same for a page that shows *units* and all together, and no other of them.

    Where sums tell, only these are looked at; for whoever may see no names also those above them
    and what stands beside these, because nothing else decides what may be shown.
    """
    tree = part_of(today_tree, named | counted)
    if len(tree.roots) == 1 and _sums_tell(tree, named):
        near = part_of(tree, frozenset({*tree.roots, *units}) | _beside(tree, units, named))
        seen = _from_sums(session, municipality, course, named, near, today)
        return MyUnits(tree, seen.coverage, seen.sheltering, seen.coverage.get(tree.roots[0]))
    duties = course.duties if course else ()
    people = standings_in_units(session, municipality, duties, list(tree), today)
    coverage = roll_up(tree, people)
    shown = named | showable(tree, people, coverage, named)
    total = coverage_of(people) if shown.issuperset(tree.roots) else None
    return MyUnits(*_of(seen_units(tree, coverage, shown)), total)


def _beside(tree: OrgTree, units: Collection[UUID], named: frozenset[UUID]) -> frozenset[UUID]:
    above = set() if named else {tree.parent(unit) for unit in units}
    return frozenset().union(*(_level(tree, each) for each in above))


def units_below(
    session: Session,
    municipality: UUID,
    course: UnitCourse,
    named: frozenset[UUID],
    counted: frozenset[UUID],
    today_tree: OrgTree,
    top: UUID | None,
    *,
    today: date,
) -> SeenUnits:
    """The same of *top* and the units next under it, or of those at the top where it is None.

    Where sums tell, only they, those above *top* and what stands beside these are looked at:
    nothing below decides what may be shown.
    """
    scope = part_of(today_tree, named | counted)
    if _sums_tell(scope, named):
        level = part_of(scope, _level(scope, top))
        return _from_sums(session, municipality, course, named, level, today)
    return my_units(session, municipality, course, named, counted, today_tree, today=today)


def around(scope: OrgTree, top: UUID) -> OrgTree:
    """What decides which figures of *top* and of what is under it may be shown: these, those above
    *top* and what stands beside them. A unit asked for by itself is no freer than beside others."""
    return part_of(scope, _level(scope, top) | scope.subtree(top))


def _level(scope: OrgTree, top: UUID | None) -> frozenset[UUID]:
    path = scope.path(top) if top else ()
    return frozenset({*scope.roots, *path, *(each for at in path for each in scope.children(at))})


def _sums_tell(tree: OrgTree, named: frozenset[UUID]) -> bool:
    return not named or named.issuperset(tree)


def _from_sums(
    session: Session,
    municipality: UUID,
    course: UnitCourse | None,
    named: frozenset[UUID],
    tree: OrgTree,
    today: date,
) -> SeenUnits:
    sums = coverage_on(session, municipality, course.id if course else "", list(tree), today)
    coverage = {unit: sums[unit] for unit in tree}
    return seen_units(tree, coverage, frozenset(tree) if named else visible_units(tree, coverage))


def seen_units(
    tree: OrgTree, coverage: Mapping[UUID, Coverage], shown: frozenset[UUID]
) -> SeenUnits:
    """Of *tree*, where *shown* are the units whose people may be told of in figures."""
    large = {unit for unit in tree if visible(coverage[unit].concerned)}
    known = {unit: coverage[unit] for unit in tree if unit in shown or not coverage[unit].concerned}
    return SeenUnits(tree, known, frozenset(large - shown))


def _of(seen: SeenUnits) -> tuple[OrgTree, Mapping[UUID, Coverage], frozenset[UUID]]:
    return seen.tree, seen.coverage, seen.sheltering


def showable(
    tree: OrgTree,
    people: list[Standing],
    coverage: Mapping[UUID, Coverage],
    named: frozenset[UUID],
) -> frozenset[UUID]:
    """Judged by the people whom the viewer cannot name: the others could be subtracted."""
    strangers = [each for each in people if each.units.isdisjoint(named)]
    others = roll_up(tree, strangers)
    nobody_else = {unit for unit in tree if coverage[unit].concerned and not others[unit].concerned}
    return visible_units(tree, others) | nobody_else


def part_of(tree: OrgTree, units: frozenset[UUID]) -> OrgTree:
    """*tree* without everything that is not in *units*."""
    if units.issuperset(tree):
        return tree
    return OrgTree(
        {
            unit: Placement(unit, tree.parent(unit), tree.name(unit), date.min, None)
            for unit in tree
            if unit in units
        }
    )
