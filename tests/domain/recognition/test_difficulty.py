from statistics import NormalDist

import pytest

from elearn.domain.recognition.difficulty import CaseCounts, difficulties
from elearn.domain.recognition.proportion import Proportion


def case(is_signal: bool, right: int, of: int = 100) -> CaseCounts:
    return CaseCounts(is_signal, Proportion(right, of))


def test_until_fifty_have_answered_a_case_is_like_any_other():
    cases = {"a": case(True, 5, 49), "b": case(True, 45, 49)}

    assert difficulties(cases) == {"a": 0.0, "b": 0.0}


def test_what_fewer_get_right_is_harder():
    cases = {"easy": case(True, 90), "usual": case(True, 75), "hard": case(True, 50)}

    found = difficulties(cases)

    assert found["easy"] < 0 < found["hard"]
    assert sum(found.values()) == pytest.approx(0)
    quantile = NormalDist().inv_cdf
    assert found["hard"] - found["easy"] == pytest.approx(
        quantile(90.5 / 101) - quantile(50.5 / 101)
    )


def test_a_readiness_that_all_share_is_no_difficulty():
    """Everybody raises concern early: signals come out right, look-alikes do not."""
    cases = {"s1": case(True, 95), "s2": case(True, 95), "l1": case(False, 40)}

    assert difficulties(cases) == pytest.approx({"s1": 0.0, "s2": 0.0, "l1": 0.0})


def test_a_new_case_does_not_shift_the_others():
    old = {"a": case(False, 60), "b": case(False, 80)}

    found = difficulties({**old, "new": case(False, 0, 3)})

    assert found == {**difficulties(old), "new": 0.0}


@pytest.mark.parametrize(("right", "limit"), [(0, 1.2), (100, -1.2)], ids=["nobody", "everybody"])
def test_an_extreme_case_counts_as_very_hard_and_no_more(right, limit):
    cases = {"odd": case(True, right), "a": case(True, 50), "b": case(True, 50)}

    assert difficulties(cases)["odd"] == limit


def test_without_cases_there_are_no_difficulties():
    assert difficulties({}) == {}
