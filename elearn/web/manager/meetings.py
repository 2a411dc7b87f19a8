"""Workplace meetings of a unit: planned, and who was there."""

import secrets
from collections.abc import Collection, Mapping
from hashlib import sha256
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from elearn.domain.errors import Refusal
from elearn.domain.people.permissions import Permission
from elearn.domain.recognition.room_vote import FEWEST_VOTERS
from elearn.services import meetings as acts
from elearn.store.queries import catalogue, meeting_pages
from elearn.store.queries import meetings as queries
from elearn.store.queries.colleagues import colleagues, without_a_secret
from elearn.store.queries.meeting_votes import vote_of
from elearn.store.queries.meetings import Listed, MeetingRow
from elearn.web.course_text import course_language
from elearn.web.db import session
from elearn.web.forms import add_refusal, refused
from elearn.web.guard import actor, may, requires, tree, within
from elearn.web.manager.blueprint import pages
from elearn.web.manager.forms import AttendanceForm, MeetingForm, choice
from elearn.web.manager.one_meeting import act, frame, kept_by, listed, meeting_or_404
from elearn.web.published import published
from elearn.web.site import site
from elearn.web.slips import slips_page
from elearn.web.tenant import municipality_id
from elearn.web.viewed import note_names_shown

CODE_DIGITS = 6
OWNER_LETTERS = 16
"""Enough to tell one who ticks from another at the same browser."""
FIELD_OF_REFUSAL = {
    "meeting-too-long-ago": "day",
    "meeting-too-far-ahead": "day",
    "meeting-there-already": "is_another",
}


@pages.get("/meetings/units/<uuid:unit_id>")
@requires(Permission.RUN_MEETINGS, unit="unit_id")
def meetings(unit_id: UUID) -> ResponseReturnValue:
    """Those of the unit and of everything under it, without names."""
    rows = queries.meetings_of(session(), municipality_id(), tree().subtree(unit_id))
    return render_template(
        "manager/meetings.html",
        unit_id=unit_id,
        name=tree().name(unit_id),
        rows=rows,
        titles=published(catalogue.module_titles, course_language()),
        unit_names={row.meeting.unit: tree().name(row.meeting.unit) for row in rows},
        today=site().today(),
    )


@pages.route("/meetings/plan/<uuid:unit_id>", methods=["GET", "POST"])
@requires(Permission.RUN_MEETINGS, unit="unit_id")
def plan_meeting(unit_id: UUID) -> ResponseReturnValue:
    form = MeetingForm()
    modules = _modules()
    form.module.choices = [("", _("Choose a module")), *modules] if modules else []
    if not form.validate_on_submit():
        return _plan_page(unit_id, form), 422 if form.errors else 200
    assert form.day.data
    course, _slash, module = form.module.data.partition("/")
    try:
        made = acts.plan(
            act(),
            unit_id,
            course,
            module,
            form.day.data,
            new_code=_new_code,
            is_another=form.is_another.data,
        )
    except Refusal as refusal:
        add_refusal(form[FIELD_OF_REFUSAL.get(refusal.code, "module")], refusal)
        return _plan_page(unit_id, form, refusal.values.get("meeting")), 422
    session().commit()
    flash(_("The meeting is planned."), "success")
    return redirect(url_for(".meeting", meeting_id=made), code=303)


@pages.get("/meetings/<uuid:meeting_id>")
@requires(Permission.RUN_MEETINGS)
def meeting(meeting_id: UUID) -> ResponseReturnValue:
    """What whoever leads needs, and who was there."""
    row = meeting_or_404(meeting_id)
    staff = listed(row)
    note_names_shown(kept_by(row), "manager.meeting", row.held_on)
    return render_template("manager/meeting.html", **frame(row), **_attended(row, staff))


@pages.post("/meetings/<uuid:meeting_id>/attendance")
@requires(Permission.RUN_MEETINGS)
def note_attended(meeting_id: UUID) -> ResponseReturnValue:
    """Adds those who are ticked; who is not ticked stays as they were, so that two who tick at
    once undo nothing of each other's."""
    row = meeting_or_404(meeting_id)
    try:
        sent = [UUID(value) for value in request.form.getlist("person")]
    except ValueError:
        abort(400)
    new = acts.note_attended(act(), row, sent, [each.person for each in listed(row)])
    session().commit()
    _say_noted(sent, new)
    if request.accept_mimetypes.best == "application/json":  # a script that has kept the ticks
        return "", 204
    return _to_list(row)


