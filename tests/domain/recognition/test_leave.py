from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.people.employment import Employment, EmploymentKind
from elearn.domain.people.intervals import Interval, union
from elearn.domain.recognition.leave import days_away, leaves_of, thawed, warms_up
from elearn.domain.recognition.memory import Memory

VISITED = date(2026, 1, 10)
PARENTAL = union([Interval(date(2026, 2, 1), date(2026, 5, 1))])


def memory(due_on: date) -> Memory:
    return Memory(20.0, 5.0, due_on=due_on, last_on=VISITED, exposures=3)


@pytest.mark.parametrize(
    ("visited_on", "today", "days"),
    [
        (VISITED, date(2026, 6, 1), 89),
        (date(2026, 4, 1), date(2026, 6, 1), 30),
        (VISITED, date(2026, 2, 11), 10),
        (VISITED, date(2026, 1, 20), 0),
        (VISITED, VISITED, 0),
    ],
    ids=["all of it", "a visit in between", "still away", "before it", "the same day"],
)
def test_leave_counts_since_the_last_visit(visited_on, today, days):
    assert days_away(PARENTAL, visited_on=visited_on, today=today) == days


def test_what_was_due_during_leave_is_due_as_many_days_later():
    before = {"a": memory(date(2026, 2, 15)), "b": memory(date(2026, 9, 1))}

    after = thawed(before, PARENTAL, visited_on=VISITED, today=date(2026, 5, 2))

    assert after["a"].due_on == date(2026, 2, 15) + timedelta(89)
    assert after["b"].due_on == date(2026, 9, 1) + timedelta(89)


@given(st.integers(-200, 400), st.integers(89, 400))
def test_after_leave_nothing_is_late(due_in, back_after):
    today = date(2026, 2, 1) + timedelta(back_after)
    before = {"a": memory(VISITED + timedelta(due_in))}

    after = thawed(before, PARENTAL, visited_on=VISITED, today=today)

    assert after["a"].due_on >= max(today, before["a"].due_on)
    assert (after["a"].last_on, after["a"].stability) == (VISITED, 20.0)


def test_without_leave_nothing_moves():
    before = {"a": memory(date(2026, 1, 15))}

    assert thawed(before, (), visited_on=VISITED, today=date(2026, 6, 1)) == before


@pytest.mark.parametrize(
    ("today", "warm"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2026, 6, 1), True)],
    ids=["27 days", "28 days", "after it"],
)
def test_a_long_leave_ends_in_a_warm_up(today, warm):
    assert warms_up(PARENTAL, visited_on=VISITED, today=today) is warm


def post(from_on: date, *leaves: Interval) -> Employment:
    return Employment(
        uuid4(), uuid4(), uuid4(), "1", "", EmploymentKind.PERMANENT, from_on, None, leaves
    )


def test_somebody_with_two_posts_is_away_only_when_on_leave_from_both():
    january = date(2026, 1, 1)
    long = post(january, Interval(date(2026, 3, 1), date(2026, 9, 1)))
    short = post(january, Interval(date(2026, 8, 1), date(2026, 10, 1)))

    assert leaves_of([long]) == (Interval(date(2026, 3, 1), date(2026, 9, 1)),)
    assert leaves_of([long, short]) == (Interval(date(2026, 8, 1), date(2026, 9, 1)),)
    assert leaves_of([]) == ()


def test_days_before_the_first_post_are_no_leave():
    new = post(date(2026, 5, 1), Interval(date(2026, 4, 1), date(2026, 6, 1)))

    assert leaves_of([new]) == (Interval(date(2026, 5, 1), date(2026, 6, 1)),)
