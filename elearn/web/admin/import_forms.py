"""What is asked about a list: what it has, and whether it is meant."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from elearn.services import people_import, units_import
from elearn.web.admin.fields import choice
from elearn.web.forms import Form

PEOPLE, UNITS = people_import.KIND, units_import.KIND


class UploadForm(Form):
    kind = RadioField(
        _l("What is in the list?"),
        choices=[choice(PEOPLE, _l("People, from payroll")), choice(UNITS, _l("Units"))],
        default=PEOPLE,
        validators=[InputRequired(_l("Say what is in the list."))],
    )
    file = FileField(
        _l("File"),
        description=_l("CSV or Excel (.xlsx), at most 5 MB."),
        validators=[FileRequired(_l("Choose a file."))],
    )
    is_whole = BooleanField(
        _l("The list has everybody in the municipality"),
        description=_l(
            "Whoever is not on it has left. Without the tick this holds only for the units that "
            "occur on the list."
        ),
    )


class ConfirmForm(Form):
    allow_leavers = BooleanField(_l("Yes, this many people leave"))
