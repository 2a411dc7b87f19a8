from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.recognition.case import Truth
from elearn.domain.recognition.mastery import Mastery

START = date(2026, 3, 2)
SIGNAL, LOOKALIKE, GREY = Truth


def after(answers: list[tuple[Truth, bool, int]]) -> Mastery:
    mastery = Mastery()
    for truth, right, day in answers:
        mastery = mastery.after(truth, right=right, today=START + timedelta(day))
    return mastery


def test_the_averages_begin_in_the_middle_and_move_by_three_tenths():
    mastery = after([(SIGNAL, True, 0), (SIGNAL, True, 0), (LOOKALIKE, False, 0)])

    assert mastery.signals == pytest.approx(0.755)
    assert mastery.lookalikes == pytest.approx(0.35)


ALL_RIGHT = [(SIGNAL, True, 0)] * 3 + [(LOOKALIKE, True, 14)] * 3


@pytest.mark.parametrize(
    ("answers", "mastered"),
    [
        (ALL_RIGHT, True),
        ([(truth, right, min(day, 13)) for truth, right, day in ALL_RIGHT], False),
        ([(SIGNAL, True, 0)] * 6 + [(SIGNAL, True, 20)], False),
        ([*ALL_RIGHT, (LOOKALIKE, False, 20)], False),
        (ALL_RIGHT[1:], False),
        ([*ALL_RIGHT, (GREY, False, 20)], True),
        ([], False),
    ],
    ids=["both", "too soon", "signals alone", "a false alarm", "too few", "grey", "nothing"],
)
def test_mastered_takes_both_classes_six_answers_and_two_weeks(answers, mastered):
    assert after(answers).is_mastered is mastered


@given(st.lists(st.tuples(st.sampled_from(Truth), st.booleans(), st.integers(0, 90)), max_size=30))
def test_the_averages_stay_between_0_and_1_and_know_only_their_own_class(answers):
    mastery = after(answers)

    assert 0 <= mastery.signals <= 1
    assert 0 <= mastery.lookalikes <= 1
    assert mastery.lookalikes == after([a for a in answers if a[0] is LOOKALIKE]).lookalikes
    assert mastery.exposures == sum(truth is not GREY for truth, _, _ in answers)
