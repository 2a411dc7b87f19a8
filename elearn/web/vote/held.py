"""At which meeting this browser votes, and the number by which it does so once a round: both in the
signed cookie, until the browser is closed."""

import secrets
from typing import NamedTuple
from uuid import UUID

from flask import session as cookie

KEY = "vote"
TOKEN_BYTES = 16


class Held(NamedTuple):
    meeting: UUID
    token: str


def hold(meeting: UUID) -> None:
    """Whoever sends the same meeting's code again keeps the number."""
    known = held()
    if known is None or known.meeting != meeting:
        cookie[KEY] = [meeting.hex, secrets.token_hex(TOKEN_BYTES)]


def held() -> Held | None:
    found = cookie.get(KEY)
    return Held(UUID(found[0]), found[1]) if found else None
