"""Forms about the people of a unit."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.naming import LONGEST_NAME, check_name
from elearn.services.colleagues import LONGEST_AID_CODE, check_aid_code, check_last_day
from elearn.web.forms import Form, by_rule
from elearn.web.site import site

NAME = (Length(max=LONGEST_NAME), by_rule(check_name))

KINDS = {
    EmploymentKind.PERMANENT: _l("Permanent"),
    EmploymentKind.TEMPORARY: _l("Temporary"),
    EmploymentKind.HOURLY: _l("Paid by the hour"),
}


def one_line(value: Any) -> Any:
    """Text with every run of spaces, of whatever sort, as one."""
    return " ".join(value.split()) if isinstance(value, str) else value


def choice(value: str, label: Any) -> Any:
    """One button of a group; WTForms' types do not know the class yet."""
    return SelectChoice(value, label)


class DayField(DateField):
    """A day, with a sentence of ours when it is none."""

    def process_formdata(self, valuelist: Any) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            self.data = date.fromisoformat(valuelist[0].strip())
        except ValueError:
            self.data = None
            raise ValueError(
                _("Write the day as year, month, day, for example 2026-03-31.")
            ) from None


class ColleagueForm(Form):
    given_name = StringField(
        _l("Given name"),
        filters=[one_line],
        validators=[DataRequired(_l("Write the given name.")), *NAME],
    )
    family_name = StringField(
        _l("Family name"),
        filters=[one_line],
        validators=[DataRequired(_l("Write the family name.")), *NAME],
    )
    kind = RadioField(
        _l("Kind of employment"),
        choices=[choice(kind.value, label) for kind, label in KINDS.items()],
        validators=[InputRequired(_l("Choose the kind of employment."))],
    )
    last_day = DayField(
        _l("Last day of work"),
        description=_l("If it is known."),
        validators=[Optional(), by_rule(lambda day: check_last_day(day, site().today()))],
    )
    aid_code = StringField(
        _l("Occupation code (AID)"),
        description=_l("Digits, the first three are enough. Leave it empty if you do not know."),
        filters=[one_line],
        validators=[Length(max=LONGEST_AID_CODE), by_rule(check_aid_code)],
    )
    others = HiddenField()
    """The ids of the namesakes that the page has shown, with spaces between."""
    is_other = BooleanField(_l("It is somebody else with the same name"))


class DeputyForm(Form):
    who = StringField(
        _l("Name or employment number"),
        description=_l("Somebody in your own units."),
        filters=[one_line],
        validators=[DataRequired(_l("Write a name or an employment number.")), Length(max=160)],
    )
    person = RadioField(_l("Who is it?"), choices=[], validate_choice=False)
    """Asked only when several match; the view looks whether the answer is one of them."""
    family_name = StringField(
        _l("Family name"),
        description=_l(
            "Only for somebody in another unit: give the employment number above, and the "
            "family name here."
        ),
        filters=[one_line],
        validators=[Length(max=LONGEST_NAME)],
    )
    first_day = DayField(_l("First day"), validators=[InputRequired(_l("Choose the first day."))])
    last_day = DayField(
        _l("Last day"),
        description=_l("At most three months after the first."),
        validators=[InputRequired(_l("Choose the last day."))],
    )


class MeetingForm(Form):
    module = SelectField(_l("Module"), validators=[DataRequired(_l("Choose a module."))])
    day = DayField(
        _l("Day"),
        description=_l("A meeting that has been can be entered up to a month afterwards."),
        validators=[InputRequired(_l("Choose the day of the meeting."))],
    )
    is_another = BooleanField(_l("We meet twice about this module that day"))
    """Asked only when there is a meeting already."""


class AttendanceForm(Form):
    person = SelectMultipleField(
        _l("Tick those who were there"),
        description=_l(
            "Everybody who worked here on the day. Whoever you do not tick is not touched."
        ),
        choices=[],
        validate_choice=False,
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    """Drawn by it; the view reads what is sent, and the rule looks whether they are listed."""
