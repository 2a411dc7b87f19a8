import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.recognition.answer import Answer, Grade, grade_of, probability_known
from elearn.domain.recognition.rating import Certainty

UNSURE, FAIRLY, SURE = Certainty
CHANCES = st.floats(0, 0.9)
RECALLS = st.floats(0.01, 0.99)


@pytest.mark.parametrize(
    ("right", "certainty", "grade"),
    [
        (False, UNSURE, Grade.AGAIN),
        (False, SURE, Grade.AGAIN),
        (True, UNSURE, Grade.HARD),
        (True, FAIRLY, Grade.GOOD),
        (True, SURE, Grade.GOOD),
    ],
    ids=["wrong", "wrong though sure", "right but unsure", "right", "right and sure"],
)
def test_an_answer_has_one_of_three_grades(right, certainty, grade):
    assert grade_of(Answer(right, certainty, 0.5)) is grade


def test_a_right_answer_unsure_between_two_may_well_be_luck():
    unsure, sure = (
        probability_known(Answer(True, certainty, 0.5), recall=0.7) for certainty in (UNSURE, SURE)
    )

    assert unsure == pytest.approx(0.0686 / (0.0686 + 0.09))
    assert sure == pytest.approx(0.4116 / (0.4116 + 0.015))


@given(RECALLS, st.sampled_from(Certainty))
def test_what_cannot_be_guessed_was_known(recall, certainty):
    assert probability_known(Answer(True, certainty, 0.0), recall) == 1.0


@given(CHANCES, RECALLS, st.sampled_from(Certainty))
def test_a_wrong_answer_was_not_known(chance, recall, certainty):
    assert probability_known(Answer(False, certainty, chance), recall) == 0.0


@given(st.floats(0.05, 0.9), RECALLS)
def test_certainty_speaks_for_knowing(chance, recall):
    known = [probability_known(Answer(True, certainty, chance), recall) for certainty in Certainty]

    assert known == sorted(known)
    assert known[0] < known[-1]
