"""A page that many readers see alike is drawn once and kept in pieces; what is each reader's
own goes in between. Only the module page is worth it: it is what everybody opens.

While such a page is drawn, the reader's own words are marks. They are letters of Unicode's
private use, which no keyboard types.
"""

import re
from collections.abc import Callable, Hashable, Mapping

from flask import Flask, g
from flask import session as cookie
from flask_wtf.csrf import generate_csrf
from markupsafe import escape

from elearn.web import language
from elearn.web.login import viewer
from elearn.web.tenant import tenant

MOST_KEPT = 500
"""Pages in one process; beyond that all are forgotten and drawn again as they are asked for."""
OPENS, CLOSES = "\ue000", "\ue001"
MARK = re.compile(f"{OPENS}([a-z-]+){CLOSES}")

_kept: dict[Hashable, list[bytes]] = {}
_signed: dict[str, str] = {}


def install(app: Flask) -> None:
    """After CSRFProtect, which offers its own token twice: to macros by the globals, to pages by
    the context. One of them left alone would put the first reader's token on everybody's page."""
    app.jinja_env.globals["csrf_token"] = _csrf_token
    app.context_processor(lambda: {"csrf_token": _csrf_token})


def own(name: str, value: str) -> str:
    """*value*, or the mark that stands for it while a kept page is drawn."""
    return f"{OPENS}{name}{CLOSES}" if g.get("draws_kept_page") else value


def kept_page(shape: Hashable, draw: Callable[[], str], owned: Mapping[str, str]) -> bytes:
    """The page that *draw* makes, with what is *owned* by this reader in the place of its marks.

    *shape* holds everything else that the page depends on, but for what every page of a
    signed-in reader does. A message that waits to be shown once makes the page this reader's
    alone.
    """
    if "_flashes" in cookie:
        return draw().encode()
    reader = viewer()
    key = (shape, tenant(), language.chosen(), reader.content_stamp, reader.is_shared)
    pieces = _kept.get(key)
    if pieces is None:
        pieces = [piece.encode() for piece in MARK.split(_drawn(draw))]
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = pieces
    own_words = {"csrf-token": form_token(), "name": reader.name, "initials": reader.initials}
    values = {
        name.encode(): escape(value).encode() for name, value in (own_words | dict(owned)).items()
    }
    filled = list(pieces)
    filled[1::2] = [values[name] for name in pieces[1::2]]
    return b"".join(filled)


def form_token() -> str:
    """This reader's, signed once a process instead of once a page: it has no time limit."""
    raw = cookie.get("csrf_token")
    token = _signed.get(raw) if raw else None
    if token is None:
        token = generate_csrf()
        if len(_signed) >= MOST_KEPT:
            _signed.clear()
        _signed[cookie["csrf_token"]] = token
    return token


def _csrf_token() -> str:
    return own("csrf-token", "") or form_token()


def _drawn(draw: Callable[[], str]) -> str:
    g.draws_kept_page = True
    try:
        return draw()
    finally:
        g.draws_kept_page = False
