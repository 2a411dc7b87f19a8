"""What base.html is told on every page, and how an error page is drawn without a database."""

from datetime import date
from functools import lru_cache
from typing import Any

from flask import Flask, g, render_template, request, url_for
from flask_babel import format_date
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from elearn.domain.content.markup import unbroken
from elearn.domain.people.permissions import Permission, may_somewhere
from elearn.domain.people.sign_in import ANSWER_WITHIN_SECONDS, ASK_AFTER_SECONDS, SHARED_IDLE
from elearn.store.db import DatabaseGone
from elearn.web import kept_page, language, logs
from elearn.web.login import viewer
from elearn.web.site import site

Item = dict[str, Any]
LOOK_LATER_SECONDS = 5
"""Without scripts the page is asked for again when the session has just ended."""


def install(app: Flask) -> None:
    app.context_processor(_frame)
    app.jinja_env.filters["dateformat"] = dateformat
    app.jinja_env.filters["unbroken"] = _unbroken


def dateformat(day: date | None, style: str = "medium") -> str:
    """A day as people write it in the chosen language; empty for None."""
    return _written(day, style, language.chosen()) if day else ""


def _unbroken(text: str) -> Markup:
    """*text* with no line break within a number; HTML of ours is left as it is."""
    return text if isinstance(text, Markup) else Markup(unbroken(text))  # noqa: S704 - escaped


@lru_cache(maxsize=4_000)
def _written(day: date, style: str, _language: str) -> str:
    """The same few days stand on page after page, and Babel takes its time."""
    written: str = format_date(day, style)
    return written


def render_error(status: int, *, reason: str | None = None, sentence: str | None = None) -> str:
    """*sentence* says what was wrong, when more is known than the status.

    Who is signed in may not have been asked yet; where that cannot be asked, nobody is.
    """
    try:
        return _error_page(status, reason, sentence)
    except DatabaseGone:
        g.database_gone = True
        return _error_page(status, reason, sentence)


def _error_page(status: int, reason: str | None, sentence: str | None) -> str:
    return render_template(
        f"errors/{status}.html", reason=reason, sentence=sentence, request_id=logs.request_id()
    )


def _frame() -> dict[str, Any]:
    spoken = language.chosen()
    frame: dict[str, Any] = {
        "language": spoken,
        "languages": [
            {"code": code, "name": name, "current": code == spoken}
            for code, name in language.LANGUAGES.items()
        ],
        "language_url": url_for("account.language"),
        "help_contact": "",
        "municipality": None,
    }
    if "tenant" not in g:
        return frame
    frame["municipality"] = {"name": g.tenant.name, "theme": g.tenant.theme, "url": ""}
    frame["help_contact"] = g.tenant.help_contact
    frame["sign_in_url"] = url_for("account.login")
    if _signed_in():
        frame |= _of_viewer()
    return frame


def _signed_in() -> bool:
    """Without asking the database again: an error page must not need it."""
    return "_login_user" in g and bool(current_user.is_authenticated)


def _of_viewer() -> dict[str, Any]:
    return {
        "viewer": {
            "name": kept_page.own("name", viewer().name),
            "initials": kept_page.own("initials", viewer().initials),
        },
        "viewer_links": [
            _item("learner.record", _("My record")),
            _item("account.sessions", _("Where I am signed in")),
        ],
        "sign_out_url": url_for("account.logout"),
        "shared_device": _pauses() if viewer().is_shared else None,
        "navigation": _navigation(),
    }


def _pauses() -> Item:
    """How long a shared device waits for a touch."""
    return {
        "ask_after": ASK_AFTER_SECONDS,
        "answer_within": ANSWER_WITHIN_SECONDS,
        "look_again": int(SHARED_IDLE.total_seconds()) + LOOK_LATER_SECONDS,
        "minutes": int(SHARED_IDLE.total_seconds()) // 60,
        "here_url": url_for("account.here"),
    }


def menu() -> tuple[str, ...]:
    """The endpoints in the main menu of whoever is signed in."""
    actor, today = viewer().actor, site().today()
    endpoints = ["learner.home", "learner.courses"]
    if may_somewhere(actor, Permission.SEE_COUNTS, today):
        endpoints.append("manager.units")
    if may_somewhere(actor, Permission.ADMINISTER, today):
        endpoints.append("admin.home")
    if may_somewhere(actor, Permission.SEE_ITEM_STATISTICS, today):
        endpoints.append("author.statistics")
    return (*endpoints, "public.card", "public.help")


def _navigation() -> list[Item]:
    labels = {
        "learner.home": _("Start"),
        "learner.courses": _("Courses"),
        "manager.units": _("My units"),
        "admin.home": _("Administration"),
        "author.statistics": _("Exercises"),
        "public.card": _("Action card"),
        "public.help": _("Help"),
    }
    return [_item(endpoint, labels[endpoint]) for endpoint in menu()]


def _item(endpoint: str, label: str) -> Item:
    url = url_for(endpoint)
    is_here = request.path == url or (url != "/" and request.path.startswith(f"{url}/"))
    return {"url": url, "label": label, "current": is_here}
