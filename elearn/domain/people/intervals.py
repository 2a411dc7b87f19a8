"""Stretches of days, and sets of days made of them.

A stretch is half-open, [from_on, to_on), and *to_on* None means that no end is known;
9999-12-31, which payroll systems write for the same, is read alike. `Days` is a set of days as
sorted stretches that neither overlap nor touch: `union` makes one of anything, and the other
functions take and give nothing else.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from elearn.domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class Interval:
    from_on: date
    to_on: date | None

    def __post_init__(self) -> None:
        check_dates(self.from_on, self.to_on)

    @property
    def end(self) -> date:
        """The first day outside; the calendar's last when open."""
        return self.to_on or date.max

    def contains(self, day: date) -> bool:
        return self.from_on <= day < self.end


Days: TypeAlias = tuple[Interval, ...]


def check_dates(from_on: date, to_on: date | None) -> None:
    """Raises: Refusal, when the stretch would hold no day."""
    if to_on is not None and to_on <= from_on:
        raise Refusal("ends-before-it-starts", from_on=from_on, to_on=to_on)


def between(start: date, end: date) -> Interval:
    """The days [start, end); the calendar's last day as *end* leaves it open."""
    return Interval(start, None if end == date.max else end)


def union(intervals: Iterable[Interval]) -> Days:
    """Every day that is in at least one of *intervals*, which come in any order."""
    joined: list[Interval] = []
    for each in sorted(intervals, key=lambda interval: interval.from_on):
        if joined and each.from_on <= joined[-1].end:
            joined[-1] = between(joined[-1].from_on, max(joined[-1].end, each.end))
        else:
            joined.append(each)
    return tuple(joined)


def intersect(left: Days, right: Days) -> Days:
    """The days that are in both."""
    shared = []
    i = j = 0
    while i < len(left) and j < len(right):
        a, b = left[i], right[j]
        start, end = max(a.from_on, b.from_on), min(a.end, b.end)
        if start < end:
            shared.append(between(start, end))
        if a.end < b.end:
            i += 1
        else:
            j += 1
    return tuple(shared)


def subtract(left: Days, right: Days) -> Days:
    """The days of *left* that are not in *right*."""
    return intersect(left, _complement(right)) if right else left


def contains(days: Days, day: date) -> bool:
    return any(interval.contains(day) for interval in days)


def later(day: date, days: int) -> date:
    """*day* plus *days*, stopping at the calendar's last day."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max


def months_later(day: date, months: int) -> date:
    """The same day of the month *months* on, or the last that month has."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _complement(days: Days) -> Days:
    edges = [date.min, *(edge for each in days for edge in (each.from_on, each.end)), date.max]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(between(start, end) for start, end in pairs if start < end)
