"""Who has to take which course, how soon, and for how long it lasts."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from elearn.domain.errors import Refusal
from elearn.domain.people.aid import families_of
from elearn.domain.people.intervals import later
from elearn.domain.people.permissions import Permission
from elearn.domain.record.duty import Need
from elearn.services import duties as service
from elearn.store.queries.duties import (
    DutyRow,
    OfferedCourse,
    duty_rows,
    families_in_use,
    offered_courses,
)
from elearn.web import language
from elearn.web.admin.blueprint import pages
from elearn.web.admin.fields import CheckboxesField, DayField, choice, one_line, unit_choices
from elearn.web.db import session
from elearn.web.forms import Form, add_refusal
from elearn.web.guard import actor, requires, tree, within
from elearn.web.site import site
from elearn.web.tenant import municipality_id

ALL, THESE, ONE_OF = "all", "these", "one-of"
FIELD_OF_REFUSAL = {
    "duty-without-units": "units",
    "unit-not-found": "units",
    "aid-families-malformed": "aid_families",
    "renewal-not-within-validity": "renewal_days",
    "duty-without-modules": "modules",
    "duty-modules-unknown": "modules",
    "ends-before-it-starts": "from_on",
}


class DutyForm(Form):
    which = RadioField(
        _l("What has to be taken?"),
        choices=[
            choice(ALL, _l("The whole course")),
            choice(THESE, _l("These modules")),
            choice(ONE_OF, _l("One of these modules")),
        ],
        validators=[InputRequired(_l("Choose what has to be taken."))],
    )
    modules = CheckboxesField(
        _l("Modules"), description=_l("Only if the whole course is not required.")
    )
    units = CheckboxesField(_l("Units"), description=_l("Each with everything under it."))
    aid_families = StringField(
        _l("Occupations (AID)"),
        description=_l(
            "The beginnings of occupation codes, with spaces between. Leave it empty for every "
            "occupation."
        ),
        filters=[one_line],
        validators=[Length(max=300)],
    )
    due_days = IntegerField(
        _l("Days to take it in"),
        description=_l("Counted from the first day of the employment, or of the duty."),
        validators=[
            InputRequired(_l("Give a number of days.")),
            NumberRange(0, service.LONGEST_DAYS),
        ],
    )
    valid_days = IntegerField(
        _l("Days it is valid"),
        description=_l("Two years are 730 days. Leave it empty if it never has to be renewed."),
        validators=[Optional(), NumberRange(1, service.LONGEST_DAYS)],
    )
    renewal_days = IntegerField(
        _l("Days for renewal"),
        description=_l("The last days of the validity, when it is time to renew."),
        validators=[
            InputRequired(_l("Give a number of days; 0 for none.")),
            NumberRange(0, service.LONGEST_DAYS),
        ],
    )
    from_on = DayField(_l("First day"), validators=[InputRequired(_l("Choose the first day."))])


class EndForm(Form):
    on = DayField(
        _l("Last day"),
        description=_l("Nobody has to take the course after it. What people have completed stays."),
        validators=[InputRequired(_l("Choose the last day."))],
    )


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
    )


@pages.route("/duties/new/<course_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DUTIES)
def new_duty(course_id: str) -> ResponseReturnValue:
    course = _course(course_id)
    form = _form(course)
    if not form.is_submitted():
        _fill_with_defaults(form, course)
    return _answered(form, course, None)


@pages.route("/duties/<uuid:duty_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DUTIES)
def duty(duty_id: UUID) -> ResponseReturnValue:
    row = _row(duty_id)
    course = _course(row.course)
    form = _form(course)
    if not form.is_submitted():
        _fill_with(form, row, course)
    return _answered(form, course, duty_id)


@pages.route("/duties/<uuid:duty_id>/end", methods=["GET", "POST"])
@requires(Permission.EDIT_DUTIES)
def end_duty(duty_id: UUID) -> ResponseReturnValue:
    row = _row(duty_id)
    form = EndForm()
    if not form.is_submitted():
        form.on.data = site().today()
    if not form.validate_on_submit():
        return _end_page(row, form), 422 if form.errors else 200
    assert form.on.data
    try:
        service.end_duty(_act(), duty_id, later(form.on.data, 1))
    except Refusal as refusal:
        session().rollback()
        add_refusal(form.on, refusal)
        return _end_page(row, form), 422
    session().commit()
    flash(_("The duty ends."), "success")
    return redirect(url_for(".duties"), code=303)


def _answered(form: DutyForm, course: OfferedCourse, duty_id: UUID | None) -> ResponseReturnValue:
    """The form; with `preview` sent, how many people it would concern; else it is saved."""
    if not form.validate_on_submit():
        return _page(form, course, duty_id), 422 if form.errors else 200
    try:
        wanted = _wanted(form, course)
        if "preview" in request.form:
            return _page(form, course, duty_id, concerned=_concerned(wanted))
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
        service.set_duty(_act(), wanted)
    else:
        service.change_duty(_act(), duty_id, wanted)


def _wanted(form: DutyForm, course: OfferedCourse) -> service.Wanted:
    """Raises: Refusal `duty-without-modules`, `duty-without-units`, `aid-families-malformed`."""
    assert form.from_on.data
    chosen = tuple(form.modules.data or ())
    if form.which.data != ALL and not chosen:
        raise Refusal("duty-without-modules")
    if not form.units.data:
        raise Refusal("duty-without-units")
    return service.Wanted(
        course=course.id,
        modules=() if form.which.data == ALL else chosen,
        need=Need.ONE_OF if form.which.data == ONE_OF else Need.ALL,
        units=frozenset(map(UUID, form.units.data)),
        aid_families=families_of(form.aid_families.data or ""),
        due_days=form.due_days.data or 0,
        valid_days=form.valid_days.data,
        renewal_days=form.renewal_days.data or 0,
        from_on=form.from_on.data,
    )


def _concerned(wanted: service.Wanted) -> int:
    return service.people_concerned(
        session(), municipality_id(), wanted.units, wanted.aid_families, tree(), site().today()
    )


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


def _form(course: OfferedCourse) -> DutyForm:
    form = DutyForm()
    form.modules.choices = [choice(id, title) for id, title in course.modules]
    form.units.choices = unit_choices(tree(), within(Permission.EDIT_DUTIES))
    return form


def _fill_with_defaults(form: DutyForm, course: OfferedCourse) -> None:
    """What the course proposes; the whole of what the coordinator coordinates."""
    own = within(Permission.EDIT_DUTIES)
    form.which.data = ALL
    form.modules.data = []
    form.units.data = [str(unit) for unit in own if tree().parent(unit) not in own]
    form.due_days.data = _number(course.defaults, "due_days", 60)
    form.valid_days.data = _number(course.defaults, "valid_days", None)
    form.renewal_days.data = _number(course.defaults, "renewal_days", 0)
    form.from_on.data = site().today()


def _fill_with(form: DutyForm, row: DutyRow, course: OfferedCourse) -> None:
    published = [id for id, _title in course.modules]
    is_whole = row.need == Need.ALL and set(row.modules) >= set(published)
    form.which.data = ALL if is_whole else ONE_OF if row.need == Need.ONE_OF else THESE
    form.modules.data = [] if is_whole else list(row.modules)
    form.units.data = [str(unit) for unit in row.units]
    form.aid_families.data = " ".join(sorted(row.aid_families))
    form.due_days.data = row.due_days
    form.valid_days.data = row.valid_days
    form.renewal_days.data = row.renewal_days
    form.from_on.data = row.from_on


def _number(defaults: Mapping[str, object], key: str, otherwise: int | None) -> int | None:
    found = defaults.get(key)
    return found if isinstance(found, int) else otherwise


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


def _page(
    form: DutyForm,
    course: OfferedCourse,
    duty_id: UUID | None,
    concerned: int | None = None,
) -> str:
    own = within(Permission.EDIT_DUTIES)
    return render_template(
        "admin/duty.html",
        form=form,
        course=course,
        duty_id=duty_id,
        concerned=concerned,
        families=families_in_use(session(), municipality_id(), own, site().today()),
    )


def _end_page(row: DutyRow, form: EndForm) -> str:
    return render_template("admin/end_duty.html", row=row, form=form)
