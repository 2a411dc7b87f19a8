"""What one block adds to the sums of a group, and what no blocks can come to."""

from dataclasses import replace
from datetime import date

import pytest

from elearn.domain.errors import FormatError
from elearn.domain.recognition.group_sums import (
    NOBODY,
    GroupSums,
    Ledger,
    contribution,
    group_sums_of,
    is_counted,
)
from elearn.domain.recognition.quarter import quarter_of, told_in
from elearn.domain.recognition.rating import RatingCounts

WELL = RatingCounts.of([6] * 6 + [2] * 2, [1] * 13 + [4] * 3)
BADLY = RatingCounts.of([6] * 4 + [1] * 4, [1] * 8 + [6] * 8)


def test_a_block_adds_its_four_counts_and_its_difference():
    found = contribution(WELL, BADLY, is_new_person=True)

    assert (found.people, found.blocks, found.pairs) == (1, 1, 1)
    assert (found.hits, found.misses) == (6, 2)
    assert (found.false_alarms, found.correct_rejections) == (3, 13)
    gained = WELL.detection().d_prime - BADLY.detection().d_prime
    assert found.d_prime == pytest.approx(gained, abs=1e-4)
    assert found.d_prime_squares == pytest.approx(found.d_prime**2)
    assert found.criterion_squares == pytest.approx(found.criterion**2)


def test_the_order_in_which_people_finish_leaves_no_trace_in_the_sums():
    blocks = [RatingCounts.of([6] * n + [1] * (8 - n), [1] * 9 + [6] * 7) for n in range(9)]
    added = [contribution(block, BADLY, is_new_person=True) for block in blocks]
    shuffled = [added[place * 4 % 9] for place in range(9)]

    assert sum(added, NOBODY) == sum(shuffled, NOBODY) == sum(reversed(added), NOBODY)


def test_a_block_without_an_earlier_one_adds_no_pair():
    found = contribution(WELL, None, is_new_person=False)

    assert (found.people, found.blocks, found.pairs, found.d_prime) == (0, 1, 0, 0.0)


@pytest.mark.parametrize(
    ("signals", "lookalikes", "counts"), [(6, 6, True), (5, 16, False), (8, 5, False)]
)
def test_six_of_each_class_are_needed(signals, lookalikes, counts):
    assert is_counted(RatingCounts.of([6] * signals, [1] * lookalikes)) is counts


def test_sums_of_blocks_are_possible_and_of_their_detection():
    found = sum((contribution(WELL, BADLY, is_new_person=True) for _ in range(10)), NOBODY)

    assert found.is_possible
    assert found.cell.people == 10
    assert (found.cell.count, found.cell.most) == (190, 240)
    assert found.detection.hits.successes == 60
    assert found.d_prime_change.people == 10


@pytest.mark.parametrize(
    "change",
    [
        {"hits": -1},
        {"people": 2},
        {"pairs": 2},
        {"hits": 9},
        {"false_alarms": 15},
        {"d_prime_squares": 0.0},
        {"pairs": 0},
    ],
    ids=str,
)
def test_what_no_blocks_can_come_to_is_noticed(change):
    assert not replace(contribution(WELL, BADLY, is_new_person=True), **change).is_possible


def test_what_is_written_is_read_back_and_damage_is_told():
    found = contribution(WELL, BADLY, is_new_person=True)

    assert group_sums_of(found.as_json()) == found
    for damage in ({}, {"hits": "many"}, {"name": 1}):
        record = found.as_json() | damage if damage else {"what": 1}
        with pytest.raises(FormatError, match="snapshot-malformed"):
            group_sums_of(record)


def test_a_report_covers_the_year_before_its_quarter():
    assert quarter_of(date(2026, 11, 23)) == date(2026, 10, 1)
    assert quarter_of(date(2026, 1, 1)) == date(2026, 1, 1)
    covered = told_in(date(2026, 10, 1))
    assert covered.contains(date(2025, 10, 1))
    assert covered.contains(date(2026, 9, 30))
    assert not covered.contains(date(2026, 10, 1))


QUARTERS = [date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)]


def people(count: int, pairs: int = 0) -> GroupSums:
    return GroupSums(people=count, blocks=count, pairs=pairs)


def test_those_who_changed_are_those_who_came_or_those_who_went_whichever_are_more():
    ledger = Ledger(
        [
            ("a", QUARTERS[0], people(7, 2)),
            ("a", QUARTERS[0], people(1)),
            ("a", date(2026, 10, 1), people(3, 3)),
        ]
    )
    then, now = date(2026, 10, 1), date(2027, 1, 1)

    assert ledger.told(then)["a"].people == 8
    assert ledger.told(now)["a"].people == 3
    assert ledger.changed("a", then, now) == GroupSums(people=8, pairs=3)
    assert ledger.changed("a", now, now) == NOBODY
    assert ledger.changed("unknown", then, now) == NOBODY
