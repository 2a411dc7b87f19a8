"""Which language the interface speaks. The course's own language is another matter."""

from flask import Flask, g, has_request_context
from flask_babel import Babel
from flask_login import current_user

from elearn.web.cookie import cookie_value

LANGUAGES = {"sv": "Svenska", "en": "English"}
"""Complete ones, each under its own name."""
LOCALES = {"sv": "sv_SE", "en": "en_GB"}
"""How days and numbers are written in each."""
COOKIE = "language"


def install(app: Flask) -> None:
    Babel(app, locale_selector=lambda: LOCALES[chosen()])


def chosen() -> str:
    """The person's choice, else the browser's cookie, else the municipality's language."""
    if not has_request_context():
        return "sv"
    spoken: str | None = g.get("language")
    if spoken is None:
        if "tenant" not in g:
            return "sv"
        spoken = g.language = _wanted()
    return spoken


def _wanted() -> str:
    own = getattr(current_user, "language", None)
    if own in LANGUAGES:
        return str(own)
    for language in (cookie_value(COOKIE), g.tenant.language):
        if language in LANGUAGES:
            return str(language)
    return "sv"
