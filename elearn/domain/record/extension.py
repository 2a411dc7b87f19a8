"""More time for a duty: when it can be asked for, which day is offered, how it is answered.

It moves the last day and nothing else. What has expired stays expired: nobody becomes current by
being given time.

Source: decisions/0024.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import later, months_later
from elearn.domain.record.completion import Status
from elearn.domain.record.reminders import STEPS
from elearn.domain.record.working_days import is_working_day

SOON_DAYS = 30
OFFERED_DAYS = 30
LONGEST_MONTHS = 6


class Decline(StrEnum):
    """Why there is no more time: nothing here is about the person."""

    TIME_IS_SET_ASIDE = "time-is-set-aside"
    TOGETHER_AT_MEETING = "together-at-meeting"
    WORK_REQUIRES_IT = "work-requires-it"
    LET_US_TALK = "let-us-talk"


@dataclass(frozen=True, slots=True)
class Request:
    """More time as it was asked for and answered."""

    due_on: date
    """The last day that was not enough."""
    asked_on: date | None
    """None when it was given unasked."""
    answered_on: date | None
    until_on: date | None
    """None while it waits, and when it was declined."""
    reason: str | None
    answered_by: str | None

    @property
    def is_waiting(self) -> bool:
        return self.answered_on is None


def standing_request(
    requests: Iterable[Request], due_on: date | None, *, today: date
) -> Request | None:
    """The one that says something of the last day *due_on*: it waits, moved it there, or was
    declined; None when more time may be asked for anew."""
    found = None
    for each in requests:
        if each.until_on is None:
            says_it = each.is_waiting or each.due_on == due_on
        else:
            says_it = due_on is not None and today <= each.until_on <= due_on
        found = each if says_it else found
    return found


def may_ask(status: Status | None, due_on: date | None, *, today: date) -> bool:
    """Whether more time is of any use now: something is due within a month, or late."""
    soon = due_on is not None and due_on <= later(today, SOON_DAYS)
    return soon and status in STEPS


def offered_day(due_on: date, *, today: date) -> date:
    """The working day that an answer offers: a month after the last day, or after today."""
    day = later(max(due_on, today), OFFERED_DAYS)
    while not is_working_day(day):
        day = later(day, 1)
    return day


def last_day(today: date) -> date:
    """The latest day that may be given."""
    return months_later(today, LONGEST_MONTHS)


def check_until(until_on: date, due_on: date, *, today: date) -> None:
    """Raises: Refusal `extension-not-later` when it gives no more time, `extension-too-long`."""
    if until_on <= max(due_on, today):
        raise Refusal("extension-not-later")
    if until_on > last_day(today):
        raise Refusal("extension-too-long", months=LONGEST_MONTHS)
