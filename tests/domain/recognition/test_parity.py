import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from elearn.domain.errors import Refusal
from elearn.domain.recognition.parity import twin_parity

COUNTS = st.integers(0, 300)


@given(COUNTS, COUNTS)
def test_the_test_is_the_exact_binomial_one(b, c):
    parity = twin_parity(b, c)

    if b + c < 10:
        assert parity is None
    else:
        assert parity is not None
        assert parity.p_value == pytest.approx(binomtest(b, b + c, 0.5).pvalue, rel=1e-9)


@pytest.mark.parametrize(
    ("b", "c", "unequal"),
    [(9, 1, True), (1, 9, True), (8, 2, False), (5, 5, False), (60, 90, True)],
    ids=["nine to one", "the other way", "eight to two", "even", "many"],
)
def test_nine_to_one_is_treated_differently(b, c, unequal):
    parity = twin_parity(b, c)

    assert parity is not None
    assert parity.is_unequal is unequal


def test_nine_to_one_comes_about_by_chance_twice_in_a_hundred():
    parity = twin_parity(9, 1)

    assert parity is not None
    assert round(parity.p_value, 2) == 0.02


def test_thousands_of_judgements_are_no_trouble():
    parity = twin_parity(2000, 2000)

    assert parity is not None
    assert parity.p_value == 1.0


def test_a_count_is_a_count():
    with pytest.raises(Refusal, match="counts-malformed"):
        twin_parity(-1, 20)
