from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import Refusal
from elearn.domain.recognition.base_rate import (
    SCHOOL_PEOPLE,
    Meaning,
    after_consulting,
    base_rate_card,
)

RATES = st.floats(0, 1)


def rates(d_prime: float, criterion: float) -> tuple[float, float]:
    cdf = NormalDist().cdf
    return cdf(d_prime / 2 - criterion), cdf(-d_prime / 2 - criterion)


def test_a_good_judge_is_mostly_wrong_where_signals_are_rare():
    card = base_rate_card(*rates(1.5, 0), people=SCHOOL_PEOPLE)

    assert card.with_signals == pytest.approx(4)
    assert card.noticed == pytest.approx(3.09, abs=0.01)
    assert card.false_alarms == pytest.approx(89.75, abs=0.01)
    assert card.predictive_value == pytest.approx(0.033, abs=0.001)
    assert card.meaning is Meaning.MOSTLY_FALSE_ALARMS


def test_a_second_independent_judge_is_worth_a_lot():
    card = base_rate_card(*rates(1.5, 0), people=SCHOOL_PEOPLE)

    consulted = after_consulting(card, *rates(2, 0.5))

    assert consulted.predictive_value == pytest.approx(0.26, abs=0.005)
    assert consulted.noticed / consulted.with_signals == pytest.approx(0.53, abs=0.005)


@given(RATES, RATES, RATES, st.integers(0, 5000))
def test_the_parts_add_up(hit_rate, false_alarm_rate, base_rate, people):
    card = base_rate_card(hit_rate, false_alarm_rate, people=people, base_rate=base_rate)

    assert card.noticed + card.missed == pytest.approx(card.with_signals)
    assert 0 <= card.false_alarms <= people - card.with_signals + 1e-9


@pytest.mark.parametrize(
    ("hit_rate", "false_alarm_rate", "base_rate", "meaning"),
    [
        (0.0, 0.0, 0.01, Meaning.NOBODY_NOTICED),
        (0.9, 0.0, 0.01, Meaning.MOSTLY_RIGHT),
        (0.9, 0.3, 0.01, Meaning.MOSTLY_FALSE_ALARMS),
        (0.9, 0.3, 0.5, Meaning.MOSTLY_RIGHT),
    ],
    ids=["no concern", "no false alarm", "rare", "common"],
)
def test_what_a_concern_is_worth_has_a_word(hit_rate, false_alarm_rate, base_rate, meaning):
    card = base_rate_card(hit_rate, false_alarm_rate, people=60, base_rate=base_rate)

    assert card.meaning is meaning


@pytest.mark.parametrize(
    ("hit_rate", "people", "base_rate"),
    [(1.1, 60, 0.01), (-0.1, 60, 0.01), (0.5, -1, 0.01), (0.5, 60, 2.0)],
    ids=["over one", "below zero", "nobody and less", "base rate"],
)
def test_what_is_no_rate_is_refused(hit_rate, people, base_rate):
    with pytest.raises(Refusal, match="rate-malformed"):
        base_rate_card(hit_rate, 0.1, people=people, base_rate=base_rate)
    with pytest.raises(Refusal, match="rate-malformed"):
        after_consulting(base_rate_card(0.5, 0.5, people=60), 0.5, 1.5)
