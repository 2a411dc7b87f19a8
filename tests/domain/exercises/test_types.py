from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.all_types import EXERCISE_TYPES
from elearn.domain.exercises.exercise import Done, Exercise, Item, Spec, Where
from elearn.domain.exercises.types.multiple_choice import MultipleChoice
from elearn.domain.exercises.types.single_choice import SingleChoice

WHERE = Where("a.md", 7)
CHOICES = ["single-choice", "multiple-choice"]


def spec(marks: str, **settings: str) -> Spec:
    """An exercise with an option for each of *marks*: `x` for right, `-` for wrong."""
    items = tuple(Item(f"Svar {n}", mark == "x") for n, mark in enumerate(marks, start=1))
    return Spec("Läs.", items, settings)


def single(marks: str) -> SingleChoice:
    return SingleChoice.parse(spec(marks), where=WHERE)


def multiple(marks: str, credit: str = "exact") -> MultipleChoice:
    return MultipleChoice.parse(spec(marks, credit=credit), where=WHERE)


@pytest.mark.parametrize(
    ("marks", "answer", "credit"),
    [
        ("-x-", ["2"], 1.0),
        ("-x-", ["1"], 0.0),
        ("-x-", [], 0.0),
        ("-xx", ["3"], 1.0),
        ("-xx", ["2"], 1.0),
        ("-x-", ["2", "2"], 1.0),
    ],
)
def test_any_right_option_answers_a_single_choice(marks: str, answer: list[str], credit: float):
    assert single(marks).grade(answer).credit == credit


@pytest.mark.parametrize(
    ("answer", "exact", "proportional", "penalised"),
    [
        ("12", 1.0, 1.0, 1.0),
        ("1", 0.0, 4 / 5, 1 / 2),
        ("13", 0.0, 3 / 5, 1 / 2 - 1 / 3),
        ("123", 0.0, 4 / 5, 1 - 1 / 3),
        ("12345", 0.0, 2 / 5, 0.0),
        ("345", 0.0, 0.0, 0.0),
        ("3", 0.0, 2 / 5, 0.0),
        ("", 0.0, 0.0, 0.0),
    ],
)
def test_credit_of_a_multiple_choice_follows_its_rule(
    answer: str, exact: float, proportional: float, penalised: float
):
    """Options 1 and 2 are right, 3 to 5 are wrong."""
    found = [
        multiple("xx---", credit).grade(list(answer)).credit
        for credit in ("exact", "proportional", "penalised")
    ]

    assert found == pytest.approx([exact, proportional, penalised])


@pytest.mark.parametrize("credit", ["exact", "proportional", "penalised"])
def test_a_multiple_choice_may_have_nothing_wrong(credit: str):
    assert multiple("xx", credit).grade(["1", "2"]).credit == 1.0


def test_the_marks_count_every_option_once():
    outcome = multiple("xx---").grade(["1", "3"])

    assert outcome.marks == {"hit": 1, "miss": 1, "false-alarm": 1, "correct-rejection": 2}


@pytest.mark.parametrize("exercise", [single("-x"), multiple("-x")])
@pytest.mark.parametrize(
    "answer", [["9"], ["0"], ["1 "], "1", 1, None, [1], [None], [["1"]], {"1": 1}]
)
def test_an_answer_no_page_could_send_is_refused(exercise: Exercise, answer: Collection[str]):
    with pytest.raises(BadAnswer):
        exercise.grade(answer)


def test_a_single_choice_takes_one_option():
    with pytest.raises(BadAnswer, match="answer-only-one"):
        single("-x").grade(["1", "2"])


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from("123"),
    lambda inner: st.lists(inner) | st.sets(st.text()) | st.dictionaries(st.text(), inner),
)


@given(
    ANYTHING,
    st.text(alphabet="x-", min_size=2, max_size=8),
    st.sampled_from(CHOICES),
)
def test_whatever_arrives_is_graded_from_nought_to_one_or_refused(
    answer: Collection[str], marks: str, name: str
):
    try:
        exercise = EXERCISE_TYPES[name].parse(spec(marks), where=WHERE)
        credit = exercise.grade(answer).credit
    except (BadAnswer, ContentError):
        return

    assert credit is not None
    assert 0 <= credit <= 1


@pytest.mark.parametrize("name", CHOICES)
def test_the_key_earns_full_credit_and_its_opposite_none(name: str):
    exercise = EXERCISE_TYPES[name].parse(spec("-x--"), where=WHERE)

    assert exercise.grade(exercise.key()).credit == 1.0
    assert exercise.grade(["1"]).credit == 0.0


@pytest.mark.parametrize("name", CHOICES)
def test_an_interaction_holds_nothing_of_the_key(name: str):
    one, other = (EXERCISE_TYPES[name].parse(spec(marks), where=WHERE) for marks in ("x--", "--x"))

    assert one.interaction() == other.interaction()


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_asks_one_thing(name: str):
    exercise = EXERCISE_TYPES[name].parse(spec("-x"), where=WHERE)

    assert exercise.step([]) == exercise.interaction()
    assert exercise.step([("1",)]) == Done()


def test_what_a_type_cannot_accept_is_told_at_the_exercise():
    with pytest.raises(ContentError) as raised:
        single("--")

    assert (raised.value.code, raised.value.line) == ("choice-nothing-right", 7)
