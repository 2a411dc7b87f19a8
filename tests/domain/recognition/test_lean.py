import pytest

from elearn.domain.recognition.bayesian import Estimate, Posterior, posterior, rated
from elearn.domain.recognition.interval import Interval
from elearn.domain.recognition.lean import Lean, lean_of


def believed(low: float, high: float, answers: int = 40) -> Posterior:
    d_prime = Estimate(1.2, Interval(0.0, 2.4))
    return Posterior(answers, d_prime, Estimate((low + high) / 2, Interval(low, high)))


@pytest.mark.parametrize(
    ("low", "high", "lean"),
    [
        (0.21, 0.9, Lean.CAUTIOUS),
        (-0.9, -0.21, Lean.ALARM_PRONE),
        (-0.19, 0.19, Lean.BALANCED),
        (0.19, 0.9, Lean.UNKNOWN),
        (-0.9, -0.19, Lean.UNKNOWN),
        (-0.1, 0.21, Lean.UNKNOWN),
        (-0.9, 0.9, Lean.UNKNOWN),
    ],
    ids=["late", "early", "neither", "almost late", "almost early", "neither or late", "anything"],
)
def test_a_lean_is_said_only_when_the_whole_interval_says_it(low, high, lean):
    assert lean_of(believed(low, high)) is lean


@pytest.mark.parametrize("answers", [0, 39], ids=str)
def test_nothing_is_said_before_forty_answers(answers):
    assert lean_of(believed(0.5, 0.9, answers)) is Lean.UNKNOWN


@pytest.mark.parametrize(
    ("lookalike_level", "signal_level", "lean"),
    [(5, 6, Lean.ALARM_PRONE), (1, 2, Lean.CAUTIOUS)],
    ids=["concern about all", "concern about none"],
)
def test_forty_clear_answers_are_enough(lookalike_level, signal_level, lean):
    answers = [rated(False, lookalike_level)] * 26 + [rated(True, signal_level)] * 14

    assert lean_of(posterior(answers)) is lean


def test_balanced_can_be_reached():
    answers = [rated(False, 1), rated(False, 3), rated(True, 4), rated(True, 6)] * 40

    assert lean_of(posterior(answers)) is Lean.BALANCED
