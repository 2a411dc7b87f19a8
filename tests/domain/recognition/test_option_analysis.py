import pytest

from elearn.domain.recognition.option_analysis import OptionSums, Suspicion, option_analysis


def option(chosen: int, mean_rest: float, *, right: bool = False) -> OptionSums:
    return OptionSums(right, chosen, chosen * mean_rest)


def test_an_option_nobody_takes_and_one_the_strong_take_are_pointed_out():
    options = {
        "right": option(60, 0.6, right=True),
        "weak": option(26, 0.4),
        "strong": option(10, 0.8),
        "dead": option(4, 0.3),
        "never": option(0, 0.0),
    }

    found = option_analysis(options, answers=100, workplaces=3)

    assert found is not None
    assert {name: figures.suspicion for name, figures in found.items()} == {
        "right": Suspicion.NONE,
        "weak": Suspicion.NONE,
        "strong": Suspicion.DRAWS_THE_STRONG,
        "dead": Suspicion.DEAD,
        "never": Suspicion.DEAD,
    }
    assert found["weak"].share == 0.26
    assert found["weak"].mean_rest == pytest.approx(0.4)
    assert found["never"].mean_rest is None


@pytest.mark.parametrize(
    ("chosen", "suspicion"), [(4, Suspicion.DEAD), (5, Suspicion.NONE)], ids=["below", "at it"]
)
def test_dead_is_below_one_in_twenty(chosen, suspicion):
    options = {"right": option(100 - chosen, 0.6, right=True), "wrong": option(chosen, 0.5)}

    found = option_analysis(options, answers=100, workplaces=3)

    assert found is not None
    assert found["wrong"].suspicion is suspicion


def test_a_right_option_that_nobody_takes_is_for_the_key_to_answer():
    options = {"right": option(0, 0.0, right=True), "wrong": option(60, 0.5)}

    found = option_analysis(options, answers=60, workplaces=3)

    assert found is not None
    assert found["right"].suspicion is Suspicion.NONE
    assert found["wrong"].suspicion is Suspicion.DRAWS_THE_STRONG


@pytest.mark.parametrize(
    ("answers", "workplaces"), [(49, 3), (50, 2)], ids=["answers", "workplaces"]
)
def test_too_few_show_nothing(answers, workplaces):
    options = {"right": option(answers, 0.5, right=True)}

    assert option_analysis(options, answers=answers, workplaces=workplaces) is None
