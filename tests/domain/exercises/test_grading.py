from dataclasses import dataclass

import pytest

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.exercise import Exercise, Item, Spec, Where
from elearn.domain.exercises.grading import grade
from elearn.domain.exercises.types.multiple_choice import MultipleChoice
from elearn.domain.exercises.types.single_choice import SingleChoice

WHERE = Where("a.md", 1)


@dataclass(frozen=True)
class Placed:
    id: str
    exercise: Exercise
    points: int = 1


def placed(exercise_id: str, points: int = 1) -> Placed:
    """A single choice whose first option is right."""
    spec = Spec("", (Item("Ja", True), Item("Nej", False)))
    return Placed(exercise_id, SingleChoice.parse(spec, where=WHERE), points)


def thirds(exercise_id: str) -> Placed:
    """A multiple choice with three right options, each worth a third."""
    items = (*(Item(f"{n}", True) for n in range(3)), Item("fel", False))
    spec = Spec("", items, {"credit": "penalised"})
    return Placed(exercise_id, MultipleChoice.parse(spec, where=WHERE))


RIGHT, WRONG = ("1",), ("2",)


@pytest.mark.parametrize(
    ("answers", "passed", "missed", "unanswered"),
    [
        ({"a": RIGHT, "b": RIGHT, "c": RIGHT}, True, (), ()),
        ({"a": RIGHT, "b": RIGHT, "c": WRONG}, True, ("c",), ()),
        ({"a": RIGHT, "b": WRONG, "c": WRONG}, False, ("b", "c"), ()),
        ({"a": RIGHT, "b": RIGHT}, False, (), ("c",)),
        ({"a": RIGHT, "b": RIGHT, "c": ()}, True, ("c",), ()),
        ({}, False, (), ("a", "b", "c")),
    ],
)
def test_a_mark_of_two_thirds(
    answers: dict[str, tuple[str, ...]],
    passed: bool,
    missed: tuple[str, ...],
    unanswered: tuple[str, ...],
):
    score = grade([placed("a"), placed("b"), placed("c")], answers, pass_fraction=2 / 3)

    assert (score.passed, score.missed, score.unanswered) == (passed, missed, unanswered)


def test_without_a_mark_answering_is_enough():
    score = grade([placed("a")], {"a": WRONG})

    assert (score.passed, score.points, score.out_of) == (True, 0, 1)


def test_points_weigh():
    score = grade([placed("a", 3), placed("b")], {"a": RIGHT, "b": WRONG}, pass_fraction=0.75)

    assert (score.points, score.out_of, score.passed) == (3, 4, True)


def test_thirds_of_a_point_add_up():
    exercises = [thirds("a"), thirds("b"), thirds("c")]

    score = grade(exercises, dict.fromkeys("abc", ("1",)), pass_fraction=1 / 3)

    assert score.passed


def test_nothing_to_answer_is_passed():
    assert grade([], {}, pass_fraction=1.0).passed


def test_answers_to_other_exercises_do_not_count():
    assert grade([placed("a")], {"a": RIGHT, "borta": WRONG}).points == 1


def test_an_impossible_answer_is_refused():
    with pytest.raises(BadAnswer):
        grade([placed("a")], {"a": ("7",)})
