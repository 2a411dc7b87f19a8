"""The log, sealed day by day: each day's digest is linked with the day before.

Who looked and to whom something was done stay outside, so that disposal of a person changes no
digest. Rows go after some time, by whole days; the links stay, so the chain is whole without them.

Source: docs/decisions/0030.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

SETTLED = timedelta(hours=1)
"""After its end a day waits so long for writes that were under way."""
START = "0" * 64
"""What the first day is linked with."""


@dataclass(frozen=True, slots=True)
class SealedView:
    """A page view without whoever looked."""

    id: UUID
    unit: UUID
    page: str
    shown_on: date
    viewed_at: datetime


@dataclass(frozen=True, slots=True)
class SealedAct:
    """A change without who made it and to whom."""

    id: UUID
    act: str
    acted_at: datetime


@dataclass(frozen=True, slots=True)
class Link:
    day: date
    """In UTC, as disposal counts."""
    lines: int
    digest: str
    """Of the day's rows, SHA-256 in hexadecimal."""
    chain: str
    """Of this day and everything before it."""


def day_digest(views: Iterable[SealedView], acts: Iterable[SealedAct]) -> tuple[int, str]:
    """How many rows, and their digest, in whatever order they come."""
    lines = sorted([*map(_line_of_view, views), *map(_line_of_act, acts)])
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()


def link(before: str, day: date, lines: int, digest: str) -> Link:
    """*before* is the chain of the last sealed day, or START."""
    text = f"{before}\n{day.isoformat()}\n{lines}\n{digest}"
    return Link(day, lines, digest, hashlib.sha256(text.encode()).hexdigest())


def first_broken(links: Iterable[Link]) -> date | None:
    """The first day that does not follow from those before it; *links* come in order."""
    before = START
    for each in links:
        if link(before, each.day, each.lines, each.digest) != each:
            return each.day
        before = each.chain
    return None


def last_settled(now: datetime) -> date:
    """The last day that may be sealed."""
    return (now.astimezone(UTC) - SETTLED).date() - timedelta(days=1)


def bounds(day: date) -> tuple[datetime, datetime]:
    """The first moment of *day*, and of the next."""
    start = datetime.combine(day, time.min, UTC)
    return start, start + timedelta(days=1)


def _line_of_view(view: SealedView) -> str:
    parts = ("view", view.id, view.unit, view.page, view.shown_on, _moment(view.viewed_at))
    return "\t".join(map(str, parts))


def _line_of_act(act: SealedAct) -> str:
    return "\t".join(map(str, ("act", act.id, act.act, _moment(act.acted_at))))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
