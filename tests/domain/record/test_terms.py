from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.domain.people.org import OrgHistory
from elearn.domain.record.completion import StatusPeriod, status_on
from elearn.domain.record.duty import Duty
from elearn.domain.record.terms import periods_under
from tests.domain.people.organisations import DAYS, START, chart, day, unit
from tests.domain.record.cases import History, done, duty, histories_of_a_person, post

HISTORY = OrgHistory(chart("town town>school town>care"))
SCHOOL, CARE = frozenset({unit(1)}), frozenset({unit(2)})


def changed(before: dict[str, Any], after: dict[str, Any], on: int = 50) -> Duty:
    earlier = duty(**before, to_on=day(on))
    return duty(**after, from_on=day(on), set_on=day(on), earlier=(earlier,))


def told(periods: tuple[StatusPeriod, ...]) -> str:
    texts = [f"{each.status}@{(each.from_on - START).days}" for each in periods]
    return " ".join(texts + [f"@{(p.to_on - START).days}" for p in periods[-1:] if p.to_on])


@pytest.mark.parametrize(
    ("before", "after", "done_on", "expected"),
    [
        # nothing changes that says the same
        ({}, {}, [], "never-not-due@0 never-overdue@31"),
        # a last day is kept, however short or long the new time is
        ({"due_days": 60}, {"due_days": 10}, [], "never-not-due@0 never-overdue@61"),
        ({"due_days": 30}, {"due_days": 90}, [], "never-not-due@0 never-overdue@31"),
        # fewer modules, and it is done from that day on; before it, it was not
        ({}, {"modules": ("a1",)}, [("a1", 5)], "never-not-due@0 under-way@5 valid@50 expiring@86"),
        # who comes under it by the change has the time from then
        ({"units": CARE}, {"units": SCHOOL}, [], "never-not-due@50 never-overdue@81"),
        ({"units": SCHOOL}, {"units": CARE}, [], "never-not-due@0 never-overdue@31 @50"),
    ],
)
def test_each_day_goes_by_the_terms_of_that_day(
    before: dict[str, Any], after: dict[str, Any], done_on: list[tuple[str, int]], expected: str
) -> None:
    evidence = [done(module, number) for module, number in done_on]

    periods = periods_under(changed(before, after), [post(unit=unit(1))], HISTORY, evidence)

    assert told(periods).startswith(expected), told(periods)


@settings(max_examples=60, deadline=None)
@given(histories_of_a_person(), st.integers(1, DAYS))
def test_a_change_to_the_same_changes_nothing(history: History, on: int) -> None:
    same = replace(history.duty, to_on=day(on))
    parted = replace(history.duty, from_on=day(on), earlier=(same,))
    facts = (history.posts, OrgHistory(history.placements), history.evidence)
    rest = (history.exemptions, history.extensions, history.roles)

    whole = periods_under(history.duty, *facts, *rest)
    changed = periods_under(parted, *facts, *rest)

    for number in range(-5, DAYS + 5):
        assert status_on(whole, day(number)) == status_on(changed, day(number)), number
