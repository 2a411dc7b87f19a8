"""Forms of pages without sign-in."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from elearn.web.forms import Form

LONGEST_CODE = 40
"""With the spaces and hyphens that people put in."""


class CertificateForm(Form):
    code = StringField(
        _l("Code of the certificate"),
        description=_l("Twelve letters and digits. It stands on the certificate."),
        validators=[
            InputRequired(_l("Enter the code that stands on the certificate.")),
            Length(max=LONGEST_CODE, message=_l("A code is never that long. Read it once more.")),
        ],
    )
