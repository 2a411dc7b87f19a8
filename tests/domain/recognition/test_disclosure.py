from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.recognition.disclosure import (
    DONE,
    PERFORMANCE,
    Cell,
    Snapshot,
    Tree,
    next_snapshot,
    rounded_percent,
    snapshot,
)

FLAT = Tree(["town"], {"town": ["a", "b", "c", "d"]})


def done(people: int, count: int) -> Cell:
    return Cell(people, count, people)


def cells(**counts: tuple[int, int]) -> dict[str, Cell]:
    return {unit: done(*each) for unit, each in counts.items()}


def shown(of: Snapshot[str]) -> dict[str, int]:
    return {unit: cell.count for unit, cell in of.shown.items()}


@st.composite
def towns(draw: st.DrawFn) -> tuple[Tree[int], dict[int, Cell]]:
    """A tree of up to 12 units, each under an earlier one."""
    count = draw(st.integers(1, 12))
    below: dict[int, list[int]] = {}
    for unit in range(1, count):
        below.setdefault(draw(st.integers(0, unit - 1)), []).append(unit)
    sizes = draw(st.lists(st.integers(0, 12), min_size=count, max_size=count))
    people = {unit: done(size, draw(st.integers(0, size))) for unit, size in enumerate(sizes)}
    return Tree([0], below), people


@pytest.mark.parametrize(
    ("counts", "figures"),
    [
        ({"a": (6, 2), "b": (7, 3)}, {"town": 5, "a": 2, "b": 3}),
        ({"a": (6, 2), "b": (9, 3), "c": (3, 1)}, {"town": 6, "b": 3}),
        ({"a": (6, 2), "b": (3, 1), "c": (3, 1)}, {"town": 4, "a": 2}),
        ({"a": (6, 2), "b": (9, 3), "c": (3, 0), "d": (4, 0)}, {"town": 5, "b": 3}),
        ({"a": (4, 2)}, {}),
        ({"a": (6, 0), "b": (9, 9)}, {"town": 9, "a": 0, "b": 9}),
        ({"town": (1, 1), "a": (4, 2), "b": (9, 3)}, {"town": 6, "b": 3}),
    ],
    ids=[
        "all large",
        "one small takes the next smallest along",
        "two small are a group",
        "nobody done in the small ones would tell of each",
        "too few in all",
        "a large group may be all or nothing",
        "somebody above the units",
    ],
)
def test_a_small_group_hides_among_others(counts, figures):
    assert shown(snapshot(FLAT, cells(**counts), DONE)) == figures


def test_performance_takes_ten_people_and_240_answers():
    people = {"a": Cell(10, 150, 240), "b": Cell(12, 150, 239), "c": Cell(9, 150, 400)}

    figures = snapshot(FLAT, people, PERFORMANCE)

    assert figures.shown.keys() == {"town", "a"}


@given(towns())
def test_every_piece_is_a_group_of_its_own_and_nobody_counts_twice(town):
    tree, people = town

    pieces = snapshot(tree, people, DONE).pieces

    for piece in pieces:
        assert piece.value.people >= 5
        assert len(piece.cells) == 1 or 0 < piece.value.count < piece.value.most
    assert all(not a.cells & b.cells for a, b in combinations(pieces, 2))


@given(towns())
def test_what_is_shown_is_the_sum_of_everybody_below(town):
    tree, people = town

    for unit, cell in snapshot(tree, people, DONE).shown.items():
        below = [people[each] for each in tree.under(unit)]
        assert (cell.people, cell.count) == (
            sum(each.people for each in below),
            sum(each.count for each in below),
        )


@given(towns())
def test_no_difference_of_two_figures_is_a_small_group(town):
    tree, people = town
    totals = snapshot(tree, people, DONE).shown

    for unit, cell in totals.items():
        for child in tree.under(unit)[1:]:
            if child in totals:
                assert cell.people - totals[child].people not in range(1, 5)


