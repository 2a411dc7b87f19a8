"""Which number this browser goes by: sealed, in the signed cookie, until the browser is closed, the
number is put away, or nobody has touched a shared device for a while."""

import json
from dataclasses import dataclass, field
from datetime import timedelta

from flask import flash
from flask import session as cookie

from elearn.domain.errors import Refusal
from elearn.domain.people.sign_in import RESUME_PACE, SHARED_IDLE
from elearn.domain.record.resume_number import number_typed
from elearn.services import open_work
from elearn.services.open_work import Holder
from elearn.store.models import ResumeNumber
from elearn.web import shared_device
from elearn.web.db import session
from elearn.web.forms import refused
from elearn.web.site import site
from elearn.web.slowing import Try, retry_after, wait_in_words
from elearn.web.tenant import municipality_id

KEY = "open-course"
LONGEST = 60
"""What is typed, with the spaces and hyphens that people put in."""
TOLD_EVERY = timedelta(minutes=1)
"""On a shared device the cookie says anew that somebody is there, but not on each page."""


@dataclass(frozen=True)
class Problem:
    """Why a number that was typed leads nowhere."""

    said: str
    status: int = 422
    headers: dict[str, str] = field(default_factory=dict)


def enter(typed: str) -> str | Problem:
    """The course whose number was *typed*; this browser goes by it from now on.

    What is mistyped is not looked up, and so slows nobody down. Commits.
    """
    try:
        meant = number_typed(typed[:LONGEST])
    except Refusal as refusal:
        return Problem(refused(refusal))
    attempt = Try.of_address("resume", RESUME_PACE)
    wait = attempt.begin()
    if wait:
        return Problem(wait_in_words(wait), 429, retry_after(wait))
    who = Holder.of(municipality_id(), meant, site().sealer)
    try:
        course = open_work.go_on(session(), who, today=site().today())
    except Refusal as refusal:
        return Problem(refused(refusal))
    attempt.forgive(session())
    session().commit()
    hold(meant)
    return course


def hold(number: str) -> None:
    kept = {"number": number, "at": site().now().timestamp()}
    cookie[KEY] = site().sealer.seal(json.dumps(kept).encode()).decode()


def number() -> str | None:
    """None when there is none, or it was left lying on a shared device."""
    sealed = cookie.get(KEY)
    body = site().sealer.open(sealed.encode()) if sealed else None
    if body is None:
        return None
    kept = json.loads(body)
    if shared_device.is_marked() and not _is_touched(kept["number"], kept["at"]):
        put_away()
        return None
    return str(kept["number"])


def holder() -> Holder | None:
    found = number()
    return Holder.of(municipality_id(), found, site().sealer) if found else None


def own_number() -> ResumeNumber | None:
    """What this browser's number stands for; one that leads to nothing any more is put away, and
    the reader told."""
    who = holder()
    if who is None:
        return None
    try:
        return open_work.held(session(), who, today=site().today())
    except Refusal as refusal:
        put_away()
        flash(refused(refusal), "info")
        return None


def put_away() -> None:
    """What lies under the number is still there for whoever comes back with it."""
    cookie.pop(KEY, None)
    if shared_device.is_marked():
        shared_device.empty_browser()


def _is_touched(number: str, at: float) -> bool:
    idle = site().now().timestamp() - at
    if idle > SHARED_IDLE.total_seconds():
        return False
    if idle > TOLD_EVERY.total_seconds():
        hold(number)
    return True
