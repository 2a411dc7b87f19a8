"""The frame, the components and the error pages, drawn without the rest of the product."""

import gzip
import hashlib
import json
import re
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
    return make_app()


def make_app() -> Flask:
    app = Flask("elearn.web", template_folder=str(WEB / "templates"), static_folder=str(STATIC))
    app.config.update(SECRET_KEY="test", TESTING=True)
    app.jinja_env.autoescape = True
    app.jinja_env.filters["dateformat"] = format_date
    app.jinja_env.filters["unbroken"] = str
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


@pytest.mark.parametrize("status", ERRORS)
def test_an_error_page_is_drawn_without_anything_known_about_the_place(
    app: Flask, status: int
) -> None:
    with app.test_request_context("/nowhere"):
        html = app.jinja_env.get_template(f"errors/{status}.html").render()

    assert inspect(html) == []
    assert 'href="/help"' in html


def test_an_error_page_prefers_the_sentence_that_says_more(app: Flask) -> None:
    with app.test_request_context("/units"):
        html = render_template("errors/422.html", sentence="The unit has people.", request_id="7f3")

    assert "The unit has people." in html
    assert "7f3" in html


def test_a_form_that_was_open_too_long_gets_its_own_words(app: Flask) -> None:
    with app.test_request_context("/units"):
        html = render_template("errors/400.html", reason="stale-form")

    assert "open too long" in html


def test_a_page_without_a_viewer_offers_to_sign_in(app: Flask) -> None:
    source = (
        '{% extends "base.html" %}{% set page_title = "Hej" %}'
        "{% block content %}<h1>Hej</h1>{% endblock %}"
    )
    with app.test_request_context("/"):
        html = render_template_string(source, municipality=None, sign_in_url="/login")

    assert inspect(html) == []
    assert 'href="/login"' in html
    assert "<title>Hej</title>" in html


def test_the_title_begins_with_error_when_the_form_has_errors(app: Flask) -> None:
    source = '{% extends "base.html" %}{% set page_title = "Hej" %}'
    with app.test_request_context("/"):
        form = Everything(meta={"csrf": False}, formdata=None)
        form.validate()
        html = render_template_string(source, form=form, **FRAME)

    assert "<title>Error: Hej – Exempelkommun</title>" in html


def test_an_error_summary_points_at_the_first_box_of_a_group(request_context: None) -> None:
    form = Everything(meta={"csrf": False}, formdata=None)
    form.validate()

    html = _ui("error_summary(form)", form=form)

    assert 'href="#kind-0"' in html
    assert 'href="#name"' in html
    assert 'href="#agree"' in html


def test_an_error_summary_without_errors_prints_nothing(request_context: None) -> None:
    assert _ui("error_summary(form)", form=Everything(meta={"csrf": False}, formdata=None)) == ""


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_told_in_words_and_shape(request_context: None, status: str) -> None:
    html = _ui(f'status_tag("{status}")')
    words = _ui(f'status_text("{status}")')

    assert words
    assert words in html
    assert "<svg" in html


def test_no_two_statuses_share_shape_or_words(request_context: None) -> None:
    drawn = {_ui(f'status_tag("{status}")').split("<svg")[1] for status in STATUSES}

    assert len(drawn) == len(STATUSES)


def test_text_for_components_is_escaped(request_context: None) -> None:
    nasty = "<nasty onclick=x>"

    for call in (
        "button(t)",
        "link_button(t, t)",
        "notice('info', t)",
        "options('q', t, [('a', 'b')], hint=t, error=t, eyebrow=t)",
        "figures([(t, t, t)])",
        "breakdown(t, [(t, 1, None)], 1)",
        "breadcrumbs([(t, t)], t)",
        "steps(t, [{'label': t, 'state': 'todo'}], 0, 1)",
        "tasks([{'title': t, 'note': t}])",
        "summary_list([{'label': t, 'value': t}])",
        "empty(t, t)",
        "contact_box([{'name': t, 'phone': t, 'note': t}], t)",
        "plain_input(t, t, t, hint=t)",
        "plain_select('s', t, [(t, t)])",
        "slip(t, t, t, '', t, t, t)",
        "progress(1, 2, t, t)",
        "page_heading(t, t, t)",
    ):
        assert "<nasty" not in _ui(call, t=nasty), call


def test_an_option_shows_sanitised_html_and_keeps_its_number(request_context: None) -> None:
    html = _ui("options('q', 'Vem?', [('x', '<em>jag</em>'), ('y', 'du')], chosen=['y'])")

    assert "<em>jag</em>" in html
    assert 'id="q-1" name="q" value="y" checked' in html
    assert 'id="q-0" name="q" value="x" checked' not in html


