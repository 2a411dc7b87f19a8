"""My units, side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from elearn.domain.folding import folded
from elearn.domain.people.naming import sorting_key
from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import Permission
from elearn.domain.record.coverage import SMALLEST_GROUP, Coverage
from elearn.store.queries.my_units import MyUnits, part_of, some_of_my_units
from elearn.store.queries.unit_courses import unit_courses
from elearn.web import language
from elearn.web.db import session
from elearn.web.guard import requires, tree, within
from elearn.web.manager.asked import (
    course_asked,
    is_course_gone,
    page_asked,
    sort_asked,
    text_asked,
)
from elearn.web.manager.blueprint import pages
from elearn.web.manager.figures import page_count, page_of
from elearn.web.manager.requests import objections_for_me, waiting_for_me
from elearn.web.manager.together import done_together
from elearn.web.manager.trend import trend_of
from elearn.web.site import site
from elearn.web.tenant import municipality_id

NEEDS_HELP = "needs-help"


@dataclass(frozen=True, slots=True)
class UnitRow:
    unit: UUID
    name: str
    above: str
    """The unit above it in the viewer's own scope; empty at the top."""
    coverage: Coverage | None
    """None when the figures would give a small group away."""
    is_sheltering: bool
    """Whether they are hidden only because a smaller group could be worked out from them."""
    is_named: bool
    """Whether the viewer may open it and see the names."""

    @property
    def late(self) -> int:
        return self.coverage.late if self.coverage else 0


@pages.get("/units")
@requires(Permission.SEE_COUNTS)
def units() -> ResponseReturnValue:
    """Figures only: a viewer who may not see names gets none that could be traced to one. Of all
    units they are read only where they decide which ones are shown, else of those on the page."""
    today = site().today()
    courses = unit_courses(session(), municipality_id(), today)
    course = course_asked(courses)
    named, counted = within(Permission.SEE_UNIT_STATUS), within(Permission.SEE_COUNTS)
    scope = part_of(tree(), named | counted)
    sort, show = sort_asked(SORTS, "tree"), _show_asked()
    figures = partial(
        some_of_my_units,
        session(),
        municipality_id(),
        course,
        named,
        counted,
        tree(),
        today=today,
    )
    found = in_order(matching(scope, text_asked()), scope, sort)
    if show or sort.removeprefix("-") in FIGURES:
        found = by_figures(rows_of(figures(found), found, named), sort, show)
    page = page_of(found, page_asked(page_count(len(found))))
    mine = figures(page.rows)
    return render_template(
        "manager/units.html",
        mine=mine,
        courses=[(each.id, each.title(language.chosen())) for each in courses],
        course=course,
        is_course_gone=is_course_gone(courses),
        course_title=course.title(language.chosen()) if course else "",
        trend=trend_of(scope.roots[0], course, today, seen_by=Permission.SEE_COUNTS)
        if mine.total and len(scope.roots) == 1
        else (),
        page=page,
        rows=rows_of(mine, page.rows, named),
        sort=sort,
        text=text_asked(),
        show=show,
        smallest_group=SMALLEST_GROUP,
        is_all_named=named.issuperset(scope),
        done_together=done_together(),
        waiting=len(waiting_for_me()) + len(objections_for_me()),
    )


def matching(scope: OrgTree, text: str) -> list[UUID]:
    """In the order of the tree."""
    words = folded(text).split()
    return [unit for unit in scope if all(word in folded(scope.name(unit)) for word in words)]


def in_order(found: Sequence[UUID], scope: OrgTree, sort: str) -> list[UUID]:
    """By name, unless the order of the tree is asked for; those with the same figure later stay
    so."""
    if sort.removeprefix("-") == "tree":
        return list(found)
    return sorted(
        found, key=lambda unit: (sorting_key(scope.name(unit)), unit), reverse=sort == "-name"
    )


def rows_of(mine: MyUnits, found: Sequence[UUID], named: frozenset[UUID]) -> list[UnitRow]:
    return [
        UnitRow(
            unit,
            mine.tree.name(unit),
            _name_above(mine, unit),
            mine.coverage.get(unit),
            is_sheltering=unit in mine.sheltering,
            is_named=unit in named,
        )
        for unit in found
    ]


def by_figures(rows: Sequence[UnitRow], sort: str, show: str) -> list[UUID]:
    """Units with hidden figures come last, whichever figure it is sorted by, and never need help:
    that, too, would be a figure."""
    left = [row for row in rows if show != NEEDS_HELP or row.late]
    figure = FIGURES.get(sort.removeprefix("-"))
    if figure is None:
        return [row.unit for row in left]
    known = [(figure(row.coverage), row.unit) for row in left if row.coverage]
    known.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [unit for _, unit in known] + [row.unit for row in left if not row.coverage]


def _fraction(coverage: Coverage) -> float:
    """A unit of which nothing is asked needs nobody's attention."""
    return 1.0 if coverage.fraction is None else coverage.fraction


FIGURES: Mapping[str, Callable[[Coverage], float]] = {
    "concerned": lambda coverage: coverage.concerned,
    "current": lambda coverage: coverage.current,
    "share": _fraction,
    "overdue": lambda coverage: coverage.late,
}
SORTS = frozenset({"tree", "name", *FIGURES})


def _name_above(mine: MyUnits, unit: UUID) -> str:
    above = mine.tree.parent(unit)
    return mine.tree.name(above) if above else ""


def _show_asked() -> str:
    return NEEDS_HELP if request.args.get("show") == NEEDS_HELP else ""
