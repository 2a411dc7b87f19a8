"""Which ballot this browser has open: the hash of its code, in the signed cookie, until the browser
is closed or the ballot is sent."""

from flask import session as cookie

from elearn.services.panel_ballots import Holder
from elearn.web.tenant import municipality_id

OPEN = "ballot"
SENT = "ballot-sent"
_MARK_LETTERS = 12


def open_ballot(who: Holder) -> None:
    cookie[OPEN] = who.code_hash.hex()
    cookie.pop(SENT, None)


def close_ballot(*, was_sent: bool) -> None:
    cookie.pop(OPEN, None)
    if was_sent:
        cookie[SENT] = True


def is_open() -> bool:
    return bool(cookie.get(OPEN))


def holder() -> Holder:
    """Of the open ballot."""
    return Holder(municipality_id(), bytes.fromhex(cookie[OPEN]))


def was_sent() -> bool:
    """Whether the last ballot of this browser has been sent in."""
    return bool(cookie.get(SENT))


def mark() -> str:
    """What a form carries, so that it is not taken for one of another ballot opened since."""
    return str(cookie.get(OPEN, ""))[:_MARK_LETTERS]
