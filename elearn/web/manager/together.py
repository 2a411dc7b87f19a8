"""The same decided for several colleagues: ticked in a list, looked at, done, undone."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.record.completion import Status
from elearn.domain.record.exemption import ExemptionReason
from elearn.domain.record.extension import offered_day
from elearn.domain.record.noted import Correction, Noted, Proof, Way
from elearn.services import bulk, for_many
from elearn.services.for_many import (
    CORRECTED,
    EXEMPTED,
    KINDS,
    NOTED,
    TIME_GIVEN,
    Deed,
    Outcome,
)
from elearn.store.queries.bulk_acts import BulkRow, own_bulk_acts
from elearn.store.queries.colleagues import Colleague, colleagues
from elearn.store.queries.extensions import duty_by_person
from elearn.store.queries.unit_courses import UnitCourse, unit_courses
from elearn.store.queries.unit_people import people_in_units
from elearn.web import language
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.guard import actor, requires, tree, within
from elearn.web.manager.blueprint import pages
from elearn.web.manager.colleague import act
from elearn.web.manager.decision_forms import (
    CorrectSeveralForm,
    ExemptionForm,
    NotedCourseForm,
    TimeForm,
)
from elearn.web.manager.mistakes import alike
from elearn.web.manager.unit import overview_of
from elearn.web.site import site
from elearn.web.tenant import municipality_id
from elearn.web.viewed import note_names_shown
from elearn.wording.statuses import NOT_ASKED, STATUSES

PLAN, SAVE, BACK = "plan", "save", "back"
FORMS: Mapping[str, Any] = {
    "time": TimeForm,
    "exempt": ExemptionForm,
    "note": NotedCourseForm,
    "correct": CorrectSeveralForm,
}
KIND: Mapping[str, str] = {
    "time": TIME_GIVEN,
    "exempt": EXEMPTED,
    "note": NOTED,
    "correct": CORRECTED,
}


@pages.post("/units/<uuid:unit_id>/together")
@requires(Permission.DECIDE_FOR_COLLEAGUES, unit="unit_id")
def together(unit_id: UUID) -> ResponseReturnValue:
    """The form, the dry run and the act are one address: the button says which of them it is."""
    course, what = _course(), request.form.get("what", "")
    people = _ticked(unit_id, course)
    if course is None or not people or what not in FORMS:
        flash(_("Tick at least one person in the list, and then choose what to do."), "info")
        return redirect(url_for(".unit", unit_id=unit_id, _anchor="people"), code=303)
    form, step = FORMS[what](), request.form.get("step", "")
    if what == "correct":
        form.entries.choices = alike(people, course)
        step = step if form.entries.choices else ""
    page: dict[str, Any] = {
        "unit_id": unit_id,
        "what": what,
        "people": people,
        "course": course,
        "form": form,
    }
    if step not in {PLAN, SAVE}:
        if what == "time" and step != BACK:
            form.until.data = offered_day(site().today(), today=site().today())
        return _page("together", page)
    if not form.validate():
        return _page("together", page), 422
    before = _statuses(people, course)
    outcome = _run(people, course, _deed(what, form, course))
    shown = request.form.get("shown", "")
    if step != SAVE or shown != outcome.fingerprint or not outcome.written:
        told = _told(people, outcome, before, _statuses(people, course))
        session().rollback()
        has_changed = step == SAVE and shown != outcome.fingerprint
        return _page("together_plan", page | {"has_changed": has_changed, **told})
    for_many.keep(act(), KIND[what], outcome)
    session().commit()
    flash(
        ngettext(
            "Done for %(num)s person. You can undo it under “My units” for 30 days.",
            "Done for %(num)s people. You can undo it under “My units” for 30 days.",
            len(outcome.written),
        ),
        "success",
    )
    return redirect(url_for(".unit", unit_id=unit_id, course=course.id, _anchor="people"), code=303)


@pages.post("/units/together/<uuid:bulk_act_id>/undo")
@requires(Permission.DECIDE_FOR_COLLEAGUES)
def undo_together(bulk_act_id: UUID) -> ResponseReturnValue:
    done = next((each for each in done_together() if each.id == bulk_act_id), None)
    if done is None:
        flash(refused(Refusal("bulk-act-gone")), "warning")
        return redirect(url_for(".units"), code=303)
    try:
        undone = bulk.undo(act(), bulk_act_id)
        if not undone.persons <= _mine():
            raise Refusal("bulk-act-elsewhere")
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "warning")
        return redirect(url_for(".units"), code=303)
    session().commit()
    told = _undone(done.kind, len(undone.persons))
    if undone.kept:
        told += " " + ngettext(
            "%(num)s was changed by somebody since and stays.",
            "%(num)s were changed by somebody since and stay.",
            undone.kept,
        )
    flash(told, "success")
    return redirect(url_for(".units"), code=303)


def _undone(kind: str, people: int) -> Any:
    if kind == TIME_GIVEN:
        return ngettext(
            "Undone: %(num)s person has the last day from before again.",
            "Undone: %(num)s people have the last day from before again.",
            people,
        )
    if kind == EXEMPTED:
        return ngettext(
            "Undone: the exemption of %(num)s person is taken back.",
            "Undone: the exemption of %(num)s people is taken back.",
            people,
        )
    if kind == CORRECTED:
        return ngettext(
            "Undone: what was corrected for %(num)s person counts again.",
            "Undone: what was corrected for %(num)s people counts again.",
            people,
        )
    return ngettext(
        "Undone: what was noted for %(num)s person is taken back.",
        "Undone: what was noted for %(num)s people is taken back.",
        people,
    )


def done_together() -> list[BulkRow]:
    """What the actor has done for several and can undo, or has."""
    if not within(Permission.DECIDE_FOR_COLLEAGUES):
        return []
    since = site().now() - timedelta(days=bulk.UNDO_DAYS)
    rows = own_bulk_acts(session(), municipality_id(), actor().person, since)
    return [row for row in rows if row.kind in KINDS]


def _mine() -> frozenset[UUID]:
    """Who works in the own units today."""
    units = within(Permission.DECIDE_FOR_COLLEAGUES)
    everybody = colleagues(session(), municipality_id(), units, site().today())
    return frozenset(each.person for each in everybody)


def _ticked(unit_id: UUID, course: UnitCourse | None) -> list[Colleague]:
    """By name; whoever does not work here today is passed over."""
    sent = set(request.form.getlist("person"))
    if request.form.get("everybody"):
        sent |= _listed(unit_id, course)
    if not sent:
        return []
    units = tree().subtree(unit_id)
    everybody = colleagues(session(), municipality_id(), units, site().today())
    return [each for each in everybody if str(each.person) in sent]


def _listed(unit_id: UUID, course: UnitCourse | None) -> set[str]:
    """Those of whom the course is asked, on every page of the list that the ticks stood under."""
    overview = overview_of(unit_id, course)
    every = overview.people(0, overview.total)
    return {str(each.person) for each in every if each.status is not None}


def _course() -> UnitCourse | None:
    wanted = request.form.get("course", "")
    courses = unit_courses(session(), municipality_id(), site().today())
    return next((each for each in courses if each.id == wanted), None)


def _deed(what: str, form: Any, course: UnitCourse) -> Deed:
    """*form* is valid."""
    if what == "time":
        return for_many.giving_time(form.until.data)
    if what == "exempt":
        return for_many.exempting(ExemptionReason(form.reason.data), form.until.data)
    if what == "correct":
        reason = Correction(form.reason.data)
        return for_many.correcting(course.id, form.entries.data, reason)
    noted = Noted(Way(form.way.data), Proof(form.proof.data), form.day.data)
    return for_many.noting_course(noted)


def _run(people: Sequence[Colleague], course: UnitCourse, deed: Deed) -> Outcome:
    persons = [each.person for each in people]
    duties = duty_by_person(session(), municipality_id(), course.duties, persons, site().today())
    return for_many.run(act(), deed, persons, duties)


Statuses = Mapping[UUID, Status | None]


def _statuses(people: Sequence[Colleague], course: UnitCourse) -> Statuses:
    """Of each of *people* as it is in this transaction, the most pressing."""
    found = people_in_units(
        session(),
        municipality_id(),
        course.duties,
        {each.unit for each in people},
        site().today(),
        among=[each.person for each in people],
    )
    return {each.person: each.status for each in found}


def _told(
    people: Sequence[Colleague], outcome: Outcome, before: Statuses, after: Statuses
) -> dict[str, Any]:
    """Whom it would be done for and what it changes for them, and who is left out and why."""
    return {
        "done": [
            (each.name, _word(before[each.person]), _word(after[each.person]))
            for each in people
            if each.person in outcome.written
        ],
        "left_out": [
            (each.name, refused(outcome.left_out[each.person]))
            for each in people
            if each.person in outcome.left_out
        ],
        "shown": outcome.fingerprint,
    }


def _word(status: Status | None) -> Any:
    return _(STATUSES[status] if status else NOT_ASKED)


def _page(name: str, page: Mapping[str, Any]) -> str:
    titles = {
        "time": _("More time for several"),
        "exempt": _("Exempt several"),
        "note": _("Note training done elsewhere for several"),
        "correct": _("Correct a mistake for several"),
    }
    drawn = render_template(
        f"manager/{name}.html",
        **page,
        unit_name=tree().name(page["unit_id"]),
        title=titles[page["what"]],
        course_title=page["course"].title(language.chosen()),
        sent=_sent(page["form"]),
    )
    note_names_shown(page["unit_id"], "manager.together", site().today())
    return drawn


def _sent(form: Any) -> list[tuple[str, str]]:
    """What the next page has to send again."""
    return [
        (field.name, value)
        for field in form
        if field.name != "csrf_token"
        for value in request.form.getlist(field.name)
    ]