BEFORE = cells(a=(6, 2), b=(9, 3))


@pytest.mark.parametrize(
    ("later", "changed", "figures"),
    [
        (cells(a=(6, 6), b=(9, 3)), {"a": 4}, {"town": 5, "a": 2, "b": 3}),
        (cells(a=(7, 6), b=(9, 3)), {"a": 5}, {"town": 9, "a": 6, "b": 3}),
        (cells(a=(6, 5), b=(9, 5)), {"a": 3, "b": 2}, {"town": 5, "a": 2, "b": 3}),
        (cells(a=(4, 2), b=(9, 3)), {"a": 5}, {"town": 5, "a": 2, "b": 3}),
        (cells(a=(4, 2), b=(9, 7)), {"a": 5, "b": 5}, {"town": 9}),
        (cells(b=(15, 5)), {"a": 6, "b": 6}, {"town": 5, "b": 5}),
    ],
    ids=[
        "four have changed",
        "five have",
        "five, but in two groups",
        "cut anew, and b would give a away",
        "cut anew, both changed",
        "a was closed",
    ],
)
def test_a_figure_moves_when_five_of_its_people_have(later, changed, figures):
    first = snapshot(FLAT, BEFORE, DONE)

    following = next_snapshot(first, FLAT, later, DONE, changed=changed)

    assert shown(following) == figures


@pytest.mark.parametrize(
    ("count", "figures"),
    [(9, {"town": 9}), (8, {"town": 8}), (0, {"town": 4})],
    ids=["some", "fewer", "nobody"],
)
def test_small_groups_together_move_when_enough_have_changed(count, figures):
    before = snapshot(FLAT, cells(a=(4, 1), b=(8, 3)), DONE)
    later = cells(a=(4, 1), b=(8, count - 1)) if count else cells(a=(4, 0), b=(8, 0))

    following = next_snapshot(before, FLAT, later, DONE, changed={"a": 1, "b": 6})

    assert shown(following) == figures


def test_performance_moves_by_answers_and_not_by_people():
    before = snapshot(FLAT, {"a": Cell(6, 100, 144), "b": Cell(8, 100, 192)}, PERFORMANCE)
    later = {"a": Cell(8, 160, 192), "b": Cell(11, 160, 264)}

    following = next_snapshot(before, FLAT, later, PERFORMANCE, changed={"a": 2, "b": 3})

    assert shown(following) == {"town": 320}


def test_where_all_who_changed_became_done_the_figure_waits():
    before = snapshot(FLAT, cells(a=(4, 1), b=(8, 3)), DONE)
    later = cells(a=(4, 2), b=(8, 7))

    waiting = next_snapshot(before, FLAT, later, DONE, changed={"a": 1, "b": 4})
    moving = next_snapshot(before, FLAT, later, DONE, changed={"a": 1, "b": 5})

    assert (shown(waiting), shown(moving)) == ({"town": 4}, {"town": 9})


@given(towns(), st.data())
def test_one_person_never_moves_a_figure(town, data):
    tree, people = town
    first = snapshot(tree, people, DONE)
    unit = data.draw(st.sampled_from(sorted(people)))
    grown = people | {unit: people[unit] + done(1, 1)}

    following = next_snapshot(first, tree, grown, DONE, changed={unit: 1})

    before = first.shown
    assert all(following.shown[each] == before[each] for each in following.shown if each in before)
    assert all(piece in following.pieces for piece in first.pieces if unit in piece.cells)


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        (Cell(10, 0, 240), 5),
        (Cell(10, 240, 240), 95),
        (Cell(10, 100, 240), 40),
        (Cell(10, 103, 240), 45),
        (Cell(0, 0, 0), None),
    ],
    ids=["nothing", "everything", "41.7", "42.9", "nobody"],
)
def test_performance_is_rounded_and_never_all_or_nothing(cell, percent):
    assert rounded_percent(cell) == percent
