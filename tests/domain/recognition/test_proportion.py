import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from elearn.domain.errors import Refusal
from elearn.domain.recognition.proportion import Proportion

COUNTS = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(
    lambda pair: (min(pair), max(pair))
)


@given(COUNTS.filter(lambda pair: pair[1] > 0))
def test_the_interval_is_wilsons(counts):
    expected = binomtest(*counts).proportion_ci(method="wilson")

    interval = Proportion(*counts).interval

    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(COUNTS.filter(lambda pair: pair[1] > 0))
def test_the_interval_holds_the_share_and_stays_within_0_and_1(counts):
    share = Proportion(*counts)

    assert share.interval is not None
    assert 0 <= share.interval.low <= share.interval.high <= 1
    assert share.fraction == counts[0] / counts[1]
    assert share.interval.holds(share.fraction)


def test_three_of_twelve_may_be_anything_from_9_to_53_percent():
    interval = Proportion(3, 12).interval

    assert interval is not None
    assert (round(interval.low, 2), round(interval.high, 2)) == (0.09, 0.53)


def test_of_nothing_there_is_no_share():
    assert (Proportion(0, 0).fraction, Proportion(0, 0).interval) == (None, None)


@pytest.mark.parametrize(
    "counts",
    [(-1, 3), (2, -1), (4, 3), (True, 3), (1.0, 3), ("1", 3)],
    ids=["below zero", "fewer than none", "more than all", "truth value", "fraction", "text"],
)
def test_what_is_no_count_is_refused(counts):
    with pytest.raises(Refusal, match="counts-malformed"):
        Proportion(*counts)
