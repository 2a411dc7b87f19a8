from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import Refusal
from elearn.domain.people.hindsight import branch_on, keeper
from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.people.reorganisation import closed, merged, moved
from tests.domain.people.organisations import DAYS, changed, changes, chart, day, unit

CARE, SCHOOL, NORTH, TEAM = (unit(number) for number in range(1, 5))
CHART = "town town>care town>school care>north north>team"
"""Numbered from 0 in this order."""


def names(placements, on, top, mine, *, today=100):
    tree = OrgTree.on(day(today), placements)
    branch = branch_on(day(on), top, placements, tree.subtree(mine), tree)
    return {branch.tree.name(each) for each in branch.tree}, branch.elsewhere


def test_today_a_branch_is_the_unit_and_everything_under_it():
    assert names(chart(CHART), 100, CARE, CARE) == ({"care", "north", "team"}, 0)


def test_a_unit_that_has_moved_to_another_branch_took_its_past_along():
    placements = moved(chart(CHART), NORTH, SCHOOL, day(50))

    assert names(placements, 10, CARE, CARE) == ({"care"}, 2)


def test_who_has_both_branches_sees_a_moved_unit_where_it_was():
    placements = moved(chart(CHART), NORTH, SCHOOL, day(50))

    assert names(placements, 10, CARE, unit(0)) == ({"care", "north", "team"}, 0)


def test_a_closed_unit_is_shown_on_the_days_it_was_there():
    placements = closed(chart(CHART), TEAM, day(50))

    assert names(placements, 49, CARE, CARE) == ({"care", "north", "team"}, 0)
    assert names(placements, 50, CARE, CARE) == ({"care", "north"}, 0)


def test_a_unit_that_moved_away_and_was_closed_there_stays_with_the_others():
    placements = closed(moved(chart(CHART), TEAM, SCHOOL, day(50)), TEAM, day(60))

    assert names(placements, 10, CARE, CARE) == ({"care", "north"}, 1)


def test_a_merged_unit_belongs_to_whoever_has_the_unit_that_took_it_over():
    placements = merged(chart(CHART), NORTH, SCHOOL, day(50))

    assert names(placements, 10, CARE, CARE) == ({"care"}, 2)


def test_a_unit_that_was_not_there_that_day_has_an_empty_branch():
    placements = [*chart("town"), Placement(unit(9), unit(0), "new", day(50), None)]

    assert names(placements, 10, unit(9), unit(0)) == (set(), 0)


def test_a_unit_to_come_is_shown_on_its_days_to_whoever_has_the_unit_above():
    placements = [*chart(CHART), Placement(unit(9), CARE, "new", day(150), None)]

    assert names(placements, 160, CARE, CARE) == ({"care", "north", "team", "new"}, 0)


@given(
    st.lists(changes(), max_size=12),
    st.integers(0, DAYS),
    st.integers(0, 7).map(unit),
    st.integers(0, 7).map(unit),
)
def test_whoever_has_everything_sees_the_tree_of_the_day_and_nobody_sees_a_strangers_unit(
    steps, on, top, mine
):
    placements = chart("town town>1 town>2 1>3 3>4 2>5")
    for step in steps:
        try:
            placements = changed(placements, step)
        except Refusal:
            continue
    tree = OrgTree.on(day(DAYS), placements)
    then = OrgTree.on(day(on), placements)

    whole = branch_on(day(on), top, placements, frozenset(tree), tree)
    part = branch_on(day(on), top, placements, tree.subtree(mine), tree)

    assert set(whole.tree) == set(then.subtree(top))
    strangers = set(tree) - tree.subtree(mine)
    assert set(part.tree).isdisjoint(strangers)
    assert len(part.tree) + part.elsewhere == len(then.subtree(top))


@pytest.mark.parametrize("within", [frozenset(), frozenset({UUID(int=99)})])
def test_a_scope_without_the_unit_shows_nothing(within):
    placements = chart(CHART)

    branch = branch_on(day(1), CARE, placements, within, OrgTree.on(day(1), placements))

    assert not len(branch.tree)


def test_a_unit_that_is_gone_is_answered_for_by_its_heir_or_by_the_one_above():
    into = merged(chart(CHART), TEAM, SCHOOL, day(50))
    gone = closed(chart(CHART), TEAM, day(50))

    for placements, expected in ((chart(CHART), TEAM), (into, SCHOOL), (gone, NORTH)):
        assert keeper(TEAM, placements, OrgTree.on(day(100), placements)) == expected
    assert keeper(unit(99), gone, OrgTree.on(day(100), gone)) is None
