from math import exp, inf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import mannwhitneyu

from elearn.domain.errors import Refusal
from elearn.domain.recognition.detection import Reason, estimate
from elearn.domain.recognition.rating import (
    LEVELS,
    PROBABILITY_BY_LEVEL,
    Certainty,
    RatingCounts,
    certainty_of,
    concern_of,
    empirical_area,
    level_of,
)

RATINGS = st.lists(st.sampled_from(LEVELS), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("concern", "certainty", "level"),
    [
        (False, Certainty.SURE, 1),
        (False, Certainty.FAIRLY, 2),
        (False, Certainty.UNSURE, 3),
        (True, Certainty.UNSURE, 4),
        (True, Certainty.FAIRLY, 5),
        (True, Certainty.SURE, 6),
    ],
    ids=str,
)
def test_a_level_is_an_answer_and_how_sure(concern, certainty, level):
    assert level_of(concern, certainty) == level
    assert (concern_of(level), certainty_of(level)) == (concern, certainty)


@pytest.mark.parametrize("level", [0, 7, -1, True, 3.0, "3"], ids=repr)
@pytest.mark.parametrize("read", [concern_of, certainty_of], ids=["concern", "certainty"])
def test_what_is_no_level_is_refused(read, level):
    with pytest.raises(Refusal, match="rating-malformed"):
        read(level)


def test_levels_speak_the_same_way_for_and_against():
    assert list(PROBABILITY_BY_LEVEL) == list(LEVELS)
    for level, likelihood in PROBABILITY_BY_LEVEL.items():
        assert likelihood + PROBABILITY_BY_LEVEL[7 - level] == pytest.approx(1)


@given(RATINGS, RATINGS)
def test_the_area_is_mann_and_whitneys(signals, lookalikes):
    expected = mannwhitneyu(signals, lookalikes).statistic / (len(signals) * len(lookalikes))

    area = empirical_area(RatingCounts.of(signals, lookalikes))

    assert area is not None
    assert area.value == pytest.approx(expected)


def test_the_golden_area():
    area = empirical_area(RatingCounts.of([6, 5, 4, 2, 6], [1, 2, 3, 4, 1]))

    assert area is not None
    assert area.value == pytest.approx(0.88)


@pytest.mark.parametrize(("each", "error"), [(12, 0.08), (30, 0.05)], ids=["block", "sixty"])
def test_the_error_of_an_area_of_85_percent(each, error):
    """Ratings of two levels only, chosen so that the area is about .85."""
    high = round(0.85 * each)
    counts = RatingCounts((0, each - high, 0, 0, high, 0), (0, high, 0, 0, each - high, 0))

    area = empirical_area(counts)

    assert area is not None
    assert area.value == pytest.approx(0.85, abs=0.02)
    assert area.standard_error == pytest.approx(error, abs=0.006)


def test_the_error_supposes_exponential_ratings():
    """Four signals and forty look-alikes, so that exchanging the two would show."""
    counts = RatingCounts((0, 0, 1, 0, 3, 0), (10, 15, 10, 5, 0, 0))
    area = empirical_area(counts)
    assert area is not None
    scale = area.value / (1 - area.value)

    both_signals_above = quad(lambda x: exp(-x / scale) ** 2 * exp(-x), 0, inf)[0]
    above_both_lookalikes = quad(lambda x: (1 - exp(-x)) ** 2 * exp(-x / scale) / scale, 0, inf)[0]
    variance = (
        area.value * (1 - area.value)
        + 3 * (both_signals_above - area.value**2)
        + 39 * (above_both_lookalikes - area.value**2)
    ) / 160

    assert area.standard_error == pytest.approx(sqrt(variance), rel=1e-6)


@pytest.mark.parametrize(("signal", "lookalike", "value"), [(6, 1, 1.0), (1, 6, 0.0)], ids=str)
def test_an_area_of_0_or_1_claims_no_precision(signal, lookalike, value):
    area = empirical_area(RatingCounts.of([signal] * 12, [lookalike] * 12))

    assert area is not None
    assert (area.value, area.standard_error, area.interval) == (value, None, None)


@given(RATINGS, RATINGS)
def test_the_interval_of_an_area_is_cut_at_0_and_1(signals, lookalikes):
    area = empirical_area(RatingCounts.of(signals, lookalikes))

    assert area is not None
    if area.interval and area.standard_error:
        half = 1.959964 * area.standard_error
        ends = (area.interval.low, area.interval.high)
        cut = (max(0, area.value - half), min(1, area.value + half))
        assert ends == pytest.approx(cut, abs=1e-6)


@pytest.mark.parametrize(("signals", "lookalikes"), [([], [1]), ([6], [])], ids=["none", "only"])
def test_one_class_alone_has_no_area(signals, lookalikes):
    assert empirical_area(RatingCounts.of(signals, lookalikes)) is None


def test_ratings_cut_in_the_middle_are_yes_and_no():
    counts = RatingCounts.of([6, 5, 4, 3], [1, 2, 3, 3, 4])

    assert counts.detection() == estimate(3, 1, 1, 4)
    assert counts.detection(adaptive=True).reason is Reason.ADAPTIVE
    assert (counts.answers, counts.right) == (9, 7)


@pytest.mark.parametrize("row", [(1,) * 5, (1,) * 7, (1, 1, 1, 1, 1, -1)], ids=str)
def test_other_than_six_counts_are_refused(row):
    with pytest.raises(Refusal, match="counts-malformed"):
        RatingCounts(row, (1,) * 6)
