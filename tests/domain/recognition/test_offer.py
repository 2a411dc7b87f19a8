from datetime import date, timedelta

import pytest

from elearn.domain.recognition.offer import next_offer_on

START = date(2026, 3, 2)


def offered_after(last: int | None, due: tuple[int, ...] = ()) -> int | None:
    """Days counted from the first."""
    offer_on = next_offer_on(
        started_on=START,
        last_session_on=None if last is None else START + timedelta(last),
        due_on=[START + timedelta(day) for day in due],
    )
    return None if offer_on is None else (offer_on - START).days


@pytest.mark.parametrize(
    ("last", "due", "offered"),
    [
        (None, (), 0),
        (0, (7,), 7),
        (7, (14,), 21),
        (21, (30,), 60),
        (3, (10,), 10),
        (18, (25,), 25),
        (30, (40,), 60),
        (60, (61, 90), 74),
        (60, (90, 120), 90),
        (60, (), None),
    ],
    ids=[
        "first day",
        "a week",
        "three weeks",
        "two months",
        "came back by themselves",
        "never twice in a week",
        "missed one",
        "at most every 14 days",
        "when something is due",
        "nothing is ever due",
    ],
)
def test_offers_thin_out(last, due, offered):
    assert offered_after(last, due) == offered


def test_who_has_not_begun_is_offered_nothing():
    assert next_offer_on(started_on=None, last_session_on=None, due_on=()) is None
