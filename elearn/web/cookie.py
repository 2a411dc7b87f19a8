"""The signed cookie, read faster: one that this process has verified is not verified again."""

from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer

MOST_KEPT = 2_000
"""Cookies in one process; beyond that all are forgotten and verified again as they come.

What a cookie opens is decided by the session table on every request; an old cookie opens nothing.
"""
MESSAGES = "_flashes"
"""Flask adds to this list where it lies, so a cookie that holds one is not kept."""


def cookie_value(name: str, default: str = "") -> str:
    """Of a cookie that this request brought. Asking first whether it did saves werkzeug the error
    that it makes, and throws away, for each that is missing."""
    brought = request.cookies
    return brought[name] if name in brought else default  # noqa: SIM401 - `get` makes the error


class RememberingSessions(SecureCookieSessionInterface):
    def __init__(self) -> None:
        self._serializer: URLSafeTimedSerializer | None = None
        self._verified: dict[str, dict[str, Any]] = {}

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        signed = request.cookies.get(self.get_cookie_name(app))
        found = self._verified.get(signed) if signed else None
        if found is not None:
            return self.session_class(found)
        opened = super().open_session(app, request)
        if signed and opened and MESSAGES not in opened:
            if len(self._verified) >= MOST_KEPT:
                self._verified.clear()
            self._verified[signed] = dict(opened)
        return opened

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Nothing to say where nothing changed: most pages only read who is signed in."""
        if session.modified or session.permanent:
            super().save_session(app, session, response)
        elif session.accessed:
            response.headers.add("Vary", "Cookie")

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if self._serializer is None:
            self._serializer = super().get_signing_serializer(app)
        return self._serializer


def install(app: Flask) -> None:
    app.session_interface = RememberingSessions()
