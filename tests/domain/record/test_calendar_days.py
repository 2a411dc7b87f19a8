from datetime import date

import pytest

from elearn.domain.record.calendar_days import calendar_day
from elearn.domain.record.completion import Status

DUE, UNTIL = date(2026, 12, 1), date(2027, 12, 1)


@pytest.mark.parametrize(
    ("status", "day"),
    [
        (Status.NEVER_NOT_DUE, DUE),
        (Status.NEVER_OVERDUE, DUE),
        (Status.UNDER_WAY, DUE),
        (Status.EXPIRING, DUE),
        (Status.EXPIRED, DUE),
        (Status.VALID, UNTIL),
        (Status.PAUSED, None),
        (Status.EXEMPT, None),
    ],
)
def test_the_day_by_which_something_is_to_be_done(status, day):
    assert calendar_day(status, DUE, UNTIL) == day
