import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from elearn.domain.errors import Refusal
from elearn.domain.recognition.bayesian import (
    USUAL,
    Judgement,
    Posterior,
    Prior,
    all_rated,
    answered,
    posterior,
    rated,
)
from elearn.domain.recognition.rating import RatingCounts

DIFFICULTIES = st.floats(-1.2, 1.2)
RATED = st.builds(
    lambda is_signal, level, difficulty: rated(is_signal, level, difficulty=difficulty),
    st.booleans(),
    st.integers(1, 6),
    DIFFICULTIES,
)
ANSWERED = st.builds(
    lambda is_signal, concern, difficulty: answered(is_signal, concern, difficulty=difficulty),
    st.booleans(),
    st.booleans(),
    DIFFICULTIES,
)
A_DAY = [rated(True, level) for level in (6, 5, 6, 3)] + [
    rated(False, level) for level in (1, 2, 4, 1, 3, 2, 1, 5)
]


def grid(answers: list[Judgement], prior: Prior) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The whole grid, every answer on every point: the slow and plain way."""
    d_prime = prior.d_prime + np.linspace(-3, 3, 121)[None, :]
    criterion = prior.criterion + np.linspace(-2.5, 2.5, 101)[:, None]
    logs = norm.logpdf(d_prime, prior.d_prime, prior.d_prime_sd) + norm.logpdf(
        criterion, prior.criterion, prior.criterion_sd
    )
    for answer in answers:
        side = 1 if answer.is_signal else -1
        evidence = side * (d_prime / 2 - answer.difficulty) - criterion
        logs = logs + np.log(
            norm.cdf(answer.high - evidence) - norm.cdf(answer.low - evidence) + 1e-300
        )
    weights = np.exp(logs - logs.max())
    return d_prime[0], criterion[:, 0], weights / weights.sum()


def middle(axis: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    ends = np.append(axis - 0.025, axis[-1] + 0.025)
    below = np.append(0.0, np.cumsum(weights))
    return float(np.interp(0.1, below, ends)), float(np.interp(0.9, below, ends))


@settings(max_examples=25, deadline=None)
@given(st.lists(RATED | ANSWERED, max_size=30))
def test_it_is_the_grid_worked_out_point_by_point(answers):
    d_prime, criterion, weights = grid(answers, USUAL)

    found = posterior(answers)

    assert found.answers == len(answers)
    assert found.d_prime.mean == pytest.approx(weights.sum(0) @ d_prime, abs=1e-6)
    assert found.criterion.mean == pytest.approx(weights.sum(1) @ criterion, abs=1e-6)
    for estimate, ends in [
        (found.d_prime, middle(d_prime, weights.sum(0))),
        (found.criterion, middle(criterion, weights.sum(1))),
    ]:
        assert (estimate.interval.low, estimate.interval.high) == pytest.approx(ends, abs=1e-6)


def test_the_levels_are_cut_where_the_documents_say():
    cuts = [(rated(True, level).low, rated(True, level).high) for level in range(1, 7)]

    ends = [-math.inf, -1.2, -0.6, 0.0, 0.6, 1.2, math.inf]
    assert cuts == list(pairwise(ends))


def test_without_answers_it_says_what_is_usual():
    found = posterior([])

    assert found.d_prime.mean == pytest.approx(1.2)
    assert found.criterion.mean == pytest.approx(-0.1)
    assert found.d_prime.interval.high - 1.2 == pytest.approx(1.2816, abs=0.01)
    assert found.criterion.interval.high + 0.1 == pytest.approx(0.7 * 1.2816, abs=0.01)


def test_of_a_single_answer_it_is_the_integral():
    def density(d_prime: float) -> float:
        """Of d′ and a hit together, the criterion integrated out."""
        return norm.pdf(d_prime, 1.2, 1) * norm.cdf((d_prime / 2 + 0.1) / math.hypot(1, 0.7))

    whole = quad(density, -5, 8)[0]
    expected = quad(lambda d_prime: d_prime * density(d_prime), -5, 8)[0] / whole

    found = posterior([answered(True, True)])

    assert found.d_prime.mean == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("d_prime", [0.0, 1.5, 3.0], ids=["none", "usual", "high"])
@pytest.mark.parametrize("criterion", [-0.6, 0.0, 0.6], ids=["ready", "neutral", "cautious"])
def test_with_many_answers_it_finds_the_truth(d_prime, criterion):
    """As many answers at each level as are expected of this person."""
    answers = [
        rated(is_signal, level)
        for is_signal, side in [(True, 1), (False, -1)]
        for level, share in enumerate(shares(side * d_prime / 2 - criterion), start=1)
        for _ in range(round(1000 * share))
    ]

    found = posterior(answers)

    assert found.d_prime.mean == pytest.approx(d_prime, abs=0.05)
    assert found.criterion.mean == pytest.approx(criterion, abs=0.05)


def shares(evidence: float) -> np.ndarray:
    return np.diff(norm.cdf(np.array([-np.inf, -1.2, -0.6, 0, 0.6, 1.2, np.inf]) - evidence))


def test_the_order_of_answers_does_not_matter():
    forwards, backwards = posterior(A_DAY), posterior(reversed(A_DAY))

    assert means(backwards) == pytest.approx(means(forwards), abs=1e-9)


def means(found: Posterior) -> tuple[float, float]:
    return found.d_prime.mean, found.criterion.mean


def test_exchanging_concern_and_none_turns_the_criterion():
    """Under a prior that leans neither way: a hit becomes the look-alike left alone."""
    neutral = Prior(criterion=0.0)
    mirrored = [Judgement(not one.is_signal, -one.high, -one.low, one.difficulty) for one in A_DAY]

    straight, mirror = posterior(A_DAY, neutral), posterior(mirrored, neutral)

    assert means(mirror) == pytest.approx((straight.d_prime.mean, -straight.criterion.mean))


@settings(max_examples=20, deadline=None)
@given(st.lists(RATED, max_size=12), DIFFICULTIES)
def test_a_right_answer_raises_d_prime_and_a_wrong_one_lowers_it(answers, difficulty):
    before = posterior(answers).d_prime.mean

    right = posterior([*answers, answered(True, True), answered(False, False)]).d_prime.mean
    wrong = posterior([*answers, answered(True, False), answered(False, True)]).d_prime.mean

    assert wrong < before < right


def test_the_same_answer_to_a_harder_case_says_more_for_somebody():
    easy, hard = (
        posterior([rated(True, 6, difficulty=difficulty), rated(False, 1, difficulty=difficulty)])
        for difficulty in (-1.0, 1.0)
    )

    assert hard.d_prime.mean > easy.d_prime.mean


@pytest.mark.parametrize("count", [12, 40, 400], ids=str)
def test_more_answers_of_the_same_kind_narrow_it(count):
    few, many = (posterior(A_DAY * times) for times in (1, count // 12 + 1))

    def widths(found: Posterior) -> list[float]:
        both = (found.d_prime.interval, found.criterion.interval)
        return [interval.high - interval.low for interval in both]

    assert all(narrow < wide for narrow, wide in zip(widths(many), widths(few), strict=True))


def test_the_counts_of_a_block_say_the_same_as_its_ratings():
    counts = RatingCounts.of([6, 5, 6, 3], [1, 2, 4, 1, 3, 2, 1, 5])

    assert posterior(all_rated(counts)).answers == 12
    assert means(posterior(all_rated(counts))) == pytest.approx(means(posterior(A_DAY)))


def test_an_answer_far_from_everything_does_not_break_it():
    found = posterior([rated(True, 1, difficulty=-60.0), rated(True, 3, difficulty=60.0)])

    assert math.isfinite(found.d_prime.mean)
    assert found.d_prime.interval.low < found.d_prime.interval.high


@pytest.mark.parametrize("difficulty", [math.nan, math.inf], ids=str)
@pytest.mark.parametrize("make", [rated, answered], ids=["rated", "answered"])
def test_a_difficulty_that_is_no_number_is_refused(make, difficulty):
    with pytest.raises(Refusal, match="rating-malformed"):
        make(True, 1, difficulty=difficulty)


@pytest.mark.parametrize("level", [0, 7, True, 2.0], ids=repr)
def test_what_is_no_level_is_refused(level):
    with pytest.raises(Refusal, match="rating-malformed"):
        rated(True, level)
