"""The dated periods against a recomputation day by day, on random histories."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings

from elearn.domain.people.intervals import Interval, union
from elearn.domain.people.org import OrgHistory
from elearn.domain.record.completion import StatusPeriod, period_on, status_on, status_periods
from elearn.domain.record.concern import Concern, concern_of
from tests.domain.people.organisations import day
from tests.domain.record.cases import History, histories_of_a_person, histories_of_everything
from tests.domain.record.oracle import FIRST, LAST, statuses

slow = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def computed(history: History) -> tuple[Concern, tuple[StatusPeriod, ...]]:
    concern = concern_of(history.duty, history.posts, OrgHistory(history.placements), history.roles)
    return concern, status_periods(
        history.duty, concern, history.evidence, history.exemptions, history.extensions
    )


@slow
@given(histories_of_a_person() | histories_of_everything())
def test_every_day_has_the_status_that_a_day_by_day_count_gives(history: History) -> None:
    expected = statuses(history)

    _, periods = computed(history)

    for on in (day(number) for number in range(FIRST, LAST)):
        period = period_on(periods, on)
        found = period and (period.status.value, period.due_on, period.valid_until)
        assert found == expected.get(on), on
        assert status_on(periods, on) == (expected[on][0] if on in expected else None)


@slow
@given(histories_of_a_person() | histories_of_everything())
def test_periods_cover_the_concern_exactly_and_change_at_each_seam(history: History) -> None:
    concern, periods = computed(history)

    assert union(Interval(each.from_on, each.to_on) for each in periods) == concern.periods
    for earlier, following in pairwise(periods):
        assert earlier.end <= following.from_on
        assert earlier.end < following.from_on or _what(earlier) != _what(following)


def _what(period: StatusPeriod) -> tuple[object, ...]:
    return period.status, period.due_on, period.valid_until
