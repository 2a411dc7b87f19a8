from datetime import date, timedelta

import pytest

from elearn.domain.people.employment import Employment
from elearn.domain.record.retention import RETENTION, Kept, evidence_goes_on, goes_on, last_to_go
from tests.domain.people.organisations import day
from tests.domain.record.cases import post


@pytest.mark.parametrize("kept", Kept)
def test_everything_that_is_kept_has_a_term(kept: Kept) -> None:
    assert RETENTION[kept].months or RETENTION[kept].days


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (Kept.EVIDENCE, date(2026, 2, 28)),
        (Kept.OPEN_ATTEMPT, date(2024, 3, 30)),
        (Kept.SUBMITTED_ATTEMPT, date(2024, 3, 1)),
        (Kept.SESSION, date(2024, 3, 30)),
        (Kept.AUDIT, date(2026, 2, 28)),
    ],
)
def test_what_began_on_a_leap_day_goes_on(kept: Kept, expected: date) -> None:
    assert goes_on(kept, date(2024, 2, 29)) == expected


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([], None),
        ([post()], None),
        ([post(to_on=day(10)), post(2)], None),
        ([post(to_on=date(2024, 6, 30)), post(2, to_on=date(2024, 5, 31))], date(2026, 6, 30)),
        ([post(provisional=True)], date(2026, 1, 31)),
    ],
)
def test_evidence_stays_two_years_after_the_last_post(
    posts: list[Employment], expected: date | None
) -> None:
    assert evidence_goes_on(posts) == expected


def test_a_controller_sets_other_months() -> None:
    assert evidence_goes_on([post(to_on=date(2024, 6, 30))], months=6) == date(2024, 12, 30)


@pytest.mark.parametrize("kept", Kept)
@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2025, 3, 1), date(2026, 12, 31)])
def test_the_last_day_to_go_is_the_last(kept: Kept, today: date) -> None:
    last = last_to_go(kept, today)

    assert goes_on(kept, last) <= today
    assert goes_on(kept, last + timedelta(days=1)) > today
