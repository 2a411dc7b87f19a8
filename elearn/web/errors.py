"""Which status and page an exception becomes; once, for all views."""

from flask import Flask, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadHost, HTTPException

from elearn.domain.errors import FormatError, Refusal
from elearn.store.db import DatabaseGone, Unstorable
from elearn.web.forms import refused
from elearn.web.page import render_error

PAGES = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 503})


def install(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(BadHost, _no_host)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(FormatError, _refused)
    app.register_error_handler(DatabaseGone, _database_gone)
    app.register_error_handler(Unstorable, _unstorable)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    page = error.code if error.code in PAGES else (400 if error.code < 500 else 500)
    return render_error(page), error.code, _retained_headers(error)


def _no_host(_error: BadHost) -> ResponseReturnValue:
    """A sentence without a page: without a host there is no address to link to."""
    said = gettext("There is no site by that name. Check the address.")
    return said, 400, {"Content-Type": "text/plain; charset=utf-8"}


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    return render_error(400, reason="stale-form"), 400


def _refused(error: Refusal | FormatError) -> ResponseReturnValue:
    return render_error(422, sentence=refused(error)), 422


def _unstorable(_error: Exception) -> ResponseReturnValue:
    return render_error(400), 400


def _database_gone(_error: Exception) -> ResponseReturnValue:
    g.database_gone = True
    return render_error(503), 503, {"Retry-After": "10"}


def _retained_headers(error: HTTPException) -> dict[str, str]:
    kept = ("Allow", "Retry-After")
    return {name: value for name, value in error.get_headers(request.environ) if name in kept}
