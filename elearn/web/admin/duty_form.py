"""The form of a duty: filled with what is, read as what is wanted."""

from collections.abc import Mapping
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length, Optional

from elearn.domain.errors import Refusal
from elearn.domain.people.aid import families_of
from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.permissions import Permission, Role
from elearn.domain.record.duty import DueFrom, Need
from elearn.domain.record.reminders import USUAL
from elearn.services.duties import LONGEST_DAYS, Wanted
from elearn.services.roles import GRANTED
from elearn.store.queries.duties import DutyRow, OfferedCourse
from elearn.web.admin.due_fields import (
    FIELD_OF_REFUSAL as FIELD_OF_DUE_REFUSAL,
)
from elearn.web.admin.due_fields import USUAL_WORKING_DAYS, DueFields
from elearn.web.admin.fields import (
    CheckboxesField,
    DayField,
    WholeNumberField,
    choice,
    one_line,
    unit_choices,
)
from elearn.web.admin.reminder_fields import (
    FIELD_OF_REFUSAL as FIELD_OF_REMINDER_REFUSAL,
)
from elearn.web.admin.reminder_fields import ReminderFields, fill_with_ladder, ladder_of
from elearn.web.admin.roles import ROLE_LABELS
from elearn.web.forms import Form
from elearn.web.guard import tree, within
from elearn.web.site import site
from elearn.wording.imports import EMPLOYMENT_KINDS

ALL, THESE, ONE_OF = "all", "these", "one-of"
WHICH = (
    (ALL, _l("The whole course")),
    (THESE, _l("These modules")),
    (ONE_OF, _l("One of these modules")),
)
FIELD_OF_REFUSAL = {
    **FIELD_OF_REMINDER_REFUSAL,
    **FIELD_OF_DUE_REFUSAL,
    "duty-without-units": "units",
    "unit-not-found": "units",
    "aid-families-malformed": "aid_families",
    "duty-validity-outside": "valid_days",
    "renewal-not-within-validity": "renewal_days",
    "duty-without-modules": "modules",
    "duty-modules-unknown": "modules",
    "duty-first-day-outside": "from_on",
    "ends-before-it-starts": "from_on",
    "change-of-the-first-day-too": "from_on",
    "change-holds-from-later": "holds_from",
}


