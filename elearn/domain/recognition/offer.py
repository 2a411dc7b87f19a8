"""When practice is offered. Whoever wants to may practise on any other day as well."""

from collections.abc import Collection
from datetime import date, timedelta

PULSE_DAYS = 14
FIRST_SESSIONS_AFTER_DAYS = (0, 7, 21, 60)
"""From the first day; for those who are new."""
SHORTEST_GAP_DAYS = 7


def next_offer_on(
    *, started_on: date | None, last_session_on: date | None, due_on: Collection[date]
) -> date | None:
    """The day of the next offer; None while nothing falls due, and for whoever has not begun.

    *due_on* has the due day of each concept met.
    """
    if started_on is None or last_session_on is None:
        return started_on
    for days in FIRST_SESSIONS_AFTER_DAYS:
        planned_on = started_on + timedelta(days)
        if planned_on > last_session_on:
            return max(planned_on, last_session_on + timedelta(SHORTEST_GAP_DAYS))
    if not due_on:
        return None
    return max(min(due_on), last_session_on + timedelta(PULSE_DAYS))
