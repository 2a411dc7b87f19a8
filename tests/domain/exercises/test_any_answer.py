"""Whatever arrives in the place of an answer is graded or refused, for every kind of exercise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.domain.content.parsing import parse_library
from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.all_types import EXERCISE_TYPES
from elearn.domain.exercises.exercise import Done, Exercise, joined, parted
from elearn.domain.exercises.interaction import Group, Match
from elearn.domain.exercises.presentation import FIELD, field_of, presented, resolve
from tests.domain.exercises.answers import ANYTHING
from tests.domain.exercises.stories import scenario
from tests.web.learner.kinds import course_files

SEED = "of this attempt"
LIBRARY = parse_library(course_files())
BLOCKS = [block for module in LIBRARY.modules.values() for block in module.exercises]
EXERCISES = {block.exercise.name: block.exercise for block in BLOCKS}
RING = """
step question
again -> step-question
stop -> end-stopped

end stopped
"""


def test_every_kind_is_tried():
    assert EXERCISES.keys() == EXERCISE_TYPES.keys()


@pytest.mark.parametrize("name", EXERCISES)
@settings(max_examples=60)
@given(answer=ANYTHING)
def test_no_shape_of_an_answer_makes_grading_fail(name, answer):
    exercise = EXERCISES[name]
    try:
        credit = exercise.grade(answer).credit
    except BadAnswer:
        return
    assert credit is None or 0 <= credit <= 1
    exercise.remarks(answer)
    exercise.counted(answer)


@pytest.mark.parametrize("name", EXERCISES)
@settings(max_examples=60)
@given(data=st.data())
def test_no_form_that_is_posted_makes_an_exercise_fail(name, data):
    """Step by step, as a page does it: what the form holds, then what it is worth."""
    exercise = EXERCISES[name]
    answers: list[tuple[str, ...]] = []
    while len(answers) < 6 and not isinstance(asked := exercise.step(answers), Done):
        try:
            given = resolve(asked, data.draw(_forms(asked)), seed=SEED)
            exercise.step([*answers, tuple(sorted(given))])
        except BadAnswer:
            return
        answers.append(tuple(sorted(given)))
    _tell(exercise, answers)


def _tell(exercise: Exercise, answers: list[tuple[str, ...]]) -> None:
    try:
        whole = exercise.whole(answers)
        credit = exercise.grade(whole).credit
    except BadAnswer:
        return
    assert credit is None or 0 <= credit <= 1
    exercise.remarks(whole)
    assert all(isinstance(mark, str) and len(mark) < 30 for mark in exercise.counted(whole))


def _forms(asked):
    """Fields and values as the page has them, mixed with any others."""
    shown = presented(asked, seed=SEED)
    ids = [part.id for part in _parts(shown)]
    names = [FIELD, *(field_of(id) for id in ids)]
    words = [*ids, *"0123456", "99", "²", "-1", "\x00", " ", "manager", "1e400", "nan", "9" * 400]
    value = st.sampled_from(words) | st.text(max_size=12)
    return st.dictionaries(
        st.sampled_from(names) | st.text(max_size=6), st.lists(value, max_size=3)
    )


def _parts(shown):
    if isinstance(shown, Group):
        return shown.parts
    if isinstance(shown, Match):
        return (*shown.left, *shown.right)
    return getattr(shown, "options", ())


@pytest.mark.parametrize("rounds", [98, 99, 100, 998])
def test_whoever_goes_round_and_round_comes_to_an_end(rounds):
    one = scenario(RING)
    answers = [("1",)] * rounds + [("2",)]

    whole = one.whole(answers)

    assert one.step(answers) == Done()
    assert parted(whole) == tuple(answers)
    assert one.grade(whole).credit is None
    assert set(one.counted(whole)) == {"1", "2", "end-1"}


def test_there_is_an_end_to_going_round():
    with pytest.raises(BadAnswer):
        joined([("1",)] * 1000)
