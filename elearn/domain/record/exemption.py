"""Why somebody need not take a course for a time, and for how long at most.

Source: decisions/0024.
"""

from datetime import date
from enum import StrEnum

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import months_later

LONGEST_MONTHS = 12


class ExemptionReason(StrEnum):
    """Nothing here is about health, home or opinions."""

    OTHER_WORK = "other-work"
    LEAVING_SOON = "leaving-soon"
    TRAINED_ELSEWHERE = "trained-elsewhere"
    OTHER_EMPLOYER = "other-employer"


def last_day(today: date) -> date:
    """The latest day on which an exemption that begins today may end."""
    return months_later(today, LONGEST_MONTHS)


def check_until(until_on: date, *, today: date) -> None:
    """*until_on* is the last exempt day.

    Raises: Refusal `exemption-over` when it has passed, `exemption-too-long`.
    """
    if until_on < today:
        raise Refusal("exemption-over")
    if until_on > last_day(today):
        raise Refusal("exemption-too-long", months=LONGEST_MONTHS)
