from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import Interval, contains
from elearn.domain.people.org import OrgHistory, OrgTree, Placement
from elearn.domain.people.reorganisation import merged, moved
from tests.domain.people.organisations import (
    DAYS,
    START,
    chart,
    day,
    naive_path,
    reorganised,
    trees,
    unit,
)


@given(trees())
def test_every_answer_of_a_tree_follows_from_the_parents(tree: OrgTree) -> None:
    up = {at: naive_path(tree, at) for at in tree}

    for at in tree:
        assert tree.subtree(at) == {each for each in tree if at in up[each]}
        assert tree.path(at) == tuple(reversed(up[at]))
        assert tree.ancestors(at) == tuple(up[at][1:])
        assert tree.depth(at) == len(up[at]) - 1
        assert set(tree.children(at)) == {each for each in tree if tree.parent(each) == at}
        assert all(tree.is_within(each, at) == (at in up[each]) for each in tree)


def test_units_come_parents_first_and_siblings_by_name() -> None:
    tree = OrgTree.on(START, chart("town town>school town>care school>b school>a"))

    assert [tree.name(at) for at in tree] == ["town", "care", "school", "a", "b"]
    assert tree.roots == (unit(0),)
    assert len(tree) == 5


def test_a_tree_holds_the_units_of_its_day_only() -> None:
    later_on = Placement(unit(1), unit(0), "later", day(5), day(9))
    placements = [*chart("town"), later_on]

    there = [unit(1) in OrgTree.on(day(n), placements) for n in (4, 5, 8, 9)]

    assert there == [False, True, True, False]


def test_about_an_unknown_unit_every_answer_is_empty() -> None:
    tree = OrgTree.on(START, chart("town"))

    assert unit(9) not in tree
    assert tree.subtree(unit(9)) == frozenset()
    assert tree.path(unit(9)) == tree.ancestors(unit(9)) == tree.children(unit(9)) == ()
    assert not tree.is_within(unit(9), unit(9))
    assert tree.name(unit(9)) == ""


def test_a_unit_whose_parent_is_missing_stands_alone() -> None:
    tree = OrgTree.on(START, [*chart("town"), Placement(unit(1), unit(8), "stray", START, None)])

    assert tree.roots == (unit(1), unit(0))
    assert tree.parent(unit(1)) is None
    assert tree.ancestors(unit(1)) == ()


def test_units_in_a_cycle_are_left_out() -> None:
    cycle = [Placement(unit(n), unit(3 - n), "round", START, None) for n in (1, 2)]

    tree = OrgTree.on(START, [*chart("town"), *cycle])

    assert list(tree) == [unit(0)]
    assert tree.ancestors(unit(1)) == ()


def test_ten_thousand_levels_are_no_trouble() -> None:
    deep = [Placement(unit(n), unit(n - 1) if n else None, "", START, None) for n in range(10_000)]

    tree = OrgTree.on(START, deep)
    history = OrgHistory(deep)

    assert tree.depth(unit(9_999)) == 9_999
    assert len(tree.subtree(unit(0))) == 10_000
    assert history.periods_under(unit(9_999), frozenset({unit(0)})) == (Interval(START, None),)


def test_history_knows_since_when_a_unit_stood_where() -> None:
    placements = moved(chart("town town>a town>b a>team"), unit(3), unit(2), day(10))

    history = OrgHistory(placements)

    assert history.periods_under(unit(3), frozenset({unit(1)})) == (Interval(START, day(10)),)
    assert history.periods_under(unit(3), frozenset({unit(2)})) == (Interval(day(10), None),)
    assert history.periods_under(unit(3), frozenset({unit(0)})) == (Interval(START, None),)
    assert history.periods_under(unit(3), frozenset({unit(3)})) == (Interval(START, None),)
    assert history.periods_under(unit(0), frozenset({unit(3)})) == ()


def test_what_was_aimed_at_a_merged_unit_follows_to_the_new_one() -> None:
    placements = merged(chart("town town>a town>b"), unit(1), unit(2), day(10))
    placements = merged(placements, unit(2), unit(0), day(20))

    history = OrgHistory(placements)

    aimed_at_a = frozenset({unit(1)})
    assert history.periods_under(unit(1), aimed_at_a) == (Interval(START, day(10)),)
    assert history.periods_under(unit(2), aimed_at_a) == (Interval(day(10), day(20)),)
    assert history.periods_under(unit(0), aimed_at_a) == (Interval(day(20), None),)


@given(reorganised(), st.integers(0, 7).map(unit), st.integers(0, 7).map(unit))
def test_history_agrees_with_the_tree_of_every_day(
    placements: list, at: object, top: object
) -> None:
    unmerged = [
        Placement(each.unit, each.parent, each.name, each.from_on, each.to_on)
        for each in placements
    ]
    history = OrgHistory(unmerged)

    periods = history.periods_under(at, frozenset({top}))

    for number in range(0, DAYS + 2, 3):
        assert contains(periods, day(number)) == history.tree_on(day(number)).is_within(at, top)


@given(reorganised())
def test_between_two_breakpoints_the_tree_stays_the_same(placements: list[Placement]) -> None:
    history = OrgHistory(placements)

    for start, end in pairwise(history.breakpoints):
        last = date.fromordinal(end.toordinal() - 1)
        assert [*history.tree_on(start)] == [*history.tree_on(last)]


def test_a_history_with_a_cycle_is_refused() -> None:
    cycle = [Placement(unit(n), unit(3 - n), "round", day(n), None) for n in (1, 2)]

    with pytest.raises(Refusal) as refused:
        OrgHistory(cycle)

    assert refused.value.code == "unit-cycle"
    assert refused.value.values["on"] == day(2)