@pytest.mark.parametrize(
    ("sort", "address", "direction"),
    [("name", "sort=-name", "ascending"), ("-name", "sort=name", "descending")],
)
def test_a_sorted_heading_turns_round_and_keeps_the_filter(
    request_context: None, sort: str, address: str, direction: str
) -> None:
    columns = [{"label": "Namn", "sort": "name"}]

    html = _ui("table('Folk', columns, sort=sort)", block=True, columns=columns, sort=sort)

    assert f'aria-sort="{direction}"' in html
    assert address in html
    assert "q=a" in html
    assert "page=" not in html


def test_one_page_needs_no_page_links(request_context: None) -> None:
    assert _ui("pagination(1, 1)") == ""


def test_page_links_keep_the_filter_and_mark_where_one_is(request_context: None) -> None:
    html = _ui("pagination(4, 9)")

    assert 'aria-current="page"' in html
    assert html.count("page=3") == 2
    assert "q=a" in html


def test_a_share_of_nobody_is_a_dash(request_context: None) -> None:
    assert _ui("share(0, 0, 'Klara')") == "–"


def test_a_share_is_never_rounded_up_to_everybody(request_context: None) -> None:
    assert "99&nbsp;%" in _ui("share(999, 1000, 'Klara')")


def test_every_theme_of_the_list_is_there_in_light_and_dark() -> None:
    themes = json.loads((STATIC / "themes" / "index.json").read_text(encoding="utf-8"))

    assert len(themes) == 8
    for theme in themes:
        css = (STATIC / "themes" / f"{theme['name']}.css").read_text(encoding="utf-8")
        assert theme["accent"] in css
        assert "prefers-color-scheme:dark" in css.replace(" ", "")


def test_vendored_files_are_those_that_were_written_down() -> None:
    written = dict(
        reversed(line.split("  ", 1))
        for line in (STATIC / "vendor" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    )
    found = {
        path.relative_to(STATIC).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("vendor", "themes")
        for path in (STATIC / folder).rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }
    joined = STATIC / "css" / "designsystemet.css"
    found["css/designsystemet.css"] = hashlib.sha256(joined.read_bytes()).hexdigest()

    assert found == written


def test_a_licence_stands_beside_every_vendored_package() -> None:
    packages = [path for path in (STATIC / "vendor").iterdir() if path.is_dir()]

    assert packages
    for package in packages:
        assert (package / "LICENSE").stat().st_size > 500, package.name


def test_style_sheets_and_scripts_ask_for_nothing_from_elsewhere() -> None:
    for path in (*STATIC.rglob("*.css"), *STATIC.rglob("*.js")):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org", "")
        text = text.replace("http%3A%2F%2Fwww.w3.org", "")
        assert "http:" not in text, path
        assert "https:" not in text, path
        assert "@import" not in text, path


def test_no_default_words_of_the_design_system_are_left() -> None:
    css = (STATIC / "css" / "designsystemet.css").read_text(encoding="utf-8")

    assert "tegn" not in css
    assert "Du er her" not in css


def test_every_colour_and_size_the_style_sheet_asks_for_exists() -> None:
    own = (STATIC / "css" / "app.css").read_text(encoding="utf-8")
    known = (STATIC / "css" / "designsystemet.css").read_text(encoding="utf-8")
    known += (STATIC / "themes" / "lake.css").read_text(encoding="utf-8")

    asked = set(re.findall(r"var\((--ds-[a-z0-9-]+)", own))

    assert asked
    assert {name for name in asked if f"{name}:" not in known} == set()


def test_the_first_view_of_a_page_weighs_little(app: Flask) -> None:
    """60 kB over the wire: the page, its styles, font and script, compressed."""
    page = app.test_client().get("/components").data
    packed = [page] + [
        (STATIC / name).read_bytes()
        for name in (
            "css/designsystemet.css",
            "css/app.css",
            "themes/lake.css",
            "js/enhance.js",
            "js/listen.js",
        )
    ]
    font = STATIC / "vendor" / "inter-5.3.0" / "inter-basic-wght-normal.woff2"

    weight = sum(len(gzip.compress(data, 9)) for data in packed) + font.stat().st_size

    assert weight < 60_000


def test_the_guide_names_every_component_status_and_theme(app: Flask) -> None:
    guide = (WEB.parents[1] / "docs" / "design.md").read_text(encoding="utf-8")
    with app.test_request_context("/"):
        components = app.jinja_env.get_template("components/all.html").module
    themes = json.loads((STATIC / "themes" / "index.json").read_text(encoding="utf-8"))

    names = {name for name in vars(components) if not name.startswith("_")}
    names |= {theme["name"] for theme in themes} | set(STATUSES)

    assert {name for name in names if f"`{name}`" not in guide} == set()


def _ui(call: str, *, block: bool = False, **values: Any) -> str:
    """Draw one component; *block* wraps it in a call with an empty body."""
    drawn = f"{{% call ui.{call} %}}{{% endcall %}}" if block else f"{{{{ ui.{call} }}}}"
    return render_template_string(
        '{% import "components/all.html" as ui %}' + drawn, **values
    ).strip()
