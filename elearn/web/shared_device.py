"""A device that several people use: nothing of one is left there for the next.

That a device is shared is a mark in its browser that says nothing of anybody. Who is signed in
there is asked soon whether they are still there, and signed out; the page they were on is sealed
for them alone, so that they go on where they were.
"""

import json
from uuid import UUID

from flask import Flask, Response, flash, g, request
from flask import session as cookie
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from elearn.domain.people.sign_in import PLACE_KEPT
from elearn.web.cookie import cookie_value
from elearn.web.forms import Form
from elearn.web.site import site

MARK, MARKED = "shared-device", "1"
MARK_SECONDS = 400 * 24 * 3600
"""As long as browsers keep a cookie at most; each sign-in begins it anew."""
PLACE = "place"
PLACE_BYTES = 400
"""Filled up to this, so that the length of an address tells nothing; a longer one is not kept."""
FORGET = '"cache", "storage"'


def install(app: Flask) -> None:
    app.after_request(_leave_nothing)


def is_marked() -> bool:
    chosen: bool | None = g.get("shared_device")
    return cookie_value(MARK) == MARKED if chosen is None else chosen


class SharedDeviceForm(Form):
    shared = BooleanField(
        _l("Several people use this device"),
        default=is_marked,
        description=_l("You are then signed out soon after the last touch, and nothing is kept."),
    )


def mark(form: SharedDeviceForm) -> None:
    """As whoever signs in has chosen; the device remembers it."""
    g.shared_device = bool(form.shared.data)


def keep_place(person: UUID, path: str) -> None:
    """Where *person* goes on when they, and nobody else, sign in here next."""
    kept = {"person": str(person), "path": path, "at": site().now().timestamp()}
    body = json.dumps(kept).encode()
    if len(body) <= PLACE_BYTES:
        cookie[PLACE] = site().sealer.seal(body.ljust(PLACE_BYTES)).decode()


def take_place(person: UUID) -> str | None:
    """Once; None when the last one here was somebody else, or it is too long ago."""
    sealed = cookie.pop(PLACE, None)
    body = site().sealer.open(sealed.encode()) if sealed else None
    if body is None:
        return None
    kept = json.loads(body)
    is_fresh = site().now().timestamp() - kept["at"] <= PLACE_KEPT.total_seconds()
    return str(kept["path"]) if is_fresh and kept["person"] == str(person) else None


def say_why() -> None:
    g.forget_here = True
    flash(_("Nobody touched the device, so you were signed out. What you sent is kept."), "info")


def forget() -> None:
    """What this browser holds of whoever signs out now."""
    cookie.clear()
    empty_browser()


def empty_browser() -> None:
    """The browser is told to throw away what it has kept of our pages."""
    g.forget_here = True


def _leave_nothing(response: Response) -> Response:
    if "shared_device" in g:
        _remember(response)
    if "forget_here" in g:
        response.headers["Clear-Site-Data"] = FORGET
    if _is_shared():
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_shared() -> bool:
    """Without asking the database: a page that failed must not need it."""
    return bool(getattr(g.get("_login_user"), "is_shared", False))


def _remember(response: Response) -> None:
    if not g.shared_device:
        response.delete_cookie(MARK)
        return
    response.set_cookie(
        MARK,
        MARKED,
        max_age=MARK_SECONDS,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
