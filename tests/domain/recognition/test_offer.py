from datetime import date, timedelta

import pytest

from elearn.domain.recognition.offer import next_offer_on

START = date(2026, 3, 2)


def offered_after(sessions: int, last: int | None, due: tuple[int, ...] = ()) -> int | None:
    """Days counted from the first."""
    offer_on = next_offer_on(
        started_on=START,
        sessions=sessions,
        last_session_on=None if last is None else START + timedelta(last),
        due_on=[START + timedelta(day) for day in due],
    )
    return None if offer_on is None else (offer_on - START).days


@pytest.mark.parametrize(
    ("sessions", "last", "due", "offered"),
    [
        (0, None, (), 0),
        (1, 0, (7,), 7),
        (2, 7, (14,), 21),
        (3, 21, (30,), 60),
        (1, 12, (19,), 19),
        (4, 60, (61, 90), 74),
        (4, 60, (90, 120), 90),
        (4, 60, (), None),
    ],
    ids=[
        "first day",
        "a week",
        "three weeks",
        "two months",
        "began late",
        "at most every 14 days",
        "when something is due",
        "nothing is ever due",
    ],
)
def test_offers_thin_out(sessions, last, due, offered):
    assert offered_after(sessions, last, due) == offered
