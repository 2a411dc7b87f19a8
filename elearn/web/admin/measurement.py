"""How groups tell signals from look-alikes, or why nothing is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.people.intervals import months_later
from elearn.domain.people.permissions import Permission
from elearn.domain.recognition.disclosure import FEWEST_ANSWERS, SMALLEST_PERFORMANCE
from elearn.domain.recognition.group_report import GroupReport, group_report
from elearn.domain.recognition.group_snapshot import GroupSnapshot
from elearn.domain.recognition.own_result import PAIRS
from elearn.domain.recognition.quarter import MONTHS, quarter_of, told_in
from elearn.services.panel import has_own_votes
from elearn.store.queries import catalogue
from elearn.store.queries.measured_groups import latest_snapshot
from elearn.store.queries.measurement import Form, forms
from elearn.web import language
from elearn.web.admin.blueprint import pages
from elearn.web.db import session
from elearn.web.guard import requires, tree, within
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.wording.measurement import EFFECTS, GROUP_LEANS, GROUP_THRESHOLD


@dataclass(frozen=True)
class Line:
    """A unit that may be shown, with everything below it."""

    name: str
    above: str
    """The unit above it; empty at the top of what the viewer sees."""
    report: GroupReport
    lean: str
    changes: tuple[str, ...]
    """What may be said of the course; empty while too few have measured twice."""


@dataclass(frozen=True)
class Sheet:
    """One course."""

    title: str
    forms: int
    settled: int
    """How many of the forms an own panel has settled."""
    covers: tuple[date, date] | None
    """First day and the day after the last; None while nothing has been fixed."""
    lines: tuple[Line, ...]
    hidden: int
    """How many units of the viewer's show nothing."""


@pages.get("/measurement")
@requires(Permission.SEE_MEASUREMENT)
def measurement() -> ResponseReturnValue:
    return render_template(
        "admin/measurement.html",
        sheets=list(_sheets()),
        next_on=months_later(quarter_of(site().today()), MONTHS),
        smallest=SMALLEST_PERFORMANCE,
        fewest=FEWEST_ANSWERS,
        of_pairs=PAIRS,
    )


def _sheets() -> Iterator[Sheet]:
    """A course without forms has none, unless something was shown of it before."""
    known = published(forms, language.chosen())
    for course in published(catalogue.courses, language.chosen()):
        own = [form for form in known.values() if form.course == course.id]
        found = latest_snapshot(session(), municipality_id(), course.id)
        if own or found:
            yield _sheet(course.title, own, found)


def _sheet(title: str, own: list[Form], found: GroupSnapshot | None) -> Sheet:
    settled = sum(has_own_votes(session(), municipality_id(), form.exercises) for form in own)
    lines = tuple(_lines(found)) if found else ()
    covered = told_in(found.quarter) if found else None
    return Sheet(
        title,
        len(own),
        settled,
        (covered.from_on, covered.end) if covered else None,
        lines,
        len(within(Permission.SEE_MEASUREMENT)) - len(lines),
    )


def _lines(found: GroupSnapshot) -> Iterator[Line]:
    """In the order of the tree, of the viewer's own units alone."""
    own = within(Permission.SEE_MEASUREMENT)
    for unit in tree():
        sums = found.sums(str(unit)) if unit in own else None
        report = group_report(sums) if sums else None
        if report is not None:
            parent = tree().parent(unit)
            above = tree().name(parent) if parent in own and parent else ""
            lean = _(GROUP_LEANS[report.lean])
            yield Line(tree().name(unit), above, report, lean, _changes(report))


def _changes(report: GroupReport) -> tuple[str, ...]:
    if report.change is None:
        return ()
    return _(EFFECTS[report.change.effect]), _(GROUP_THRESHOLD[report.change.threshold])
