"""By when a duty has to be done: the last day on which all is still well.

Source: decisions/0003, 0023.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from elearn.domain.people.intervals import Days, later
from elearn.domain.record.duty import DueFrom, Duty, Extension
from elearn.domain.record.working_days import is_working_day

LEAST_OFFERED = 10
"""Working days that a realistic date leaves, even where a duty asks for fewer."""


def first_due_on(duty: Duty, start: date, counted_from: date, idle: Days) -> date | None:
    """Of a concern that begins on *start*; None when idle days never let it fall due.

    *idle* are the days on which nothing is asked of the person. Where it is a number of days they
    are not counted; a date stays where it is, unless the person is away on it.
    """
    if duty.due_from is DueFrom.DATE and duty.due_on and start <= duty.due_on:
        wanted: date | None = duty.due_on
    else:
        wanted = days_later(counted_from, duty.due_days, idle)
    given_on = max(start, duty.set_on or start)
    if duty.due_from is DueFrom.PUBLICATION and duty.published_on:
        given_on = max(given_on, duty.published_on)
    least = working_days_later(given_on, duty.least_working_days, idle)
    if wanted is None or least is None:
        return None
    due = max(wanted, least) if duty.least_working_days else wanted
    away = next((rest for rest in idle if rest.contains(due)), None)
    if away is None:
        return due
    return working_days_later(away.to_on, duty.least_working_days, idle) if away.to_on else None


def date_moved_to(duty: Duty) -> date | None:
    """The last day of whoever comes under *duty* on its first day, where the date that was chosen
    leaves fewer working days than it promises; None where that date stands."""
    if duty.due_from is not DueFrom.DATE or duty.due_on is None:
        return None
    given_on = max(duty.from_on, duty.set_on or duty.from_on)
    least = _working_days_later(given_on, duty.least_working_days)
    return least if duty.due_on < least and duty.least_working_days else None


def after_withdrawal(duty: Duty) -> Iterator[Extension]:
    """More time for everybody, from the day on which what was out of use can be taken again."""
    count = max(duty.least_working_days, LEAST_OFFERED)
    for gap in duty.withdrawn:
        if gap.to_on is not None:
            yield Extension(gap.to_on, _working_days_later(gap.to_on, count))


def days_later(start: date, days: int, idle: Days) -> date | None:
    """The day *days* after *start*, idle days not counted; None when they never end."""
    due = later(start, days)
    for rest in idle:
        if rest.from_on > due:
            break
        if rest.end > start:
            if rest.to_on is None:
                return None
            due = later(due, (rest.to_on - max(rest.from_on, start)).days)
    return due


def working_days_later(start: date, count: int, idle: Days) -> date | None:
    """The day on which *count* working days after *start* have passed, those that are idle not
    counted; None when idle days never end."""
    if not any(rest.end > start for rest in idle):
        return _working_days_later(start, count)
    day = start
    while count:
        day = later(day, 1)
        rest = next((each for each in idle if each.contains(day)), None)
        if rest is not None and rest.to_on is None:
            return None
        count -= rest is None and is_working_day(day)
    return day


@lru_cache(maxsize=4096)
def _working_days_later(start: date, count: int) -> date:
    day = start
    while count:
        day = later(day, 1)
        if day == date.max:
            return day
        count -= is_working_day(day)
    return day
