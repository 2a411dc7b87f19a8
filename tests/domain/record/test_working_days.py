"""Swedish working days and hours, on days of the test's own."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from elearn.domain.record.working_days import (
    is_working_day,
    is_working_time,
    next_working_time,
    week_of,
)


def at(*parts: int) -> datetime:
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Stockholm"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 6, 19), False),
        (date(2026, 12, 24), False),
        (date(2026, 12, 23), True),
        (date(2026, 4, 3), False),
        (date(2026, 5, 14), False),
        (date(2026, 5, 15), True),
        (date(2025, 6, 6), False),
        (date(2027, 1, 6), False),
    ],
)
def test_holidays_and_the_eves_that_everybody_has_off(day: date, expected: bool) -> None:
    assert is_working_day(day) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(2026, 11, 23, 8, 0), at(2026, 11, 23, 8, 0)),
        (at(2026, 11, 23, 15, 59), at(2026, 11, 23, 15, 59)),
        (at(2026, 11, 23, 4, 30), at(2026, 11, 23, 8, 0)),
        (at(2026, 11, 27, 16, 0), at(2026, 11, 30, 8, 0)),
        (at(2026, 12, 23, 17, 0), at(2026, 12, 28, 8, 0)),
    ],
)
def test_a_letter_waits_for_working_hours(moment: datetime, expected: datetime) -> None:
    assert next_working_time(moment) == expected
    assert is_working_time(expected)


def test_weeks_are_counted_as_swedes_do() -> None:
    assert week_of(date(2027, 1, 1)) == "2026-W53"
