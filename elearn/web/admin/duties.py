"""Who has to take which course, how soon, and for how long it lasts."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import later, months_later
from elearn.domain.people.permissions import Permission
from elearn.services import duties as service
from elearn.services import duties_ahead
from elearn.services.duty_preview import Foreseen, foresee_change, foresee_end, foresee_new
from elearn.store.queries.duties import (
    DutyRow,
    OfferedCourse,
    duty_rows,
    families_in_use,
    offered_courses,
)
from elearn.store.queries.withdrawn import waiting_duties
from elearn.web import language
from elearn.web.admin.blueprint import pages
from elearn.web.admin.due_dates import done_for_many
from elearn.web.admin.duty_form import (
    FIELD_OF_REFUSAL,
    DutyForm,
    EndForm,
    duty_form,
    fill_with,
    fill_with_defaults,
    narrowed,
    wanted_by,
)
from elearn.web.admin.duty_moves import shown_moves
from elearn.web.db import read_first, session, write_now
from elearn.web.forms import add_refusal
from elearn.web.guard import actor, requires, tree, within
from elearn.web.site import site
from elearn.web.tenant import municipality_id

STEP, SAVE, BACK = "step", "save", "back"
MONTHS_NOT_FAR = 12
"""A last day after so many is asked about: it may be a slip of the pen."""


@pages.get("/duties")
@requires(Permission.EDIT_DUTIES)
def duties() -> ResponseReturnValue:
    rows = duty_rows(session(), municipality_id(), language.chosen(), site().today())
    running = {row.course for row in rows if _is_lasting(row)}
    free = [course for course in _courses() if course.id not in running and course.modules]
    return render_template(
        "admin/duties.html",
        rows=rows,
        free=free,
        tree=tree(),
        may_change={row.id for row in rows if _is_own(row)},
        is_lasting=_is_lasting,
        narrowed=narrowed,
        done_for_many=done_for_many(),
        waiting=waiting_duties(
            session(), municipality_id(), [row.id for row in rows], site().today()
        ),
    )


@pages.route("/duties/new/<course_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DUTIES)
def new_duty(course_id: str) -> ResponseReturnValue:
    read_first()
    course = _course(course_id)
    form = duty_form(course)
    if not form.is_submitted():
        fill_with_defaults(form, course)
    return _answered(form, course, None)


@pages.route("/duties/<uuid:duty_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DUTIES)
def duty(duty_id: UUID) -> ResponseReturnValue:
    read_first()
    row = _row(duty_id)
    course = _course(row.course)
    form = duty_form(course)
    if not form.is_submitted():
        fill_with(form, row, course)
    return _answered(form, course, duty_id)


@pages.route("/duties/<uuid:duty_id>/end", methods=["GET", "POST"])
@requires(Permission.EDIT_DUTIES)
def end_duty(duty_id: UUID) -> ResponseReturnValue:
    read_first()
    row = _row(duty_id)
    form = EndForm()
    if not form.is_submitted():
        form.on.data = site().today()
    if not form.validate_on_submit():
        return _end_page(row, form), 422 if form.errors else 200
    step = request.form.get(STEP)
    if step == BACK:
        return _end_page(row, form)
    assert form.on.data
    to_on = later(form.on.data, 1)
    try:
        if step != SAVE:
            return _end_preview_page(foresee_end(_act(), duty_id, to_on), row, form.on.data)
        ahead = duties_ahead.of_end(_act(), duty_id, to_on)
        write_now()
        is_ended = service.end_duty(_act(), duty_id, to_on, ahead)
    except Refusal as refusal:
        session().rollback()
        add_refusal(form.on, refusal)
        return _end_page(row, form), 422
    session().commit()
    if is_ended:
        flash(_("The duty ends."), "success")
    else:
        flash(_("The duty already ends earlier. Nothing was changed."), "info")
    return redirect(url_for(".duties"), code=303)


def _answered(form: DutyForm, course: OfferedCourse, duty_id: UUID | None) -> ResponseReturnValue:
    """The form; once it is filled in, what it would mean; saved only from there."""
    if not form.validate_on_submit():
        return _page(form, course, duty_id), 422 if form.errors else 200
    step = request.form.get(STEP)
    if step == BACK:
        return _page(form, course, duty_id)
    try:
        wanted = wanted_by(form, course)
        if step != SAVE:
            return _preview_page(_foreseen(wanted, duty_id), course, duty_id)
        _save(wanted, duty_id)
    except Refusal as refusal:
        session().rollback()
        add_refusal(form[FIELD_OF_REFUSAL.get(refusal.code, "which")], refusal)
        return _page(form, course, duty_id), 422
    session().commit()
    flash(_("The duty is saved."), "success")
    return redirect(url_for(".duties"), code=303)


def _save(wanted: service.Wanted, duty_id: UUID | None) -> None:
    if duty_id is None:
        ahead = duties_ahead.of_new(_act(), wanted)
        write_now()
        service.set_duty(_act(), wanted, ahead)
    else:
        ahead = duties_ahead.of_change(_act(), duty_id, wanted)
        write_now()
        service.change_duty(_act(), duty_id, wanted, ahead)


def _foreseen(wanted: service.Wanted, duty_id: UUID | None) -> Foreseen:
    if duty_id is None:
        return foresee_new(_act(), wanted)
    return foresee_change(_act(), duty_id, wanted)


def _act() -> service.Act:
    return service.Act(
        session(),
        municipality_id(),
        actor().person,
        tree(),
        within(Permission.EDIT_DUTIES),
        site().new_id,
        site().now(),
        site().today(),
    )


def _courses() -> Sequence[OfferedCourse]:
    return offered_courses(session(), municipality_id(), language.chosen())


def _course(course_id: str) -> OfferedCourse:
    found = next((course for course in _courses() if course.id == course_id), None)
    if found is None:
        abort(404)
    return found


def _row(duty_id: UUID) -> DutyRow:
    """A duty that asks of units which are not the coordinator's is not theirs to change."""
    rows = duty_rows(session(), municipality_id(), language.chosen(), site().today())
    found = next((row for row in rows if row.id == duty_id), None)
    if found is None or not _is_own(found):
        abort(404)
    return found


