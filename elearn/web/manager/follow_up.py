"""Two years of training as a document to print, for the follow-up of crime prevention.

Source: lag (2023:196) om kommuners ansvar för brottsförebyggande arbete, 6 §.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from elearn.domain.people.intervals import Interval
from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.people.permissions import Permission
from elearn.domain.record.completion import EvidenceKind
from elearn.domain.record.coverage import SMALLEST_GROUP, Coverage, visible
from elearn.store.queries.duties import DutyRow, duty_rows
from elearn.store.queries.follow_up import (
    CoverageDay,
    coverage_day,
    meetings_by_year,
    people_by_way,
)
from elearn.store.queries.my_units import part_of
from elearn.store.queries.org import placements
from elearn.store.queries.unit_courses import UnitCourse, unit_courses
from elearn.web import language
from elearn.web.db import session
from elearn.web.guard import requires, tree, within
from elearn.web.manager.asked import is_unit_gone, unit_asked
from elearn.web.manager.blueprint import pages
from elearn.web.site import site
from elearn.web.tenant import municipality_id

YEARS = 2
FIRST_YEAR = 2023
"""The law is of that year."""


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    figures: Sequence[Coverage | None]
    """One a day; None where nothing may be shown."""
    is_sheltering: Sequence[bool]
    """Whether they are hidden only because a smaller group could be worked out from them."""
    is_known: Sequence[bool]
    """Whether the unit was there that day, and the course was asked of anybody."""


@dataclass(frozen=True, slots=True)
class CourseTable:
    title: str
    lines: Sequence[Line]
    """The units next below; those that were there on one of the days."""
    whole: Line


@pages.get("/units/follow-up")
@requires(Permission.SEE_COUNTS)
def follow_up() -> ResponseReturnValue:
    """No names, and no figure from which a small group could be worked out."""
    today = site().today()
    named, counted = within(Permission.SEE_UNIT_STATUS), within(Permission.SEE_COUNTS)
    scope = part_of(tree(), named | counted)
    asked = unit_asked()
    top = asked if asked and asked in scope else scope.roots[0]
    years = _years(today)
    days = [date(years[0] - 1, 12, 31), *(min(date(year, 12, 31), today) for year in years)]
    placed = placements(session(), municipality_id())
    courses = unit_courses(session(), municipality_id(), today)
    duties = _duties(top, days[0], days[-1])
    required = [each for each in courses if any(duty.course == each.id for duty in duties)]
    tables = [_table(each, duties, top, named, counted, placed, days) for each in required]
    return render_template(
        "manager/follow_up.html",
        name=scope.name(top),
        tops=[(str(each), scope.name(each)) for each in (*scope.roots, *_below(scope))],
        top=top,
        is_unit_gone=is_unit_gone(scope),
        years=years,
        last_years=range(today.year, FIRST_YEAR, -1),
        days=days,
        today=today,
        duties=duties,
        today_tree=tree(),
        tables=tables,
        is_hidden=any(_is_hidden(each.whole) for each in tables),
        voluntary=[each.title(language.chosen()) for each in courses if each not in required],
        ways=_ways(years) if top in tree().roots else None,
        meetings=meetings_by_year(session(), municipality_id(), years),
        kinds=[kind.value for kind in EvidenceKind],
        is_all_named=named.issuperset(scope),
        smallest_group=SMALLEST_GROUP,
    )


def _years(today: date) -> list[int]:
    """Those up to `to`, or up to now where it makes no sense."""
    text = request.args.get("to", "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today.year
    last = wanted if FIRST_YEAR < wanted <= today.year else today.year
    return list(range(last - YEARS + 1, last + 1))


def _below(scope: OrgTree) -> list[UUID]:
    return [unit for root in scope.roots for unit in scope.children(root)]


def _duties(top: UUID, first: date, last: date) -> list[DutyRow]:
    """Those that asked something of anybody in *top* in these years."""
    rows = duty_rows(session(), municipality_id(), language.chosen(), site().today())
    org = tree()
    return [
        row
        for row in rows
        if row.from_on <= last
        and (row.to_on is None or row.to_on > first)
        and any(org.is_within(top, unit) or org.is_within(unit, top) for unit in row.units)
    ]


def _table(
    course: UnitCourse,
    duties: Sequence[DutyRow],
    top: UUID,
    named: frozenset[UUID],
    counted: frozenset[UUID],
    placed: Sequence[Placement],
    days: Sequence[date],
) -> CourseTable:
    found = [
        coverage_day(
            session(), municipality_id(), course, top, named, counted, placed, tree(), day=day
        )
        for day in days
    ]
    below = dict.fromkeys(
        unit for each in reversed(found) if each.is_whole for unit in each.tree.children(top)
    )
    running = [Interval(each.from_on, each.to_on) for each in duties if each.course == course.id]
    asked = [any(each.contains(day) for each in running) for day in days]
    return CourseTable(
        course.title(language.chosen()),
        [_line(unit, found, asked) for unit in below],
        _line(top, found, asked),
    )


def _line(unit: UUID, found: Sequence[CoverageDay], asked: Sequence[bool]) -> Line:
    """Called as on the last of the days on which it was there."""
    return Line(
        next((each.tree.name(unit) for each in reversed(found) if unit in each.tree), ""),
        [each.coverage.get(unit) for each in found],
        [unit in each.sheltering for each in found],
        [
            is_asked and unit in each.tree and each.is_whole
            for each, is_asked in zip(found, asked, strict=True)
        ],
    )


def _is_hidden(line: Line) -> bool:
    return any(
        is_known and coverage is None
        for coverage, is_known in zip(line.figures, line.is_known, strict=True)
    )


def _ways(years: Sequence[int]) -> Mapping[str, Sequence[int | None]]:
    """People by kind of evidence, one figure a year; None for fewer than may be shown."""
    counted = people_by_way(session(), municipality_id(), years)
    return {
        kind.value: [
            people if visible(people) or not people else None
            for people in (counted.get((year, kind.value), 0) for year in years)
        ]
        for kind in EvidenceKind
    }
