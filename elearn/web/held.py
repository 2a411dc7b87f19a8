"""Answers that were sent after the session had ended: sealed for half an hour.

They name the attempt they belong to; the page that takes them back shows them only in the
signed-in person's own attempt of that id.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from flask import current_app, request
from flask import session as cookie
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from elearn.services import learning
from elearn.web.site import site
from elearn.web.tenant import municipality_id

KEPT = timedelta(minutes=30)
COOKIE_KEY = "held"
LARGEST_BYTES = 20_000
ATTRIBUTE = "elearn_holds"
NEVER_HELD = frozenset({"csrf_token"})

View = TypeVar("View", bound=Callable[..., Any])


def holds_answers(view: View) -> View:
    """Marks a view whose form is worth keeping when its sender turns out to be signed out."""
    setattr(view, ATTRIBUTE, True)
    return view


def hold() -> bool:
    """Keeps what was sent, if its view holds answers and a page of ours sent it. Whether it did."""
    view = current_app.view_functions[request.endpoint or ""]
    if not getattr(view, ATTRIBUTE, False) or not _is_of_our_page():
        return False
    sent = [pair for pair in request.form.items(multi=True) if pair[0] not in NEVER_HELD]
    kept = {"path": request.path, "sent": sent, "at": site().now().timestamp()}
    body = json.dumps(kept).encode()
    if len(body) > LARGEST_BYTES:
        return False
    token = secrets.token_urlsafe(24)
    with site().database.writing() as writing:
        learning.hold(
            writing, municipality_id(), _hash(token), site().sealer.seal(body), today=site().today()
        )
        writing.commit()
    cookie[COOKIE_KEY] = token
    return True


def _is_of_our_page() -> bool:
    """Without its token, anybody on the net could fill the table."""
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return False
    return True


def take(path: str) -> list[tuple[str, str]]:
    """The fields kept for *path* by this browser, once; empty when there are none or too old."""
    token = cookie.pop(COOKIE_KEY, None)
    if token is None:
        return []
    with site().database.writing() as writing:
        sealed = learning.take_held(writing, municipality_id(), _hash(token))
        writing.commit()
    body = site().sealer.open(sealed) if sealed else None
    if body is None:
        return []
    kept = json.loads(body)
    is_fresh = site().now().timestamp() - kept["at"] <= KEPT.total_seconds()
    if not is_fresh or kept["path"] != path:
        return []
    return [(name, value) for name, value in kept["sent"]]


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