def _is_own(row: DutyRow) -> bool:
    there = {unit for unit in row.units if unit in tree()}
    return there <= within(Permission.EDIT_DUTIES)


def _is_lasting(row: DutyRow) -> bool:
    return row.to_on is None or row.to_on > site().today()


def _page(form: DutyForm, course: OfferedCourse, duty_id: UUID | None) -> str:
    own = within(Permission.EDIT_DUTIES)
    return render_template(
        "admin/duty.html",
        form=form,
        course=course,
        duty_id=duty_id,
        families=families_in_use(session(), municipality_id(), own, site().today()),
    )


def _preview_page(foreseen: Foreseen, course: OfferedCourse, duty_id: UUID | None) -> str:
    """With all that was sent, so that it can be saved or gone back to."""
    return render_template(
        "admin/duty_preview.html",
        foreseen=foreseen,
        moves=shown_moves(foreseen),
        course=course,
        duty_id=duty_id,
        sent=[
            (name, value)
            for name, value in request.form.items(multi=True)
            if name not in {"csrf_token", STEP}
        ],
        today=site().today(),
    )


def _end_page(row: DutyRow, form: EndForm) -> str:
    return render_template("admin/end_duty.html", row=row, form=form)


def _end_preview_page(foreseen: Foreseen, row: DutyRow, on: date) -> str:
    today = site().today()
    return render_template(
        "admin/end_duty_preview.html",
        foreseen=foreseen,
        moves=shown_moves(foreseen),
        row=row,
        on=on,
        ends_before=row.to_on is not None and row.to_on <= later(on, 1),
        is_far=on > months_later(today, MONTHS_NOT_FAR),
    )
