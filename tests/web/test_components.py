"""The frame, the components and the error pages, drawn without the rest of the product."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import segno
from flask import Flask, flash, render_template, render_template_string
from flask_babel import Babel, format_date
from flask_wtf import CSRFProtect, FlaskForm
from jinja2 import FileSystemLoader
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from tests.pages import inspect

WEB = Path(__file__).parents[2] / "elearn" / "web"
STATIC = WEB / "static"
TODAY = date(2026, 11, 23)
STATUSES = (
    "never-not-due",
    "never-overdue",
    "under-way",
    "valid",
    "expiring",
    "expired",
    "exempt",
    "paused",
)
ERRORS = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)
FRAME = {
    "language": "sv",
    "languages": [
        {"code": "sv", "name": "Svenska", "current": True},
        {"code": "en", "name": "English", "current": False},
    ],
    "language_url": "/account/language",
    "municipality": {"name": "Exempelkommun", "theme": "lake", "url": "/"},
    "navigation": [
        {"url": "/", "label": "Start", "current": False},
        {"url": "/courses", "label": "Kurser", "current": True},
        {"url": "/units", "label": "Mina enheter", "current": False},
        {"url": "/help", "label": "Hjälp", "current": False},
    ],
    "viewer": {"name": "Anna Lind", "initials": "AL"},
    "viewer_links": [{"url": "/me", "label": "Min sida"}],
    "sign_out_url": "/logout",
}


class Everything(FlaskForm):
    name = StringField("Namn", validators=[InputRequired("Skriv ett namn.")])
    secret = PasswordField("Lösenord")
    ends_on = DateField("Slutar", validators=[InputRequired("Skriv vilken dag.")])
    unit = SelectField("Enhet", choices=[SelectChoice("1", "Solgården")])
    reason = TextAreaField("Beskrivning")
    file = FileField("Fil")
    kind = RadioField(
        "Anställning",
        choices=[SelectChoice("permanent", "Fast"), SelectChoice("hourly", "Timanställd")],
        validators=[InputRequired("Välj en anställning.")],
    )
    days = SelectMultipleField(
        "Dagar",
        choices=[SelectChoice("mon", "Måndag"), SelectChoice("tue", "Tisdag")],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    agree = BooleanField("Jag har läst", validators=[InputRequired("Kryssa i rutan.")])
    token = HiddenField(default="x")


@pytest.fixture(scope="module")
def app() -> Flask:
    app = Flask("elearn.web", template_folder=str(WEB / "templates"), static_folder=str(STATIC))
    app.config.update(SECRET_KEY="test", TESTING=True)
    app.jinja_env.autoescape = True
    app.jinja_env.filters["dateformat"] = format_date
    app.jinja_loader = FileSystemLoader([WEB / "templates", Path(__file__).parent])
    Babel(app, default_locale="sv")
    CSRFProtect(app)
    app.add_url_rule("/components", "components", _everything, methods=["GET", "POST"])
    return app


def _everything() -> str:
    form = Everything(meta={"csrf": False}, formdata=None)
    form.validate()
    flash("Sparat.", "success")
    qr = segno.make("https://example.test/kod").svg_inline(scale=4, omitsize=True)
    return render_template(
        "components.html", form=form, statuses=STATUSES, day=TODAY, qr=qr, **FRAME
    )


@pytest.fixture
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context("/components?q=a&page=4&sort=name"):
        yield


def test_the_page_of_all_components_has_no_fault(app: Flask) -> None:
    response = app.test_client().get("/components?q=a&page=4")

    assert response.status_code == 200
    assert inspect(response.text) == []