def _say_noted(sent: Collection[UUID], new: int) -> None:
    if not sent:
        flash(_("Nobody was ticked. Tick those who were there, and save again."), "warning")
    else:
        flash(
            ngettext("%(num)s person is noted.", "%(num)s people are noted.", new)
            if new
            else _("All of them were noted already."),
            "success",
        )


@pages.post("/meetings/<uuid:meeting_id>/attendance/undo")
@requires(Permission.RUN_MEETINGS)
def undo_attended(meeting_id: UUID) -> ResponseReturnValue:
    row = meeting_or_404(meeting_id)
    named = [
        each.person for each in listed(row) if str(each.person) == request.form.get("person", "")
    ]
    if not named:
        raise Refusal("attendance-not-listed")
    try:
        acts.undo(act(), row, named[0])
    except Refusal as refusal:
        session().rollback()
        flash(refused(refusal), "warning")
        return _to_list(row)
    session().commit()
    flash(_("The tick is undone."), "success")
    return _to_list(row)


@pages.post("/meetings/<uuid:meeting_id>/remove")
@requires(Permission.RUN_MEETINGS)
def remove_meeting(meeting_id: UUID) -> ResponseReturnValue:
    row = meeting_or_404(meeting_id)
    acts.remove(act(), row)
    session().commit()
    flash(_("The meeting is removed."), "success")
    return redirect(url_for(".meetings", unit_id=kept_by(row)), code=303)


@pages.post("/meetings/<uuid:meeting_id>/slips")
@requires(Permission.ISSUE_SLIP)
def meeting_slips(meeting_id: UUID) -> ResponseReturnValue:
    """For those who have yet to confirm and have no password; of them, who works here today."""
    row = meeting_or_404(meeting_id)
    waiting = _to_print(row, listed(row))
    if not waiting:
        flash(_("Everybody who has yet to confirm has a password already."), "info")
        return _to_list(row)
    then = _("Answer three questions about the meeting. They stand first on the start page.")
    return slips_page(waiting, back_url=url_for(".meeting", meeting_id=row.id), then=[then])


def _to_print(row: MeetingRow, staff: list[Listed]) -> list[UUID]:
    known = queries.noted(session(), municipality_id(), row.id)
    waiting = [
        each.person
        for each in staff
        if each.person in known and not known[each.person].is_confirmed
    ]
    units = within(Permission.ISSUE_SLIP)
    here = {one.person for one in colleagues(session(), municipality_id(), units, site().today())}
    without = without_a_secret(session(), municipality_id(), waiting)
    return [person for person in waiting if person in here and person in without]


def _attended(row: MeetingRow, staff: list[Listed]) -> Mapping[str, object]:
    """Names of the own units only; of guests from elsewhere how many."""
    known = queries.noted(session(), municipality_id(), row.id)
    own = {each.person for each in staff}
    absent = [each for each in staff if each.person not in known]
    form = AttendanceForm(formdata=None)
    form.person.choices = [choice(str(each.person), each.name) for each in absent]
    return {
        "staff": staff,
        "noted": known,
        "there": [each for each in staff if each.person in known],
        "absent": absent,
        "form": form,
        "guests": len(known.keys() - own),
        "confirmed": sum(known[each].is_confirmed for each in own & known.keys()),
        "slips": len(_to_print(row, staff)) if may(Permission.ISSUE_SLIP) else 0,
        "fewest_voters": FEWEST_VOTERS,
        "owner": sha256(f"{row.id}{actor().person}".encode()).hexdigest()[:OWNER_LETTERS],
        "has_vote": vote_of(session(), municipality_id(), row.id) is not None,
    }


def _plan_page(unit_id: UUID, form: MeetingForm, already: object = None) -> str:
    """*already* is the meeting that is there."""
    today = site().today()
    staff = queries.staff_of(session(), municipality_id(), list(tree().subtree(unit_id)), today)
    return render_template(
        "manager/plan_meeting.html",
        form=form,
        unit_id=unit_id,
        name=tree().name(unit_id),
        people=len(staff),
        fewest_voters=FEWEST_VOTERS,
        already=already,
    )


def _modules() -> list[tuple[str, str]]:
    """By what they are called, not by the headings of their pages for meetings."""
    titles = published(catalogue.module_titles, course_language())
    return [
        (
            f"{course.course}/{line.module}",
            f"{course.title}: {titles[course.course, line.module].title}",
        )
        for course in published(meeting_pages.meetings, course_language())
        for line in course.lines
    ]


def _new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def _to_list(row: MeetingRow) -> ResponseReturnValue:
    return redirect(url_for(".meeting", meeting_id=row.id, _anchor="attendance"), code=303)
