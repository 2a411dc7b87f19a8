"""Forms about signing in."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from elearn.web.forms import Form


class LoginForm(Form):
    username = StringField(
        _l("User name"),
        description=_l("Your e-mail address at work, or your employment number."),
        validators=[InputRequired(_l("Enter your user name.")), Length(max=254)],
    )
    password = PasswordField(
        _l("Password"),
        validators=[InputRequired(_l("Enter your password.")), Length(max=200)],
    )
