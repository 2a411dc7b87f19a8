import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.recognition.confidence import (
    Calibration,
    brier,
    certainty_mark,
    confidence,
)
from elearn.domain.recognition.rating import (
    PROBABILITY_BY_LEVEL,
    Certainty,
    RatingCounts,
    certainty_of,
    concern_of,
)

SIX = st.tuples(*[st.integers(0, 12)] * 6)


@pytest.mark.parametrize(
    ("certainty", "right", "wrong"),
    [(Certainty.UNSURE, 1, 0), (Certainty.FAIRLY, 2, -2), (Certainty.SURE, 3, -6)],
    ids=["unsure", "fairly", "sure"],
)
def test_the_marks(certainty, right, wrong):
    assert (certainty_mark(True, certainty), certainty_mark(False, certainty)) == (right, wrong)


def expected_mark(certainty: Certainty, chance_right: float) -> float:
    right, wrong = certainty_mark(True, certainty), certainty_mark(False, certainty)
    return chance_right * right + (1 - chance_right) * wrong


@pytest.mark.parametrize(
    ("chance_right", "honest"),
    [
        (0.5, Certainty.UNSURE),
        (0.66, Certainty.UNSURE),
        (0.68, Certainty.FAIRLY),
        (0.79, Certainty.FAIRLY),
        (0.81, Certainty.SURE),
        (1.0, Certainty.SURE),
    ],
    ids=str,
)
def test_honesty_pays_best(chance_right, honest):
    best = max(Certainty, key=lambda certainty: expected_mark(certainty, chance_right))

    assert best is honest


@pytest.mark.parametrize("level", range(1, 7), ids=str)
def test_what_a_level_says_is_where_choosing_it_pays(level):
    stated = max(PROBABILITY_BY_LEVEL[level], 1 - PROBABILITY_BY_LEVEL[level])

    best = max(Certainty, key=lambda certainty: expected_mark(certainty, stated))

    assert best is certainty_of(level)


def test_sure_and_right_costs_little_and_sure_and_wrong_much():
    assert brier(True, 6) == pytest.approx(0.01) == brier(False, 1)
    assert brier(True, 1) == pytest.approx(0.81) == brier(False, 6)


@given(SIX.filter(any), SIX)
def test_it_is_the_mean_over_every_answer(signals, lookalikes):
    told = [(True, level) for level, n in enumerate(signals, 1) for _ in range(n)]
    told += [(False, level) for level, n in enumerate(lookalikes, 1) for _ in range(n)]
    said = [PROBABILITY_BY_LEVEL[level] for _, level in told]
    squares = [(p - y) ** 2 for p, (y, _) in zip(said, told, strict=True)]
    right = [concern_of(level) is truth for truth, level in told]

    found = confidence(RatingCounts(signals, lookalikes))

    assert found is not None
    assert found.brier == pytest.approx(sum(squares) / len(told))
    assert found.skill == pytest.approx(1 - found.brier / 0.25)
    assert found.accuracy == pytest.approx(sum(right) / len(told))
    assert found.stated == pytest.approx(sum(max(p, 1 - p) for p in said) / len(told))
    assert found.gap == found.stated - found.accuracy


@given(SIX.filter(any), SIX)
def test_misses_and_false_alarms_weigh_the_same(signals, lookalikes):
    straight = confidence(RatingCounts(signals, lookalikes))

    mirrored = confidence(RatingCounts(lookalikes[::-1], signals[::-1]))

    assert straight is not None
    assert mirrored is not None
    assert mirrored.brier == pytest.approx(straight.brier)
    assert mirrored.gap == pytest.approx(straight.gap)


def test_without_answers_there_is_no_confidence():
    assert confidence(RatingCounts((0,) * 6, (0,) * 6)) is None


@pytest.mark.parametrize(
    ("right", "wrong", "calibration"),
    [
        (29, 0, Calibration.UNKNOWN),
        (27, 3, Calibration.FITS),
        (30, 10, Calibration.OVER_CONFIDENT),
        (31, 9, Calibration.FITS),
    ],
    ids=["too few", "as sure as right", "a gap of .15", "a gap of .125"],
)
def test_surely_said_is_compared_with_what_was_right(right, wrong, calibration):
    found = confidence(RatingCounts((wrong, 0, 0, 0, 0, right), (0,) * 6))

    assert found is not None
    assert found.calibration is calibration


def test_always_unsure_and_always_right_is_too_modest():
    found = confidence(RatingCounts((0, 0, 0, 15, 0, 0), (0, 0, 15, 0, 0, 0)))

    assert found is not None
    assert found.calibration is Calibration.UNDER_CONFIDENT
