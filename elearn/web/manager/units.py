"""My units, side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from elearn.domain.folding import folded
from elearn.domain.people.naming import sorting_key
from elearn.domain.people.permissions import Permission
from elearn.domain.record.coverage import SMALLEST_GROUP, Coverage
from elearn.store.queries.my_units import MyUnits, my_units
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
    """Figures only: a viewer who may not see names gets none that could be traced to one."""
    today = site().today()
    courses = unit_courses(session(), municipality_id(), today)
    course = course_asked(courses)
    named = within(Permission.SEE_UNIT_STATUS)
    mine = my_units(
        session(),
        municipality_id(),
        course,
        named,
        within(Permission.SEE_COUNTS),
        tree(),
        today=today,
    )
    whole = [unit for unit in mine.tree if tree().parent(unit) not in mine.tree]
    sort = sort_asked(SORTS, "tree")
    rows = ordered(narrowed(rows_of(mine, named), text_asked(), _show_asked()), sort)
    return render_template(
        "manager/units.html",
        mine=mine,
        courses=[(each.id, each.title(language.chosen())) for each in courses],
        course=course,
        is_course_gone=is_course_gone(courses),
        course_title=course.title(language.chosen()) if course else "",
        trend=trend_of(whole[0], course, today, seen_by=Permission.SEE_COUNTS)
        if mine.total and len(whole) == 1
        else (),
        page=page_of(rows, page_asked(page_count(len(rows)))),
        sort=sort,
        text=text_asked(),
        show=_show_asked(),
        smallest_group=SMALLEST_GROUP,
        is_all_named=named.issuperset(mine.tree),
        done_together=done_together(),
        waiting=len(waiting_for_me()) + len(objections_for_me()),
    )


def rows_of(mine: MyUnits, named: frozenset[UUID]) -> list[UnitRow]:
    """In the order of the tree."""
    org = mine.tree
    return [
        UnitRow(
            unit,
            org.name(unit),
            _name_above(mine, unit),
            mine.coverage.get(unit),
            is_sheltering=unit in mine.sheltering,
            is_named=unit in named,
        )
        for unit in org
    ]


def narrowed(rows: Sequence[UnitRow], text: str, show: str) -> list[UnitRow]:
    """A unit whose figures are hidden never needs help: that, too, would be a figure."""
    words = folded(text).split()
    return [
        row
        for row in rows
        if all(word in folded(row.name) for word in words) and (show != NEEDS_HELP or row.late)
    ]


def ordered(rows: Sequence[UnitRow], sort: str) -> list[UnitRow]:
    """Units with hidden figures come last, by name, whichever figure it is sorted by."""
    code = sort.removeprefix("-")
    if code == "tree":
        return list(rows)
    by_name = sorted(rows, key=lambda row: (sorting_key(row.name), row.unit))
    if code == "name":
        return by_name[::-1] if sort.startswith("-") else by_name
    figure = SORTS[code]
    known = [(figure(row.coverage), row) for row in by_name if row.coverage]
    hidden = [row for row in by_name if not row.coverage]
    known.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [row for _, row in known] + hidden


def _fraction(coverage: Coverage) -> float:
    """A unit of which nothing is asked needs nobody's attention."""
    return 1.0 if coverage.fraction is None else coverage.fraction


SORTS: Mapping[str, Callable[[Coverage], float]] = {
    "tree": lambda coverage: 0,
    "name": lambda coverage: 0,
    "concerned": lambda coverage: coverage.concerned,
    "current": lambda coverage: coverage.current,
    "share": _fraction,
    "overdue": lambda coverage: coverage.late,
}


def _name_above(mine: MyUnits, unit: UUID) -> str:
    above = mine.tree.parent(unit)
    return mine.tree.name(above) if above else ""


def _show_asked() -> str:
    return NEEDS_HELP if request.args.get("show") == NEEDS_HELP else ""