class DutyForm(DueFields, ReminderFields):
    which = RadioField(
        _l("What has to be taken?"),
        choices=[choice(which, text) for which, text in WHICH],
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
    employment_kinds = CheckboxesField(
        _l("Kinds of employment"), description=_l("Choose none for every kind.")
    )
    roles = CheckboxesField(
        _l("Roles"),
        description=_l(
            "Choose none for everybody. Otherwise only those who hold one of the roles have to "
            "take it, not their deputies."
        ),
    )
    valid_days = WholeNumberField(
        _l("Days it is valid"),
        lowest=1,
        highest=LONGEST_DAYS,
        description=_l("Two years are 730 days. Leave it empty if it never has to be renewed."),
        validators=[Optional()],
    )
    renewal_days = WholeNumberField(
        _l("Days for renewal"),
        lowest=0,
        highest=LONGEST_DAYS,
        description=_l("The last days of the validity, when it is time to renew."),
        validators=[InputRequired(_l("Give a number of days; 0 for none."))],
    )
    from_on = DayField(_l("First day"), validators=[InputRequired(_l("Choose the first day."))])
    holds_from = DayField(
        _l("The change holds from"),
        description=_l(
            "What was asked before that day stays as it was, and whoever has a last day keeps it. "
            "Leave it empty, and the change holds from the first day of the duty."
        ),
        validators=[Optional()],
    )


class EndForm(Form):
    on = DayField(
        _l("Last day"),
        description=_l("Nobody has to take the course after it. What people have completed stays."),
        validators=[InputRequired(_l("Choose the last day."))],
    )


def duty_form(course: OfferedCourse) -> DutyForm:
    form = DutyForm()
    if course.need is Need.ONE_OF:
        words = {ALL: _("One module of the course, whichever suits the person")}
        form.which.choices = [choice(which, words.get(which, text)) for which, text in WHICH]
    form.modules.choices = [choice(id, title) for id, title in course.modules]
    form.units.choices = unit_choices(tree(), within(Permission.EDIT_DUTIES))
    form.employment_kinds.choices = [
        choice(kind.value, _(text)) for kind, text in EMPLOYMENT_KINDS.items()
    ]
    form.roles.choices = [choice(role.value, ROLE_LABELS[role]) for role in GRANTED]
    return form


def fill_with_defaults(form: DutyForm, course: OfferedCourse) -> None:
    """What the course proposes; the whole of what the coordinator coordinates."""
    own = within(Permission.EDIT_DUTIES)
    form.which.data = ALL
    form.modules.data = []
    form.units.data = [str(unit) for unit in own if tree().parent(unit) not in own]
    form.due_days.data = _number(course.defaults, "due_days", 60)
    form.valid_days.data = _number(course.defaults, "valid_days", None)
    form.renewal_days.data = _number(course.defaults, "renewal_days", 0)
    form.from_on.data = site().today()
    form.least_working_days.data = USUAL_WORKING_DAYS
    fill_with_ladder(form, USUAL)


def fill_with(form: DutyForm, row: DutyRow, course: OfferedCourse) -> None:
    published = [id for id, _title in course.modules]
    is_whole = row.need == course.need and set(row.modules) >= set(published)
    form.which.data = ALL if is_whole else ONE_OF if row.need == Need.ONE_OF else THESE
    form.modules.data = [] if is_whole else list(row.modules)
    form.units.data = [str(unit) for unit in row.units]
    form.aid_families.data = " ".join(sorted(row.aid_families))
    form.employment_kinds.data = list(row.employment_kinds)
    form.roles.data = list(row.roles)
    form.due_from.data = row.due_from.value
    form.due_on.data = row.due_on
    form.due_days.data = row.due_days
    form.least_working_days.data = row.least_working_days
    form.valid_days.data = row.valid_days
    form.renewal_days.data = row.renewal_days
    form.from_on.data = row.from_on
    form.holds_from.data = site().today()
    fill_with_ladder(form, row.ladder)


def narrowed(row: DutyRow) -> list[str]:
    """The kinds of employment and the roles that the duty is for, in words."""
    kinds = [_(text) for kind, text in EMPLOYMENT_KINDS.items() if kind in row.employment_kinds]
    return [*kinds, *(str(ROLE_LABELS[role]) for role in GRANTED if role in row.roles)]


def wanted_by(form: DutyForm, course: OfferedCourse) -> Wanted:
    """Raises: Refusal `duty-without-modules`, `duty-without-units`, `aid-families-malformed`, and
    as `ladder_of`."""
    assert form.from_on.data
    chosen = tuple(form.modules.data or ())
    if form.which.data != ALL and not chosen:
        raise Refusal("duty-without-modules")
    if not form.units.data:
        raise Refusal("duty-without-units")
    return Wanted(
        course=course.id,
        modules=() if form.which.data == ALL else chosen,
        need=Need.ONE_OF if form.which.data == ONE_OF else Need.ALL,
        units=frozenset(map(UUID, form.units.data)),
        aid_families=families_of(form.aid_families.data or ""),
        due_days=form.due_days.data or 0,
        valid_days=form.valid_days.data,
        renewal_days=form.renewal_days.data or 0,
        from_on=form.from_on.data,
        holds_from=form.holds_from.data,
        employment_kinds=frozenset(map(EmploymentKind, form.employment_kinds.data or ())),
        roles=frozenset(map(Role, form.roles.data or ())),
        due_from=DueFrom(form.due_from.data),
        due_on=form.due_on.data,
        least_working_days=_least(form),
        ladder=ladder_of(form),
    )


def _least(form: DueFields) -> int:
    given = form.least_working_days.data
    return USUAL_WORKING_DAYS if given is None else given


def _number(defaults: Mapping[str, object], key: str, otherwise: int | None) -> int | None:
    found = defaults.get(key)
    return found if isinstance(found, int) else otherwise
