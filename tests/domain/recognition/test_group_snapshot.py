"""What coordinators are shown of groups: never of nine people, never of one by subtraction."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.domain.errors import FormatError
from elearn.domain.recognition.disclosure import Tree
from elearn.domain.recognition.group_snapshot import (
    GroupSnapshot,
    group_snapshot,
    group_snapshot_of,
)
from elearn.domain.recognition.group_sums import NOBODY, GroupSums, Ledger, contribution
from elearn.domain.recognition.rating import RatingCounts

TOWN = Tree(["town"], {"town": ["a", "b", "c"]})
Q1, Q2, Q3, Q4 = (date(2026, month, 1) for month in (1, 4, 7, 10))
AFTER = RatingCounts.of([6] * 6 + [2] * 2, [1] * 13 + [4] * 3)
BEFORE = RatingCounts.of([6] * 4 + [1] * 4, [1] * 8 + [6] * 8)
ONE = contribution(AFTER, None, is_new_person=True)
PAIR = contribution(AFTER, BEFORE, is_new_person=True)


def many(people: int, pairs: int = 0) -> GroupSums:
    return sum([PAIR] * pairs + [ONE] * (people - pairs), NOBODY)


def report(*rows, quarter=Q2, before=None, tree=TOWN) -> GroupSnapshot:
    return group_snapshot(tree, Ledger(rows), quarter=quarter, before=before)


def people(found: GroupSnapshot) -> dict[str, int]:
    return {unit: found.sums(unit).people for unit in found.shown}


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"a": 9}, {}),
        ({"a": 10}, {"town": 10, "a": 10}),
        ({"a": 10, "b": 9}, {"town": 19}),
        ({"a": 10, "b": 12, "c": 9}, {"town": 31, "b": 12}),
        ({"a": 9, "b": 9}, {"town": 18}),
    ],
    ids=["nine", "ten", "nine hides ten", "nine takes ten along", "nine and nine"],
)
def test_nobody_is_shown_by_nine_nor_by_subtraction(sizes, expected):
    found = report(*((unit, Q1, many(size)) for unit, size in sizes.items()))

    assert people(found) == expected
    assert found.is_sound()


def test_ten_people_who_passed_much_by_are_too_few_answers():
    few = contribution(RatingCounts.of([6] * 5 + [1] * 2, [1] * 15 + [6]), None, is_new_person=True)

    assert people(report(("a", Q1, sum([few] * 10, NOBODY)))) == {}
    assert people(report(("a", Q1, sum([few] * 11, NOBODY)))) == {"town": 11, "a": 11}


def test_what_is_written_is_read_back():
    found = report(("a", Q1, many(20, 12)), ("b", Q1, many(11)))

    again = group_snapshot_of(json.loads(json.dumps(found.as_json())))

    assert again == found
    assert again.is_sound()
    assert again.sums("a").pairs == 12
    assert again.sums("c") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda record: record.pop("told"),
        lambda record: record["shown"].update(a=[7]),
        lambda record: record["told"][0].pop("sums"),
        lambda record: record.update(quarter="soon"),
    ],
    ids=["nothing", "of-nothing", "without-sums", "no-day"],
)
def test_damage_is_told(damage):
    record = report(("a", Q1, many(20))).as_json()
    damage(record)

    with pytest.raises(FormatError, match="snapshot-malformed"):
        group_snapshot_of(record)


def test_what_tells_of_too_few_is_not_sound():
    found = report(("a", Q1, many(20, 12)))
    [told] = found.told
    small = replace(told, piece=replace(told.piece, value=many(9).cell), sums=many(9))
    of_nine_pairs = replace(told, sums=many(20, 9))

    for bad in (small, of_nine_pairs):
        assert not replace(found, told=(bad,)).is_sound()
    assert not replace(found, told=(told, told)).is_sound()


def test_figures_move_only_when_five_have_changed():
    rows = [("a", Q1, many(12))]
    first = report(*rows)
    four = report(*rows, ("a", Q2, many(4)), quarter=Q3, before=first)
    five = report(*rows, ("a", Q2, many(4)), ("a", Q3, many(1)), quarter=Q4, before=four)

    assert people(four) == {"town": 12, "a": 12}
    assert four.told[0].quarter == Q2
    assert people(five) == {"town": 17, "a": 17}
    assert five.told[0].quarter == Q4


def test_a_change_is_told_of_ten_pairs_and_moves_with_five_more():
    rows = [("a", Q1, many(20, 9))]
    nine = report(*rows)
    ten = report(*rows, ("a", Q2, many(6, 1)), quarter=Q3, before=nine)
    twelve = report(*rows, ("a", Q2, many(6, 1)), ("a", Q3, many(6, 2)), quarter=Q4, before=ten)

    assert nine.sums("a").pairs == 0
    assert ten.sums("a").pairs == 10
    assert people(twelve)["a"] == 32
    assert twelve.sums("a").pairs == 10
    assert twelve.sums("a").d_prime == pytest.approx(ten.sums("a").d_prime)
    assert twelve.told[0].pairs_quarter == Q3


def test_a_part_with_few_pairs_is_left_out_of_the_change_of_the_whole():
    found = report(("a", Q1, many(20, 11)), ("b", Q1, many(20, 1)))

    assert found.sums("town").people == 40
    assert found.sums("town").pairs == found.sums("a").pairs == 11
    assert found.sums("b").pairs == 0


def test_what_lies_a_year_back_is_told_no_more():
    first = report(("a", Q1, many(12)))

    later = report(("a", Q1, many(12)), quarter=date(2027, 4, 1), before=first)

    assert later.told == ()
    assert later.shown == {}


units = st.sampled_from(["a", "b", "c"])
rows = st.lists(
    st.tuples(units, st.sampled_from([Q1, Q2, Q3]), st.integers(0, 14), st.integers(0, 14)),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(rows)
def test_whatever_is_subtracted_no_small_group_comes_out(drawn):
    ledger = [(unit, day, many(size, min(size, pairs))) for unit, day, size, pairs in drawn]
    before = None
    for quarter in (Q2, Q3, Q4):
        known = [row for row in ledger if row[1] < quarter]
        found = report(*known, quarter=quarter, before=before)

        assert found.is_sound()
        for wider in found.shown:
            for part in found.shown:
                if set(found.shown[part]) < set(found.shown[wider]):
                    rest = found.sums(wider).people - found.sums(part).people
                    pairs = found.sums(wider).pairs - found.sums(part).pairs
                    assert rest >= 10
                    assert pairs == 0 or pairs >= 10
        before = found
