"""Which rung of the ladder somebody stands on, and when a manager hears of it."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.record.completion import Status
from elearn.domain.record.reminders import (
    USUAL,
    Asked,
    Ladder,
    Sent,
    Step,
    level_of,
    lines_on,
    step_of,
)

PERSON, DUTY, MANAGER = UUID(int=1), UUID(int=2), UUID(int=3)
DUE = date(2026, 12, 1)


def asked(status=Status.NEVER_NOT_DUE, due_on=DUE, duty=DUTY, to_on=None, ladder=USUAL):
    return Asked(PERSON, duty, "basics", status, due_on, date(2026, 1, 1), to_on, ladder)


def sent(step, sent_on, due_on=DUE):
    return Sent(PERSON, DUTY, due_on, step, sent_on, PERSON)


def after(days):
    return DUE + timedelta(days=days)


@pytest.mark.parametrize(
    ("status", "days", "expected"),
    [
        (Status.NEVER_NOT_DUE, -15, None),
        (Status.NEVER_NOT_DUE, -14, Step.BEFORE_DUE),
        (Status.NEVER_NOT_DUE, -7, Step.BEFORE_DUE),
        (Status.UNDER_WAY, -6, Step.ON_DUE),
        (Status.NEVER_NOT_DUE, 0, Step.ON_DUE),
        (Status.NEVER_OVERDUE, 1, Step.AFTER_DUE),
        (Status.UNDER_WAY, 14, Step.AFTER_DUE),
        (Status.NEVER_OVERDUE, 15, Step.AFTER_DUE_AGAIN),
        (Status.NEVER_OVERDUE, 400, Step.AFTER_DUE_AGAIN),
        (Status.EXPIRING, -31, None),
        (Status.EXPIRING, -30, Step.BEFORE_EXPIRY),
        (Status.EXPIRING, -1, Step.ON_EXPIRY),
        (Status.EXPIRED, 1, Step.AFTER_EXPIRY),
        (Status.EXPIRED, 15, Step.AFTER_EXPIRY_AGAIN),
        (Status.VALID, 1, None),
        (Status.PAUSED, 1, None),
        (Status.EXEMPT, 1, None),
    ],
)
def test_the_ladder(status, days, expected):
    assert step_of(asked(status), after(days)) is expected


CHOSEN = Ladder(before_due=45, before_expiry=60, after=10, after_again=40)
FEW = Ladder(before_due=0, before_expiry=0, after=1, after_again=0)


@pytest.mark.parametrize(
    ("ladder", "status", "days", "expected"),
    [
        (CHOSEN, Status.NEVER_NOT_DUE, -46, None),
        (CHOSEN, Status.NEVER_NOT_DUE, -45, Step.BEFORE_DUE),
        (CHOSEN, Status.NEVER_OVERDUE, 9, Step.ON_DUE),
        (CHOSEN, Status.NEVER_OVERDUE, 10, Step.AFTER_DUE),
        (CHOSEN, Status.NEVER_OVERDUE, 40, Step.AFTER_DUE_AGAIN),
        (CHOSEN, Status.EXPIRING, -60, Step.BEFORE_EXPIRY),
        (CHOSEN, Status.EXPIRED, 40, Step.AFTER_EXPIRY_AGAIN),
        (FEW, Status.NEVER_NOT_DUE, -7, None),
        (FEW, Status.NEVER_NOT_DUE, -6, Step.ON_DUE),
        (FEW, Status.EXPIRING, -7, None),
        (FEW, Status.EXPIRED, 400, Step.AFTER_EXPIRY),
    ],
)
def test_each_duty_has_days_of_its_own(ladder, status, days, expected):
    assert step_of(asked(status, ladder=ladder), after(days)) is expected


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"before_due": 6}, "reminder-before-due-outside"),
        ({"before_due": 91}, "reminder-before-due-outside"),
        ({"before_expiry": -1}, "reminder-before-expiry-outside"),
        ({"after": 0}, "reminder-after-outside"),
        ({"after": 15}, "reminder-after-outside"),
        ({"after": 10, "after_again": 16}, "reminder-again-outside"),
        ({"after_again": 91}, "reminder-again-outside"),
    ],
)
def test_a_ladder_whose_rungs_no_weekly_letter_can_climb_is_refused(days, code):
    with pytest.raises(Refusal, match=code):
        Ladder(**days)


def test_a_rung_is_climbed_once_for_each_last_day():
    earlier = [sent("on-due", after(-2))]

    (again,) = lines_on([asked()], earlier, {}, after(0))
    (other,) = lines_on([asked(due_on=after(3))], earlier, {}, after(0))

    assert (again.is_new, other.is_new) == (False, True)


@pytest.mark.parametrize(("days_ago", "lines"), [(0, 0), (6, 0), (7, 1)])
def test_nothing_is_said_of_what_somebody_has_just_done(days_ago, lines):
    done = {"basics": after(3) - timedelta(days=days_ago)}

    assert len(lines_on([asked(Status.UNDER_WAY)], [], done, after(3))) == lines


def test_nothing_is_said_of_a_status_that_has_ended():
    assert lines_on([asked(to_on=after(0))], [], {}, after(0)) == ()


def test_the_earliest_last_day_comes_first():
    both = [asked(due_on=after(2), duty=UUID(int=9)), asked()]

    assert [line.asked.due_on for line in lines_on(both, [], {}, after(0))] == [DUE, after(2)]


@pytest.mark.parametrize(
    ("said", "days", "level"),
    [
        ([], 400, 0),
        ([("on-due", 0)], 400, 0),
        ([("after-due", 1)], 21, 0),
        ([("after-due", 1)], 22, 1),
        ([("after-due-again", 16)], 22, 0),
        ([("after-due-again", 16)], 23, 1),
        ([("after-due", 1), ("manager-1", 24)], 51, 1),
        ([("after-due", 1), ("manager-1", 24)], 52, 2),
        ([("after-due", 1), ("manager-1", 24), ("manager-2", 60)], 87, 2),
        ([("after-due", 1), ("manager-1", 24), ("manager-2", 60)], 88, 3),
    ],
)
def test_a_manager_hears_of_it_after_the_person_and_the_next_after_the_nearest(said, days, level):
    rows = [sent(step, after(on)) for step, on in said]

    assert level_of(asked(Status.NEVER_OVERDUE), rows, after(days)) == level


def test_what_was_said_of_an_earlier_last_day_reaches_nobody():
    rows = [sent("after-due", after(1), due_on=date(2025, 12, 1))]

    assert level_of(asked(Status.NEVER_OVERDUE), rows, after(60)) == 0
