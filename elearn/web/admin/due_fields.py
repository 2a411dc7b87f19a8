"""By when a duty is to be done: the part of its form that says so."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired, Optional

from elearn.domain.record.duty import MOST_WORKING_DAYS, DueFrom
from elearn.services.duties import LONGEST_DAYS
from elearn.web.admin.fields import DayField, WholeNumberField, choice
from elearn.web.forms import Form

USUAL_WORKING_DAYS = 10
COUNTED_FROM = {
    DueFrom.CONCERN: _l("The first day the duty concerns the person"),
    DueFrom.EMPLOYMENT: _l("The first day of the employment"),
    DueFrom.ROLE: _l("The first day in the role"),
    DueFrom.PUBLICATION: _l("The day the course was published"),
    DueFrom.DATE: _l("Nothing: there is a fixed last day"),
}
FIELD_OF_REFUSAL = {
    "duty-days-outside": "due_days",
    "due-from-role-without-roles": "due_from",
    "due-without-date": "due_on",
    "due-date-outside": "due_on",
    "working-days-outside": "least_working_days",
}


class DueFields(Form):
    due_from = RadioField(
        _l("The days are counted from"),
        choices=[choice(value.value, text) for value, text in COUNTED_FROM.items()],
        default=DueFrom.CONCERN.value,
    )
    due_on = DayField(
        _l("Fixed last day"),
        description=_l("Only if you chose one. Whoever comes after it has the days below instead."),
        validators=[Optional()],
    )
    due_days = WholeNumberField(
        _l("Days to take it in"),
        lowest=1,
        highest=LONGEST_DAYS,
        validators=[InputRequired(_l("Give a number of days."))],
    )
    least_working_days = WholeNumberField(
        _l("At least so many working days"),
        lowest=0,
        highest=MOST_WORKING_DAYS,
        description=_l(
            "Nobody gets a last day sooner than this after the duty became theirs, whatever the "
            "days above say. Weekends and holidays are not counted. Usually %(days)s.",
            days=USUAL_WORKING_DAYS,
        ),
        validators=[Optional()],
    )
