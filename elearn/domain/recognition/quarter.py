"""Quarters of the calendar, each called by its first day: nothing about a group is dated finer."""

from datetime import date

from elearn.domain.people.intervals import Interval, months_later

MONTHS = 3
QUARTERS_TOLD = 4
"""What a report covers: the year that ended when its quarter began."""


def quarter_of(day: date) -> date:
    return date(day.year, day.month - (day.month - 1) % MONTHS, 1)


def told_in(quarter: date) -> Interval:
    """The days whose blocks the report of *quarter* covers."""
    return Interval(months_later(quarter, -MONTHS * QUARTERS_TOLD), quarter)
