"""When more time can be asked for, which day is offered, and what it does to the status."""

from datetime import date

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.record.completion import Status, period_on, status_periods
from elearn.domain.record.duty import Extension
from elearn.domain.record.extension import (
    Request,
    check_until,
    may_ask,
    offered_day,
    standing_request,
)
from elearn.domain.record.reminders import Asked, Step, step_of
from elearn.domain.record.working_days import is_working_day
from tests.domain.people.organisations import day
from tests.domain.record.cases import PERSON, concerned, done, duty

TODAY = date(2026, 11, 23)
SOON, LATE, FAR = date(2026, 12, 20), date(2026, 11, 2), date(2026, 12, 24)


@pytest.mark.parametrize(
    ("status", "due_on", "expected"),
    [
        (Status.NEVER_NOT_DUE, SOON, True),
        (Status.NEVER_OVERDUE, LATE, True),
        (Status.UNDER_WAY, SOON, True),
        (Status.EXPIRING, SOON, True),
        (Status.EXPIRED, LATE, True),
        (Status.NEVER_NOT_DUE, FAR, False),
        (Status.NEVER_NOT_DUE, None, False),
        (Status.VALID, SOON, False),
        (Status.EXEMPT, None, False),
        (Status.PAUSED, None, False),
        (None, None, False),
    ],
)
def test_more_time_is_asked_for_what_is_due_within_a_month_or_late(status, due_on, expected):
    assert may_ask(status, due_on, today=TODAY) is expected


@pytest.mark.parametrize("due_on", [LATE, SOON, date(2026, 11, 24), date(2027, 5, 1)])
def test_a_working_day_a_month_on_is_offered(due_on):
    found = offered_day(due_on, today=TODAY)

    assert is_working_day(found)
    assert 30 <= (found - max(due_on, TODAY)).days <= 40


@pytest.mark.parametrize(
    ("until_on", "code"),
    [
        (TODAY, "extension-not-later"),
        (SOON, "extension-not-later"),
        (date(2027, 5, 24), "extension-too-long"),
        (date.max, "extension-too-long"),
    ],
)
def test_a_day_that_gives_no_time_or_too_much_is_refused(until_on, code):
    with pytest.raises(Refusal) as refused:
        check_until(until_on, SOON, today=TODAY)

    assert refused.value.code == code


def test_the_latest_day_is_six_months_on():
    check_until(date(2027, 5, 23), SOON, today=TODAY)


def request(due_on=SOON, until_on=None, reason=None, answered=True):
    return Request(due_on, LATE, LATE if answered else None, until_on, reason, None)


@pytest.mark.parametrize(
    ("requests", "due_on", "expected"),
    [
        ([], SOON, None),
        ([request(answered=False)], SOON, 0),
        ([request(reason="let-us-talk")], SOON, 0),
        ([request(LATE, reason="let-us-talk")], SOON, None),
        ([request(LATE, until_on=SOON)], SOON, 0),
        ([request(LATE, until_on=date(2026, 11, 20))], SOON, None),
        ([request(LATE, until_on=SOON), request(SOON, answered=False)], SOON, 1),
    ],
)
def test_a_request_stands_while_it_says_something_of_the_last_day(requests, due_on, expected):
    found = standing_request(requests, due_on, today=TODAY)

    assert found is (None if expected is None else requests[expected])


def periods(*extensions, evidence=()):
    found = status_periods(
        duty(),
        concerned((0, None)),
        evidence,
        (),
        [Extension(day(a), day(b)) for a, b in extensions],
    )
    return lambda number: period_on(found, day(number))


def test_more_time_moves_the_last_day_and_leaves_the_past_as_it_was():
    on = periods((40, 60))

    assert (on(35).status, on(35).due_on) == (Status.NEVER_OVERDUE, day(30))
    assert (on(40).status, on(40).due_on) == (Status.NEVER_NOT_DUE, day(60))
    assert on(61).status is Status.NEVER_OVERDUE


def test_what_has_expired_stays_expired_and_is_due_later():
    on = periods((120, 150), evidence=[done("a1", 10), done("a2", 10)])

    assert (on(115).status, on(115).due_on) == (Status.EXPIRED, day(110))
    found = on(130)
    assert (found.status, found.due_on, found.valid_until) == (Status.EXPIRED, day(150), day(110))


def test_letters_wait_for_the_later_day_and_speak_of_it_as_due():
    late = Asked(PERSON, duty().id, "grunden", Status.EXPIRED, day(110), day(111), None)
    given = Asked(
        PERSON, duty().id, "grunden", Status.EXPIRED, day(150), day(120), None, is_extended=True
    )

    assert step_of(late, day(130)) is Step.AFTER_EXPIRY_AGAIN
    assert step_of(given, day(130)) is None
    assert step_of(given, day(137)) is Step.BEFORE_DUE
    assert step_of(given, day(151)) is Step.AFTER_DUE
