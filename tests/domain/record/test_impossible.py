from datetime import date

import pytest

from elearn.domain.record.impossible import Impossible, impossible, realistic_day

MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("due_on", "known_on", "least", "expected"),
    [
        (date(2026, 10, 30), None, 0, Impossible.BEFORE_START),
        (MONDAY, None, 0, None),
        (date(2026, 11, 10), date(2026, 11, 11), 0, Impossible.PAST),
        (date(2026, 11, 11), date(2026, 11, 11), 0, None),
        (date(2026, 11, 13), date(2026, 11, 11), 3, Impossible.TOO_SOON),
        (date(2026, 11, 16), date(2026, 11, 11), 3, None),
        # known before it was asked is as good as known on the first day
        (date(2026, 11, 5), date(2026, 1, 1), 3, None),
        (date(2026, 11, 4), date(2026, 1, 1), 3, Impossible.TOO_SOON),
    ],
)
def test_a_last_day_can_be_kept_by_whoever_could_know_of_it(
    due_on: date, known_on: date | None, least: int, expected: Impossible | None
) -> None:
    assert impossible(due_on, MONDAY, known_on, least) == expected


def test_the_day_that_is_offered_leaves_ten_working_days_at_least() -> None:
    assert realistic_day(MONDAY, 0) == date(2026, 11, 16)
    assert realistic_day(MONDAY, 15) == date(2026, 11, 23)
