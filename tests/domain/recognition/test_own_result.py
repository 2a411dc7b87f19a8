"""A learner is told what was counted, how far it may be off, and nothing that is not known."""

from datetime import date, timedelta

import pytest

from elearn.domain.recognition.group_change import Direction
from elearn.domain.recognition.lean import Lean
from elearn.domain.recognition.measurement_block import Occasion
from elearn.domain.recognition.measurement_record import Measured
from elearn.domain.recognition.own_result import compared_with, own_result
from elearn.domain.recognition.rating import RatingCounts

DAY = date(2026, 1, 1)
RIGHT = RatingCounts.of([6] * 8, [1] * 16)
GUESSED = RatingCounts.of([3, 4] * 4, [3, 4] * 8)
ALARMED = RatingCounts.of([6] * 8, [6] * 16)
NEVER = RatingCounts.of([1] * 8, [1] * 16)


def block(counts, month=0, occasion=Occasion.AFTER_COURSE):
    return Measured("basics/cases/A", occasion, DAY + timedelta(30 * month), counts)


def test_the_counts_are_those_of_the_latest_block():
    found = own_result(
        [block(ALARMED), block(RatingCounts.of([6] * 6 + [1] * 2, [1] * 13 + [5] * 3), 1)]
    )

    assert (found.counted.hits.successes, found.counted.hits.trials) == (6, 8)
    assert (found.counted.false_alarms.successes, found.counted.false_alarms.trials) == (3, 16)


def test_guessing_comes_to_about_half_of_the_pairs_and_knowing_to_more():
    guessed, knew = own_result([block(GUESSED)]).pairs, own_result([block(RIGHT)]).pairs

    assert guessed.fewest <= 5 <= guessed.usual <= 6
    assert (knew.usual, knew.most) == (9, 10)
    assert knew.fewest <= knew.usual


@pytest.mark.parametrize(
    "counts", [RatingCounts.of([6] * 5, [1] * 16), RatingCounts.of([6] * 8, [1] * 5)]
)
def test_from_fewer_than_six_of_a_class_only_counts_are_told(counts):
    found = own_result([block(RIGHT), block(counts, 1)])

    assert found.pairs is None
    assert found.change is None


@pytest.mark.parametrize(
    ("blocks", "lean"),
    [
        ([ALARMED], Lean.UNKNOWN),
        ([ALARMED, ALARMED], Lean.ALARM_PRONE),
        ([NEVER, NEVER], Lean.CAUTIOUS),
        ([NEVER, NEVER, ALARMED, ALARMED], Lean.ALARM_PRONE),
    ],
    ids=["24 answers", "48", "the other way", "the latest 48"],
)
def test_a_lean_takes_forty_answers_and_forgets_the_old_ones(blocks, lean):
    assert own_result([block(each, at) for at, each in enumerate(blocks)]).lean is lean


@pytest.mark.parametrize(
    ("then", "now", "telling", "threshold"),
    [
        (GUESSED, RIGHT, Direction.HIGHER, Direction.NOT_CERTAIN),
        (RIGHT, GUESSED, Direction.LOWER, Direction.NOT_CERTAIN),
        (NEVER, ALARMED, Direction.NOT_CERTAIN, Direction.LOWER),
        (RIGHT, RIGHT, Direction.NOT_CERTAIN, Direction.NOT_CERTAIN),
    ],
    ids=["learned", "forgot", "only alarmed", "as before"],
)
def test_a_change_is_said_when_it_is_certain_and_alarm_is_no_learning(
    then, now, telling, threshold
):
    found = own_result([block(then, occasion=Occasion.BEFORE_COURSE), block(now, 3)])

    assert (found.change.telling, found.change.threshold) == (telling, threshold)


def test_it_is_held_against_the_block_before_the_course_else_the_last():
    before = block(GUESSED, occasion=Occasion.BEFORE_COURSE)
    after, later = block(RIGHT, 2), block(RIGHT, 8, Occasion.HALF_YEARLY)

    assert compared_with([before, after, later]) == before
    assert compared_with([after, later]) == after
    assert compared_with([before]) is None
    assert own_result([before]).change is None
