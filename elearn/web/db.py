"""One connection a reading request, one session a request."""

from flask import Flask, g, request

from elearn.store.db import Connection, Session
from elearn.web.site import site

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def session() -> Session:
    """Opened on first use: a reading one for GET and HEAD, a writing one otherwise. A view that
    wrote commits in its last line; nobody else does."""
    if "session" not in g:
        database = site().database
        g.session = database.session_on(connection()) if reads() else database.write_session()
    opened: Session = g.session
    return opened


def connection() -> Connection:
    """Of a reading request: for the questions that every page asks, without the ORM."""
    opened: Connection | None = g.get("connection")
    if opened is None:
        opened = g.connection = site().database.connect()
    return opened


def reads() -> bool:
    """Whether this request only reads."""
    return request.method in READING_METHODS


def close(_error: BaseException | None = None) -> None:
    for name in ("session", "connection"):
        opened: Session | Connection | None = g.pop(name, None)
        if opened is not None:
            opened.close()


def install(app: Flask) -> None:
    app.teardown_request(close)
