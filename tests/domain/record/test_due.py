"""By when: plain dates, around a Christmas that everybody knows."""

from datetime import date
from typing import Any

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import Interval
from elearn.domain.people.permissions import Role
from elearn.domain.record.due import date_moved_to, first_due_on, working_days_later
from elearn.domain.record.duty import DueFrom
from tests.domain.record.cases import duty

FRIDAY = date(2026, 12, 18)
"""The four working days after it are Monday to Wednesday, and Monday the 28th: the eve, the day
and the day after are free."""


def due(start: date = FRIDAY, *idle: Interval, **facts: Any) -> date | None:
    counted_from = facts.pop("counted_from", start)
    return first_due_on(duty(**facts), start, counted_from, idle)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, FRIDAY),
        (1, date(2026, 12, 21)),
        (3, date(2026, 12, 23)),
        (4, date(2026, 12, 28)),
        (7, date(2027, 1, 4)),
    ],
)
def test_holidays_and_weekends_are_no_working_days(count: int, expected: date) -> None:
    assert working_days_later(FRIDAY, count, ()) == expected


def test_days_away_are_no_working_days() -> None:
    away = Interval(date(2026, 12, 21), date(2026, 12, 23))

    assert working_days_later(FRIDAY, 1, (away,)) == date(2026, 12, 23)
    assert working_days_later(FRIDAY, 1, (Interval(FRIDAY, None),)) is None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"due_days": 3}, date(2026, 12, 21)),
        ({"due_days": 3, "least_working_days": 4}, date(2026, 12, 28)),
        ({"due_days": 30, "least_working_days": 4}, date(2027, 1, 17)),
        # nobody could know before it was decided
        ({"due_days": 3, "least_working_days": 1, "set_on": date(2027, 1, 7)}, date(2027, 1, 8)),
        ({"due_days": 3, "set_on": date(2027, 1, 7)}, date(2026, 12, 21)),
        # counted from a day before the concern: long past, but for the working days
        (
            {"counted_from": date(2020, 1, 1), "least_working_days": 4},
            date(2026, 12, 28),
        ),
        # a fixed date, for whoever is there by then; whoever comes later has the days
        ({"due_from": DueFrom.DATE, "due_on": date(2027, 3, 1)}, date(2027, 3, 1)),
        (
            {"due_from": DueFrom.DATE, "due_on": date(2026, 12, 20), "least_working_days": 4},
            date(2026, 12, 28),
        ),
        ({"due_from": DueFrom.DATE, "due_on": date(2026, 12, 17)}, date(2027, 1, 17)),
    ],
)
def test_the_last_day_is_never_sooner_than_the_working_days(
    facts: dict[str, Any], expected: date
) -> None:
    assert due(**facts) == expected


def test_a_fixed_date_waits_only_for_whoever_is_away_on_it() -> None:
    fixed = {"due_from": DueFrom.DATE, "due_on": date(2027, 3, 1), "least_working_days": 2}
    before = Interval(date(2027, 1, 10), date(2027, 2, 10))
    over = Interval(date(2027, 2, 20), date(2027, 3, 6))

    assert due(FRIDAY, before, **fixed) == date(2027, 3, 1)
    assert due(FRIDAY, over, **fixed) == date(2027, 3, 9)
    assert due(FRIDAY, Interval(date(2027, 2, 20), None), **fixed) is None


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"due_from": DueFrom.DATE}, "due-without-date"),
        ({"due_from": DueFrom.ROLE}, "due-from-role-without-roles"),
        ({"least_working_days": 61}, "working-days-outside"),
        ({"least_working_days": -1}, "working-days-outside"),
    ],
)
def test_what_cannot_be_asked_is_refused(facts: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        duty(**facts)


def test_a_role_to_count_from_is_one_that_the_duty_is_for() -> None:
    assert duty(due_from=DueFrom.ROLE, roles=frozenset({Role.MANAGER})).roles


@pytest.mark.parametrize(
    ("facts", "moved"),
    [
        ({"due_on": date(2026, 12, 20), "least_working_days": 4}, date(2026, 12, 28)),
        ({"due_on": date(2026, 12, 28), "least_working_days": 4}, None),
        ({"due_on": date(2026, 12, 20)}, None),
        (
            {"due_on": date(2026, 12, 28), "least_working_days": 1, "set_on": date(2027, 1, 7)},
            date(2027, 1, 8),
        ),
    ],
)
def test_a_date_too_near_is_known_to_move(facts: dict[str, Any], moved: date | None) -> None:
    facts = {"due_from": DueFrom.DATE, "from_on": FRIDAY, **facts}

    assert date_moved_to(duty(**facts)) == moved
    assert due(**facts) == (moved or facts["due_on"])
    assert date_moved_to(duty(from_on=FRIDAY, least_working_days=4)) is None
