import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.recognition.item_sums import ItemSums
from elearn.domain.recognition.reliability import (
    Consistency,
    MarkSums,
    alpha,
    consistency,
    consistency_of,
)


def sums(marks: np.ndarray) -> MarkSums:
    return MarkSums(float(marks.sum()), float((marks**2).sum()))


def figures(marks: np.ndarray) -> tuple[list[MarkSums], MarkSums, int]:
    """Of a table with a row a person and a column an exercise."""
    return [sums(column) for column in marks.T], sums(marks.sum(axis=1)), len(marks)


def answered(people: int, items: int, spread: float, seed: int = 1) -> np.ndarray:
    chance = np.random.default_rng(seed)
    ability = chance.normal(0, spread, (people, 1))
    return (chance.logistic(size=(people, items)) < ability).astype(float)


@given(st.integers(2, 60), st.integers(2, 25), st.integers(0, 1000))
def test_from_sums_alone_comes_cronbachs_alpha(people, items, seed):
    marks = answered(people, items, 1.0, seed)
    each, total, count = figures(marks)

    found = alpha(each, total, people=count)

    whole = marks.sum(axis=1).var()
    if whole == 0:
        assert found is None
    else:
        expected = items / (items - 1) * (1 - marks.var(axis=0).sum() / whole)
        assert found == pytest.approx(expected, abs=1e-6)


def test_right_and_wrong_give_kr20():
    marks = answered(200, 24, 1.0)
    each, total, people = figures(marks)
    p = marks.mean(axis=0)

    kr20 = 24 / 23 * (1 - (p * (1 - p)).sum() / marks.sum(axis=1).var())

    assert alpha(each, total, people=people) == pytest.approx(kr20)


@pytest.mark.parametrize(
    ("spread", "word"),
    [
        (1.5, Consistency.SATISFACTORY),
        (0.78, Consistency.DOUBTFUL),
        (0.1, Consistency.UNSATISFACTORY),
    ],
    ids=["one thing", "in between", "many things"],
)
def test_reliability_is_a_word(spread, word):
    each, total, people = figures(answered(400, 24, spread))

    assert consistency(each, total, people=people) is word


@pytest.mark.parametrize(
    ("people", "items"), [(99, 24), (100, 19)], ids=["few people", "few exercises"]
)
def test_too_few_give_no_word(people, items):
    each, total, count = figures(answered(people, items, 1.5))

    assert consistency(each, total, people=count) is None


def item_sums(marks: np.ndarray) -> list[ItemSums]:
    """What is kept of each exercise once everybody has answered."""
    kept = [ItemSums()] * marks.shape[1]
    for row in marks:
        for number, mark in enumerate(row):
            rest = np.delete(row, number).mean()
            kept[number] = kept[number].with_answer(float(mark), float(rest))
    return kept


@pytest.mark.parametrize("spread", [0.3, 0.8, 2.0])
def test_what_is_kept_of_each_exercise_gives_the_word_of_the_whole(spread):
    marks = answered(120, 20, spread)
    each, total, people = figures(marks)

    assert consistency_of(item_sums(marks)) is consistency(each, total, people=people)


def test_exercises_that_not_all_have_answered_are_no_whole():
    kept = item_sums(answered(120, 20, 1.0))
    one_more = kept[0].with_answer(1.0, 1.0)

    assert consistency_of([one_more, *kept[1:]]) is None
    assert consistency_of([]) is None
