"""Units by courses, one level of the organisation at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import Permission
from elearn.domain.record.coverage import SMALLEST_GROUP, Coverage
from elearn.store.queries.my_units import SeenUnits, part_of, units_below
from elearn.store.queries.unit_courses import UnitCourse, unit_courses
from elearn.web import language
from elearn.web.db import session
from elearn.web.guard import requires, tree, within
from elearn.web.manager.asked import is_unit_gone, unit_asked
from elearn.web.manager.blueprint import pages
from elearn.web.site import site
from elearn.web.tenant import municipality_id


@dataclass(frozen=True, slots=True)
class Cell:
    course: str
    coverage: Coverage | None
    """None when the figures would give a small group away."""
    is_sheltering: bool
    """Whether they are hidden only because a smaller group could be worked out from them."""


@dataclass(frozen=True, slots=True)
class MapRow:
    unit: UUID
    name: str
    cells: Sequence[Cell]
    units_below: int
    """Of those next under it."""
    is_named: bool
    """Whether the viewer may open it and see the names."""


@pages.get("/units/map")
@requires(Permission.SEE_COUNTS)
def unit_map() -> ResponseReturnValue:
    """Figures only, and none that could be traced to somebody the viewer may not name: what is
    hidden is decided for the whole scope, whatever level is shown."""
    today = site().today()
    named, counted = within(Permission.SEE_UNIT_STATUS), within(Permission.SEE_COUNTS)
    courses = [each for each in unit_courses(session(), municipality_id(), today) if each.is_asked]
    scope = part_of(tree(), named | counted)
    top = _top(scope)
    seen = {
        course.id: units_below(
            session(), municipality_id(), course, named, counted, tree(), top, today=today
        )
        for course in courses
    }
    below = scope.children(top) if top else scope.roots
    return render_template(
        "manager/unit_map.html",
        columns=[_("Unit"), *(each.title(language.chosen()) for each in courses)],
        rows=[_row(unit, scope, courses, seen, named) for unit in below],
        whole=_row(top, scope, courses, seen, named) if top else None,
        above=[(each, scope.name(each)) for each in scope.path(top)[:-1]] if top else [],
        is_unit_gone=is_unit_gone(scope),
        is_all_named=named.issuperset(scope),
        smallest_group=SMALLEST_GROUP,
    )


def _top(scope: OrgTree) -> UUID | None:
    """The unit whose parts are shown; None where several stand side by side at the top."""
    asked = unit_asked()
    if asked in scope:
        return asked
    return scope.roots[0] if len(scope.roots) == 1 else None


def _row(
    unit: UUID,
    scope: OrgTree,
    courses: Sequence[UnitCourse],
    seen: Mapping[str, SeenUnits],
    named: frozenset[UUID],
) -> MapRow:
    cells = [
        Cell(each.id, seen[each.id].coverage.get(unit), unit in seen[each.id].sheltering)
        for each in courses
    ]
    return MapRow(unit, scope.name(unit), cells, len(scope.children(unit)), unit in named)
