import pytest

from elearn.domain.errors import Refusal
from elearn.domain.recognition.panel_votes import (
    CASE_REASONS,
    STEP_REASONS,
    Mark,
    Reason,
    Tally,
    is_contested,
    is_settled,
    is_sound,
    may_show,
)

CONCERNED = {"4", "5", "6"}


@pytest.mark.parametrize(
    ("votes", "settled"),
    [
        ({"6": 8, "2": 2}, True),
        ({"4": 3, "5": 2, "6": 3, "1": 2}, True),
        ({"6": 7, "2": 3}, False),
        ({"6": 9}, False),
        ({"6": 12, "2": 3}, True),
        ({"6": 11, "2": 3}, False),
        ({}, False),
    ],
)
def test_a_key_is_settled_by_four_fifths_of_ten(votes, settled):
    assert is_settled(Tally(votes), CONCERNED) is settled


def test_nothing_is_settled_without_votes_or_without_a_key():
    assert not is_settled(None, CONCERNED)
    assert not is_settled(Tally({"6": 20}), frozenset())


@pytest.mark.parametrize(
    ("votes", "contested"),
    [
        ({"6": 2, "2": 3}, True),
        ({"6": 3, "2": 2}, False),
        ({"4": 3, "1": 3}, True),
        ({"1": 4}, False),
        ({}, False),
    ],
)
def test_a_key_is_contested_when_at_most_half_of_five_or_more_judge_by_it(votes, contested):
    assert is_contested(Tally(votes), CONCERNED) is contested


def test_nothing_is_contested_without_a_key():
    assert not is_contested(Tally({"6": 20}), frozenset())


@pytest.mark.parametrize(
    ("votes", "shown", "is_open", "moves"),
    [
        (4, 0, True, False),
        (4, 0, False, False),
        (5, 0, True, True),
        (9, 5, True, False),
        (10, 5, True, True),
        (6, 5, False, False),
        (7, 5, False, True),
        (7, 0, False, True),
        (5, 5, False, False),
    ],
)
def test_figures_begin_at_five_and_never_move_by_one_ballot(votes, shown, is_open, moves):
    assert may_show(votes, shown, is_open=is_open) is moves


@pytest.mark.parametrize(
    ("marks", "sound"),
    [
        ([(True, 4, 0), (False, 4, 0)], True),
        ([(True, 6, 5), (True, 1, 0), (False, 3, 2)], True),
        ([(True, 4, 4)], False),
        ([(True, 5, 6)], False),
        ([(True, 2, 0), (False, 3, 0)], False),
        ([(True, 6, 0), (False, 6, 1)], False),
        ([(True, -1, -1)], False),
        ([(True, 5, -1)], False),
    ],
)
def test_what_no_ballots_can_leave_is_found(marks, sound):
    assert is_sound([Mark(*one) for one in marks]) is sound


def test_reasons_come_in_order_of_how_many_named_them():
    tally = Tally({"1": 6}, {Reason.URGENT: 2, Reason.DUTY: 0, Reason.HELPS: 2, Reason.FIND_OUT: 5})

    assert tally.leading_reasons == (
        (Reason.FIND_OUT, 5),
        (Reason.HELPS, 2),
        (Reason.URGENT, 2),
    )


def test_every_reason_belongs_to_a_case_or_to_a_step():
    assert sorted((*CASE_REASONS, *STEP_REASONS)) == sorted(Reason)


def test_votes_are_whole_numbers():
    with pytest.raises(Refusal) as caught:
        Tally({"1": -1})

    assert caught.value.code == "counts-malformed"
