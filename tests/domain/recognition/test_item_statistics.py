from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest, pearsonr

from elearn.domain.errors import Refusal
from elearn.domain.recognition.item_statistics import (
    Advice,
    Light,
    difficulty,
    discrimination,
    item_statistics,
)
from elearn.domain.recognition.item_sums import ItemSums

MARKS = st.sampled_from([0.0, 0.5, 1.0])
RESTS = st.integers(0, 23).map(lambda right: right / 23)
ANSWERS = st.lists(st.tuples(MARKS, RESTS), min_size=5, max_size=120)


def sums(answers: list[tuple[float, float]]) -> ItemSums:
    total = ItemSums()
    for x, rest in answers:
        total = total.with_answer(x, rest)
    return total


def correlated(answers: int, r: float) -> ItemSums:
    """Half of the marks 1, with exactly that correlation between mark and rest."""
    x = np.tile([0.0, 1.0], answers // 2)
    noise = np.tile([0.0, 0.0, 1.0, 1.0], answers // 4 + 1)[: len(x)]
    noise = noise - np.cov(noise, x)[0, 1] / np.var(x, ddof=1) * (x - x.mean())
    rest = r * (x - x.mean()) / x.std() + np.sqrt(1 - r * r) * (noise - noise.mean()) / noise.std()
    return sums([(float(a), float(b)) for a, b in zip(x, 0.5 + 0.1 * rest, strict=True)])


@given(ANSWERS)
def test_from_sums_alone_comes_the_correlation_of_the_answers(answers):
    x, rest = zip(*answers, strict=True)
    assume(len(set(x)) > 1 and len(set(rest)) > 1)

    found = discrimination(sums(answers))

    expected = pearsonr(x, rest)
    interval = expected.confidence_interval()
    assert found is not None
    assert found.value == pytest.approx(expected.statistic, abs=1e-6)
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (interval.low, interval.high), abs=1e-4
    )


@given(st.integers(1, 200), st.integers(0, 200))
def test_the_difficulty_of_right_and_wrong_has_wilsons_interval(answers, right):
    right = min(answers, right)

    found = difficulty(ItemSums(answers, right, 0, right, 0, 0))

    expected = binomtest(right, answers).proportion_ci(method="wilson")
    assert found.value == right / answers
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (expected.low, expected.high), abs=1e-9
    )


@given(ANSWERS, ANSWERS)
def test_sums_of_two_groups_add_up(first, second):
    together = sums(first) + sums(second)

    assert astuple(together) == pytest.approx(astuple(sums([*first, *second])))


@pytest.mark.parametrize(
    ("answers", "r", "light", "advice"),
    [
        (28, -0.5, Light.NONE, Advice.WAIT),
        (32, -0.1, Light.RED, Advice.CHECK_THE_KEY),
        (32, 0.0, Light.NONE, Advice.WAIT),
        (60, -0.1, Light.RED, Advice.CHECK_THE_KEY),
        (60, 0.1, Light.NONE, Advice.LEAVE_AS_IT_IS),
        (400, 0.02, Light.AMBER, Advice.MAKE_CLEARER),
        (400, 0.4, Light.NONE, Advice.LEAVE_AS_IT_IS),
    ],
    ids=["too few", "red from 30", "amber waits", "red", "unclear", "amber", "good"],
)
def test_each_light_says_what_to_do(answers, r, light, advice):
    found = item_statistics(correlated(answers, r), workplaces=3)

    assert found is not None
    assert (found.light, found.advice) == (light, advice)


@pytest.mark.parametrize(
    ("answers", "r", "has_difficulty", "has_discrimination"),
    [
        (16, 0.5, False, False),
        (20, 0.5, True, False),
        (52, 0.5, True, True),
        (32, -0.2, True, True),
    ],
    ids=["hardly any", "twenty", "fifty", "thirty and red"],
)
def test_a_figure_waits_for_enough_answers(answers, r, has_difficulty, has_discrimination):
    found = item_statistics(correlated(answers, r), workplaces=3)

    assert found is not None
    assert (found.difficulty is not None) is has_difficulty
    assert (found.discrimination is not None) is has_discrimination


def test_two_workplaces_are_too_few():
    assert item_statistics(correlated(60, 0.5), workplaces=2) is None


@pytest.mark.parametrize(
    "answers",
    [[(1.0, 0.5)] * 60, [(1.0, 0.0), (0.0, 1.0)]],
    ids=["all alike", "two answers"],
)
def test_where_nothing_varies_there_is_nothing_to_correlate(answers):
    assert discrimination(sums(answers)) is None


def test_a_hard_exercise_that_the_strong_pass_is_a_good_one():
    answers = [(1.0, 0.9)] * 12 + [(0.0, 0.5)] * 48

    found = item_statistics(sums(answers), workplaces=3)

    assert found is not None
    assert found.difficulty is not None
    assert found.difficulty.value == 0.2
    assert found.light is Light.NONE


@pytest.mark.parametrize(("x", "rest"), [(1.1, 0.5), (-0.1, 0.5), (1.0, 2.0)])
def test_a_mark_is_from_0_to_1(x, rest):
    with pytest.raises(Refusal, match="mark-malformed"):
        ItemSums().with_answer(x, rest)
