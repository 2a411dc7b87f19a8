"""Last days that nobody can keep, and the day that is offered instead.

That a last day falls on a leave cannot happen: `due` moves it.

Source: decisions/0023.
"""

from datetime import date
from enum import StrEnum

from elearn.domain.record.due import LEAST_OFFERED, working_days_later


class Impossible(StrEnum):
    BEFORE_START = "before-start"
    """The last day is before the first on which it was asked at all."""
    PAST = "past"
    """It had passed when the duty was set, or when the employment was entered."""
    TOO_SOON = "too-soon"
    """It left fewer working days than the duty promises, counted from then."""


def impossible(
    due_on: date, start: date, known_on: date | None, least_working_days: int
) -> Impossible | None:
    """Of something asked from *start* on that nobody could know of before *known_on*; None when
    the last day can be kept. None for *known_on* means that it was always known."""
    if due_on < start:
        return Impossible.BEFORE_START
    known = max(start, known_on or start)
    if due_on < known:
        return Impossible.PAST
    least = working_days_later(known, least_working_days, ())
    return Impossible.TOO_SOON if least is not None and due_on < least else None


def realistic_day(today: date, least_working_days: int) -> date:
    """The last day that is offered *today*: a working day far enough away."""
    day = working_days_later(today, max(least_working_days, LEAST_OFFERED), ())
    assert day is not None
    return day
