"""One unit and everything under it: figures, parts, who is due."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.record.completion import Status
from elearn.store.queries.unit_courses import UnitCourse, unit_courses
from elearn.store.queries.unit_page import UnitOverview, unit_overview
from elearn.store.queries.unit_people import UnitPerson, is_late
from elearn.store.queries.unit_report import (
    Shown,
    UnitFigures,
    UnitReport,
    Wanted,
    unit_report,
)
from elearn.store.queries.withdrawn import waiting_duties
from elearn.web import language
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import may, requires, tree, within
from elearn.web.manager.asked import (
    course_asked,
    day_asked,
    is_course_gone,
    is_filter_gone,
    list_asked,
    page_asked,
    without_a_gone_unit,
)
from elearn.web.manager.blueprint import pages
from elearn.web.manager.decision_forms import SeveralForm
from elearn.web.manager.figures import PAGE_ROWS, Page, page_count, parts_of
from elearn.web.manager.forms import choice
from elearn.web.manager.trend import trend_of
from elearn.web.manager.unit_rows import columns, unit_names
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.web.viewed import note_names_shown
from elearn.wording.statuses import NOT_ASKED, PARTS, STATUSES

Choice = tuple[str, str]


@pages.get("/units/<uuid:unit_id>")
@requires(Permission.SEE_UNIT_STATUS, unit="unit_id")
def unit(unit_id: UUID) -> ResponseReturnValue:
    try:
        day = day_asked(site().today())
    except Refusal as refusal:
        return _without_a_day(unit_id, refusal), 422
    courses = unit_courses(session(), municipality_id(), day)
    course = course_asked(courses)
    overview = overview_of(unit_id, course)
    report = overview.figures
    wanted = without_a_gone_unit(list_asked(), report.tree)
    note_names_shown(unit_id, "manager.unit", day)
    shown = _page(overview)
    return render_template(
        "manager/unit.html",
        **_frame(unit_id),
        day=day,
        courses=[(each.id, each.title(language.chosen())) for each in courses],
        course=course,
        course_title=course.title(language.chosen()) if course else "",
        is_course_gone=is_course_gone(courses),
        is_filter_gone=is_filter_gone(report.tree),
        report=report,
        trend=trend_of(unit_id, course, day, seen_by=Permission.SEE_UNIT_STATUS),
        coverage=report.coverage,
        parts=parts_of(report.coverage),
        page=shown,
        several=_several(unit_id, shown.rows) if day == site().today() else None,
        branches=report.parts,
        columns=columns(),
        is_late=is_late,
        unit_names=lambda person: unit_names(person, report),
        wanted=wanted,
        statuses=_status_choices(),
        units=_unit_choices(report),
        kept=kept(course, wanted),
        is_out_of_use=course is not None
        and bool(waiting_duties(session(), municipality_id(), course.duties, day)),
    )


def _several(unit_id: UUID, people: Sequence[UnitPerson]) -> SeveralForm | None:
    """Those of whom the course is asked, to be ticked; None where there is nobody."""
    asked = [each for each in people if each.status is not None]
    if not asked or not may(Permission.DECIDE_FOR_COLLEAGUES, unit_id):
        return None
    form = SeveralForm(formdata=None)
    form.person.choices = [choice(str(each.person), each.name) for each in asked]
    return form


def overview_of(unit_id: UUID, course: UnitCourse | None) -> UnitOverview:
    """What the page shows, by its address."""
    return unit_overview(
        session(),
        municipality_id(),
        unit_id,
        course,
        list_asked(),
        within(Permission.SEE_UNIT_STATUS),
        tree(),
        on=day_asked(site().today()),
    )


def _page(overview: UnitOverview) -> Page[UnitPerson]:
    pages_in_all = page_count(overview.total)
    number = page_asked(pages_in_all)
    first = (number - 1) * PAGE_ROWS
    rows = overview.people(first, first + PAGE_ROWS)
    return Page(rows, number, pages_in_all, overview.total)


def report_of(unit_id: UUID, course: UnitCourse | None) -> UnitReport:
    """What the files show, by the address of the page."""
    return unit_report(
        session(),
        municipality_id(),
        unit_id,
        course.duties if course else (),
        list_asked(),
        within(Permission.SEE_UNIT_STATUS),
        tree(),
        on=day_asked(site().today()),
    )


def kept(course: UnitCourse | None, wanted: Wanted) -> Mapping[str, str]:
    """What a file's address repeats of the page's, so that it holds the same rows."""
    said = {
        "course": course.id if course else "",
        "on": request.args.get("on", ""),
        "status": wanted.status.value,
        "unit": str(wanted.unit or ""),
        "q": wanted.text,
        "sort": wanted.sort,
    }
    return {name: value for name, value in said.items() if value}


def _frame(unit_id: UUID) -> dict[str, Any]:
    """What the page says about the unit itself, whatever the day."""
    mine = within(Permission.SEE_UNIT_STATUS)
    return {
        "unit_id": unit_id,
        "today": site().today(),
        "name": tree().name(unit_id),
        "above": [(each, tree().name(each)) for each in tree().path(unit_id)[:-1] if each in mine],
        "today_tree": tree(),
        "may_export": may(Permission.EXPORT_UNIT, unit_id),
        "may_add": may(Permission.ADD_COLLEAGUE, unit_id),
        "may_appoint": may(Permission.APPOINT_DEPUTY, unit_id),
        "may_decide": may(Permission.DECIDE_FOR_COLLEAGUES, unit_id),
        "may_meet": may(Permission.RUN_MEETINGS, unit_id),
        "may_issue_slips": may(Permission.ISSUE_SLIP, unit_id),
    }


def _without_a_day(unit_id: UUID, refusal: Refusal) -> str:
    """No names: it is not known of which day."""
    return render_template(
        "manager/unit.html",
        **_frame(unit_id),
        report=None,
        day_error=refused(refusal),
        page_has_errors=True,
    )


def _status_choices() -> list[Choice]:
    words = [(status.value, _(PARTS[status])) for status in STATUSES]
    return [
        (Shown.ASKED.value, _("Everybody who has to take it")),
        (Shown.TO_DO.value, _("Something left to do")),
        (Shown.LATE.value, _("Everybody overdue")),
        *sorted(words, key=lambda choice: list(PARTS).index(Status(choice[0]))),
        (Shown.NOT_ASKED.value, _(NOT_ASKED)),
    ]


def _unit_choices(report: UnitFigures) -> list[Choice]:
    named = [(str(each), _indented(report, each)) for each in report.tree]
    return [("", _("All units")), *named[1:]] if len(named) > 1 else []


def _indented(report: UnitFigures, unit: UUID) -> str:
    depth = max(0, report.tree.depth(unit) - 1)
    return "\N{NO-BREAK SPACE}" * 3 * depth + report.tree.name(unit)
