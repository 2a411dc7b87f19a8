from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.people.reorganisation import (
    Problem,
    check_placements,
    closed,
    created,
    merged,
    moved,
    renamed,
)
from tests.domain.people.organisations import (
    DAYS,
    START,
    changed,
    changes,
    chart,
    day,
    reorganised,
    unit,
)

TOWN, A, B, TEAM, GONE, ABSENT = map(unit, range(6))


def town() -> list[Placement]:
    """A town with A, B and a team in A, and a unit that existed for its first five days."""
    return [*chart("town town>a town>b a>team"), Placement(GONE, TOWN, "gone", START, day(5))]


def shape(placements: list[Placement], on: date) -> list[tuple[UUID, UUID | None, str]]:
    tree = OrgTree.on(on, placements)
    return [(at, tree.parent(at), tree.name(at)) for at in tree]


@given(reorganised(), changes())
def test_no_change_makes_a_cycle_an_overlap_a_gap_or_an_orphan(
    placements: list[Placement], change: tuple[str, UUID, UUID, date]
) -> None:
    try:
        after = changed(placements, change)
    except Refusal:
        return

    assert check_placements(after) == []


@given(reorganised(), changes())
def test_no_change_touches_the_days_before_it(
    placements: list[Placement], change: tuple[str, UUID, UUID, date]
) -> None:
    try:
        after = changed(placements, change)
    except Refusal:
        return

    for number in range(0, DAYS, 5):
        if day(number) < change[-1]:
            assert shape(after, day(number)) == shape(placements, day(number))


def test_a_moved_unit_takes_along_what_is_under_it() -> None:
    after = moved(town(), A, B, day(10))

    tree = OrgTree.on(day(10), after)
    assert tree.path(TEAM) == (TOWN, B, A, TEAM)


def test_a_move_keeps_the_names_planned_for_later() -> None:
    planned = renamed(town(), TEAM, "night team", day(20))

    after = moved(planned, TEAM, B, day(10))

    assert OrgTree.on(day(15), after).name(TEAM) == "team"
    tree = OrgTree.on(day(20), after)
    assert (tree.name(TEAM), tree.parent(TEAM)) == ("night team", B)


def test_a_change_on_the_first_day_leaves_no_trace_of_before() -> None:
    after = renamed(town(), TEAM, "renamed", START)

    assert [row.name for row in after if row.unit == TEAM] == ["renamed"]


def test_a_change_that_changes_nothing_adds_no_row() -> None:
    assert moved(town(), TEAM, A, day(10)) == town()


def test_a_closed_unit_is_gone_with_what_was_planned_for_it() -> None:
    planned = renamed(town(), TEAM, "night team", day(20))

    after = closed(planned, TEAM, day(10))

    assert TEAM in OrgTree.on(day(9), after)
    assert TEAM not in OrgTree.on(day(10), after)
    assert TEAM not in OrgTree.on(day(20), after)


@pytest.mark.parametrize("planned_on", [10, 20])
def test_a_merged_unit_names_its_heir_and_gives_it_its_children(planned_on: int) -> None:
    planned = renamed(town(), A, "renamed", day(planned_on))

    after = merged(planned, A, B, day(10))

    tree = OrgTree.on(day(10), after)
    assert A not in tree
    assert tree.parent(TEAM) == B
    assert [row.merged_into for row in after if row.unit == A] == [B]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda rows: created(rows, TEAM, A, "again", day(9)), "unit-exists"),
        (lambda rows: created(rows, GONE, A, "again", day(9)), "unit-exists"),
        (lambda rows: created(rows, ABSENT, unit(9), "new", day(9)), "unit-not-found"),
        (lambda rows: created(rows, ABSENT, GONE, "new", day(9)), "unit-closed"),
        (lambda rows: created(rows, ABSENT, GONE, "new", day(2)), "parent-missing"),
        (lambda rows: created(rows, ABSENT, A, "new", day(-1)), "date-before-creation"),
        (lambda rows: moved(rows, ABSENT, A, day(9)), "unit-not-found"),
        (lambda rows: moved(rows, GONE, A, day(9)), "unit-closed"),
        (lambda rows: moved(rows, TEAM, A, day(-1)), "date-before-creation"),
        (lambda rows: moved(rows, A, A, day(9)), "unit-cycle"),
        (lambda rows: moved(rows, A, TEAM, day(9)), "unit-cycle"),
        (lambda rows: moved(rows, TOWN, TEAM, day(9)), "unit-cycle"),
        (lambda rows: moved(rows, TEAM, GONE, day(2)), "parent-missing"),
        (lambda rows: renamed(rows, GONE, "name", day(5)), "unit-closed"),
        (lambda rows: closed(rows, A, day(9)), "unit-has-children"),
        (lambda rows: closed(rows, TEAM, START), "date-before-creation"),
        (lambda rows: closed(rows, GONE, day(9)), "unit-closed"),
        (lambda rows: merged(rows, A, A, day(9)), "unit-cycle"),
        (lambda rows: merged(rows, A, TEAM, day(9)), "unit-cycle"),
        (lambda rows: merged(rows, TOWN, TEAM, day(9)), "unit-cycle"),
        (lambda rows: merged(rows, A, GONE, day(9)), "unit-closed"),
        (lambda rows: merged(rows, A, B, START), "date-before-creation"),
    ],
)
def test_an_impossible_change_is_refused(
    act: Callable[[list[Placement]], object], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        act(town())

    assert refused.value.code == code


def test_a_child_planned_for_later_keeps_its_parent_open() -> None:
    planned = created(town(), ABSENT, B, "planned", day(20))

    with pytest.raises(Refusal) as refused:
        closed(planned, B, day(10))

    assert refused.value.code == "unit-has-children"


def test_an_old_fault_does_not_stop_an_unrelated_change() -> None:
    faulty = [*town(), Placement(GONE, TOWN, "back", day(50), None)]

    after = renamed(moved(faulty, TEAM, B, day(60)), B, "b2", day(60))

    assert check_placements(after) == [Problem("unit-gap", GONE, day(5))]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([Placement(TEAM, B, "twice", day(5), None)], Problem("unit-overlap", TEAM, day(5))),
        ([Placement(GONE, TOWN, "back", day(9), None)], Problem("unit-gap", GONE, day(5))),
        ([Placement(ABSENT, GONE, "new", day(3), None)], Problem("parent-missing", ABSENT, day(5))),
        (
            [Placement(ABSENT, unit(9), "new", day(3), None)],
            Problem("parent-missing", ABSENT, day(3)),
        ),
        ([Placement(ABSENT, ABSENT, "own", day(3), None)], Problem("unit-cycle", ABSENT, day(3))),
    ],
)
def test_a_fault_is_found_with_its_first_day(rows: list[Placement], problem: Problem) -> None:
    assert check_placements([*town(), *rows]) == [problem]


def test_a_cycle_is_found_on_the_day_it_closes() -> None:
    first = Placement(unit(7), unit(8), "x", day(3), day(9))
    second = Placement(unit(8), unit(7), "y", day(6), None)

    problems = check_placements([first, second])

    assert ("unit-cycle", day(6)) in {(each.code, each.on) for each in problems}
