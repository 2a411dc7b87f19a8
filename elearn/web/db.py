"""One session a request."""

from flask import Flask, g, request

from elearn.store.db import Session
from elearn.web.site import site

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def session() -> Session:
    """Opened on first use: a reading one for GET and HEAD, a writing one otherwise. A view that
    wrote commits in its last line; nobody else does."""
    if "session" not in g:
        database = site().database
        g.session = database.read_session() if reads() else database.write_session()
    opened: Session = g.session
    return opened


def read_first() -> None:
    """Until `write_now` this request only reads, whatever its method: it has much to work out, and
    keeps nobody from writing meanwhile. Nothing may have opened the session before."""
    assert "session" not in g
    g.session = site().database.read_session()


def write_now() -> None:
    """After `read_first`: what was read may be old by now."""
    g.pop("session").close()
    session()


def reads() -> bool:
    """Whether this request only reads."""
    return request.method in READING_METHODS


def close(_error: BaseException | None = None) -> None:
    opened: Session | None = g.pop("session", None)
    if opened is not None:
        opened.close()


def install(app: Flask) -> None:
    app.teardown_request(close)
