from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.people.org import OrgTree
from elearn.domain.record.completion import Status
from elearn.domain.record.coverage import (
    Coverage,
    Standing,
    roll_up,
    visible,
    visible_units,
)
from tests.domain.people.organisations import START, chart, naive_path, trees, unit

TOWN, SCHOOL, CARE, TEAM = map(unit, range(4))
TREE = OrgTree.on(START, chart("town town>school town>care school>team"))


def standings(most_units: int) -> st.SearchStrategy[list[Standing]]:
    units = st.frozensets(st.integers(0, 12).map(unit), min_size=1, max_size=most_units)
    people = st.tuples(units, st.sampled_from(Status), st.booleans())
    return st.lists(people, max_size=60).map(
        lambda rows: [Standing(UUID(int=900 + n), *row) for n, row in enumerate(rows)]
    )


@given(trees(), standings(3))
def test_every_figure_equals_a_count_by_hand(tree: OrgTree, rows: list[Standing]) -> None:
    coverages = roll_up(tree, rows)

    assert list(coverages) == list(tree)
    for at, coverage in coverages.items():
        under = {each for each in tree if at in naive_path(tree, each)}
        here = [row for row in rows if row.units & under]
        assert {s: n for s, n in coverage.parts.items() if n} == Counter(row.status for row in here)
        assert coverage.in_several_units == sum(len(row.units & under) > 1 for row in here)
        assert coverage.concerned == len(here) == sum(coverage.parts.values())
        asked = [row for row in here if row.status not in ("exempt", "paused")]
        begun = [row for row in here if row.status == "under-way" and row.is_late]
        assert coverage.begun_late == len(begun)
        over = [row for row in here if row.status in ("never-overdue", "expired")]
        assert coverage.late == len(begun) + len(over)
        current = [row for row in asked if row.status in ("valid", "expiring")]
        assert (coverage.denominator, coverage.current) == (len(asked), len(current))
        assert coverage.fraction == (len(current) / len(asked) if asked else None)


def test_a_person_in_two_units_counts_once_in_each_and_once_above() -> None:
    rows = [Standing(UUID(int=900), frozenset({TEAM, CARE}), Status.VALID)]

    coverages = roll_up(TREE, rows)

    assert {at: coverages[at].concerned for at in TREE} == {TOWN: 1, SCHOOL: 1, CARE: 1, TEAM: 1}
    assert {at: coverages[at].in_several_units for at in TREE} == {
        TOWN: 1,
        SCHOOL: 0,
        CARE: 0,
        TEAM: 0,
    }


def test_the_parts_name_every_status_in_order() -> None:
    assert list(roll_up(TREE, [])[TOWN].parts) == list(Status)


@pytest.mark.parametrize(("people", "expected"), [(0, False), (4, False), (5, True)])
def test_a_group_shows_from_five_people(people: int, expected: bool) -> None:
    assert visible(people) is expected


@given(trees(), standings(1))
def test_no_group_of_fewer_than_five_follows_from_what_is_shown(
    tree: OrgTree, rows: list[Standing]
) -> None:
    coverages = roll_up(tree, rows)

    shown = visible_units(tree, coverages)

    for at in shown:
        children = [child for child in tree.children(at) if child in shown]
        left = coverages[at].concerned - sum(coverages[child].concerned for child in children)
        assert coverages[at].concerned >= 5
        assert left == 0 or left >= 5
        assert set(tree.ancestors(at)) <= shown


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ({TEAM: 5, CARE: 5}, {TOWN, SCHOOL, TEAM, CARE}),
        ({TEAM: 5, CARE: 4}, {TOWN}),
        ({TEAM: 5, CARE: 4, SCHOOL: 5}, {TOWN}),
        ({TEAM: 5, CARE: 5, SCHOOL: 4}, {TOWN, SCHOOL, CARE}),
        ({TEAM: 5, CARE: 5, SCHOOL: 5}, {TOWN, SCHOOL, CARE, TEAM}),
        ({TEAM: 5, CARE: 5, TOWN: 1}, {TOWN, CARE}),
        ({TEAM: 5, CARE: 9, TOWN: 1}, {TOWN, CARE}),
        ({TEAM: 5}, {TOWN, SCHOOL, TEAM}),
        ({TEAM: 4}, set()),
    ],
)
def test_a_small_group_takes_another_into_hiding(
    people: dict[UUID, int], expected: set[UUID]
) -> None:
    rows = [
        Standing(UUID(int=900), frozenset({at}), Status.VALID)
        for at, count in people.items()
        for _ in range(count)
    ]

    assert visible_units(TREE, roll_up(TREE, rows)) == expected


def test_nobody_asked_is_not_zero_per_cent() -> None:
    coverage = Coverage.of({Status.PAUSED: 3, Status.EXEMPT: 2})

    assert coverage.concerned == 5
    assert coverage.fraction is None
