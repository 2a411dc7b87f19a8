"""Forms about signing in."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, PasswordField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from elearn.domain.people.sign_in import LONGEST_SECRET, SHORTEST_SECRET
from elearn.web.forms import Form
from elearn.web.shared_device import SharedDeviceForm

LONGEST_NAME = 254
LONGEST_CODE = 40
"""With the spaces and hyphens that people put in."""


def typed_text(_form: Form, field: Field) -> None:
    """No keyboard sends the character NUL, and PostgreSQL takes none."""
    if "\x00" in (field.data or ""):
        raise ValidationError(_("Something that cannot be typed came along. Enter it again."))


USER_NAME = (
    InputRequired(_l("Enter your user name.")),
    Length(max=LONGEST_NAME, message=_l("A user name is never that long. Check what you entered.")),
    typed_text,
)


class LoginForm(SharedDeviceForm):
    username = StringField(
        _l("User name"),
        description=_l("Your e-mail address at work, or your employment number."),
        validators=USER_NAME,
    )
    password = PasswordField(
        _l("Password"),
        validators=[
            InputRequired(_l("Enter your password.")),
            Length(
                max=LONGEST_SECRET, message=_l("No password here is that long. Enter yours again.")
            ),
        ],
    )


class CodeForm(SharedDeviceForm):
    code = StringField(
        _l("Code"),
        description=_l(
            "Twelve letters and digits, for example 7KPM-22QX-9ZTB. "
            "Hyphens, spaces and small letters make no difference."
        ),
        validators=[
            InputRequired(_l("Enter the code on your slip.")),
            Length(max=LONGEST_CODE, message=_l("A code has twelve letters and digits.")),
        ],
    )


class ForgotForm(Form):
    username = StringField(
        _l("User name"),
        description=_l("Your e-mail address at work, or your employment number."),
        validators=USER_NAME,
    )


class OwnSecretForm(Form):
    """For a first password, or one that was forgotten: a one-time code has been used."""

    secret = PasswordField(
        _l("New password"),
        description=_l(
            "At least %(shortest)s characters. Three or four words in a row are good, "
            "and easy to remember.",
            shortest=SHORTEST_SECRET,
        ),
        validators=[InputRequired(_l("Enter the password you want."))],
    )


class ChangeSecretForm(OwnSecretForm):
    current = PasswordField(
        _l("Current password"),
        validators=[
            InputRequired(_l("Enter the password you have now.")),
            Length(
                max=LONGEST_SECRET, message=_l("No password here is that long. Enter yours again.")
            ),
        ],
    )
