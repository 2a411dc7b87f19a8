"""What is said of a group: rounded, in tens, with doubt, and never a gain that is only alarm."""

from dataclasses import replace

import pytest

from elearn.domain.recognition.group_change import Direction
from elearn.domain.recognition.group_report import Effect, Share, group_report
from elearn.domain.recognition.group_sums import NOBODY, GroupSums
from elearn.domain.recognition.lean import Lean

GROUP = GroupSums(
    people=34, blocks=40, hits=240, misses=80, false_alarms=100, correct_rejections=540
)


def with_change(
    d_prime: float, criterion: float, *, spread: float = 0.3, pairs: int = 30
) -> GroupSums:
    """Of *pairs* people who on average changed by so much."""
    return replace(
        GROUP,
        pairs=pairs,
        d_prime=pairs * d_prime,
        d_prime_squares=pairs * (d_prime**2 + spread**2),
        criterion=pairs * criterion,
        criterion_squares=pairs * (criterion**2 + spread**2),
    )


def test_shares_come_in_steps_of_five_and_people_in_tens():
    found = group_report(GROUP)

    assert found.people == 30
    assert found.missed == Share(25, 20, 35)
    assert found.false_alarms == Share(15, 10, 20)
    assert found.d_prime == pytest.approx(1.7)
    assert found.pairs.fewest <= found.pairs.usual <= found.pairs.most


def test_nobody_is_said_to_have_missed_nothing_or_everything():
    perfect = GroupSums(people=10, blocks=10, hits=80, correct_rejections=160)
    alarmed = GroupSums(people=10, blocks=10, hits=80, false_alarms=160)

    assert (group_report(perfect).missed.usual, group_report(perfect).false_alarms.usual) == (5, 5)
    assert group_report(alarmed).false_alarms.usual == 95


def test_without_signals_or_look_alikes_there_is_nothing_to_say():
    assert group_report(NOBODY) is None
    assert group_report(GroupSums(people=20, blocks=20, hits=160)) is None


@pytest.mark.parametrize(
    ("hits", "alarms", "lean"),
    [
        (300, 300, Lean.ALARM_PRONE),
        (40, 5, Lean.CAUTIOUS),
        (240, 160, Lean.BALANCED),
    ],
)
def test_the_lean_is_said_in_a_word(hits, alarms, lean):
    sums = replace(
        GROUP, hits=hits, misses=320 - hits, false_alarms=alarms, correct_rejections=640 - alarms
    )

    assert group_report(sums).lean is lean


@pytest.mark.parametrize(
    ("d_prime", "criterion", "effect", "threshold"),
    [
        (0.5, 0.0, Effect.BETTER, Direction.NOT_CERTAIN),
        (0.5, -0.4, Effect.ONE_SIDED, Direction.LOWER),
        (0.5, 0.4, Effect.ONE_SIDED, Direction.HIGHER),
        (0.0, -0.4, Effect.NOT_CERTAIN, Direction.LOWER),
        (-0.5, 0.0, Effect.WORSE, Direction.NOT_CERTAIN),
        (0.05, 0.0, Effect.NOT_CERTAIN, Direction.NOT_CERTAIN),
    ],
    ids=["learned", "more alarm too", "more missed too", "only alarm", "forgot", "hardly"],
)
def test_a_gain_is_called_one_only_when_both_rates_moved_the_right_way(
    d_prime, criterion, effect, threshold
):
    change = group_report(with_change(d_prime, criterion)).change

    assert (change.effect, change.threshold, change.people) == (effect, threshold, 30)


def test_below_ten_pairs_nothing_is_said_of_a_change():
    assert group_report(GROUP).change is None
    assert group_report(with_change(0.5, 0.0, pairs=9)).change is None


def test_a_group_surely_below_guessing_points_at_the_key():
    sums = replace(GROUP, hits=80, misses=240, false_alarms=400, correct_rejections=240)

    assert group_report(sums).is_key_doubtful
    assert not group_report(GROUP).is_key_doubtful
