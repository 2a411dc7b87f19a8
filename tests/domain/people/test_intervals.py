import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import (
    Days,
    Interval,
    contains,
    intersect,
    later,
    months_later,
    subtract,
    union,
)
from tests.domain.people.organisations import day


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start = draw(st.integers(0, 20))
    length = draw(st.none() | st.integers(1, 8))
    return Interval(day(start), None if length is None else day(start + length))


many = st.lists(intervals(), max_size=6)


def days_in(days: Days) -> set[int]:
    return {number for number in range(-2, 40) if contains(days, day(number))}


def is_normal(days: Days) -> bool:
    return all(a.end < b.from_on for a, b in itertools.pairwise(days))


@given(many, many)
def test_sets_of_days_behave_like_sets(these: list[Interval], those: list[Interval]) -> None:
    left, right = union(these), union(those)

    both, without = intersect(left, right), subtract(left, right)

    assert days_in(left) == {n for n in range(-2, 40) if any(i.contains(day(n)) for i in these)}
    assert days_in(both) == days_in(left) & days_in(right)
    assert days_in(without) == days_in(left) - days_in(right)
    assert all(map(is_normal, (left, right, both, without)))


def test_neighbouring_stretches_become_one() -> None:
    touching = [Interval(day(3), None), Interval(day(1), day(3))]

    assert union(touching) == (Interval(day(1), None),)


def test_the_end_of_the_calendar_is_an_open_end() -> None:
    payroll = Interval(day(0), date(9999, 12, 31))

    assert subtract((payroll,), (Interval(day(0), day(1)),)) == (Interval(day(1), None),)


@pytest.mark.parametrize("to_on", [day(0), day(-1)])
def test_a_stretch_without_a_day_is_refused(to_on: date) -> None:
    with pytest.raises(Refusal) as refused:
        Interval(day(0), to_on)

    assert refused.value.code == "ends-before-it-starts"


@pytest.mark.parametrize(
    ("from_on", "months", "expected"),
    [
        ("2024-01-15", 3, "2024-04-15"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2024-12-31", 24, "2026-12-31"),
        ("2024-01-31", 0, "2024-01-31"),
        ("9999-11-01", 3, "9999-12-31"),
    ],
)
def test_months_are_calendar_months(from_on: str, months: int, expected: str) -> None:
    assert months_later(date.fromisoformat(from_on), months) == date.fromisoformat(expected)


def test_days_stop_at_the_end_of_the_calendar() -> None:
    assert later(date(9999, 12, 1), 60) == date.max
