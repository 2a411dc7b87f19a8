"""A vote in the room: when it is open, what is shown of it, and what is forgotten."""

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.recognition.room_vote import RoomVote, begun, cast, closed, emptied, reopened


def after(vote: RoomVote, *choices: int) -> RoomVote:
    for choice in choices:
        vote = cast(vote, vote.round, choice)
    return vote


def test_nothing_is_shown_while_the_vote_is_open():
    vote = after(begun(3), 1, 1, 2, 3, 1, 1)

    assert vote.voted == 6
    assert vote.shown == ()
    assert closed(vote).shown == ((4, 1, 1),)


def test_of_four_nothing_is_left_and_the_round_can_be_opened_anew():
    vote = closed(after(begun(2), 1, 1, 2, 1))

    assert (vote.first, vote.shown) == ((), ())
    assert reopened(vote) == begun(2)


def test_only_a_round_that_nobody_has_seen_is_emptied():
    first = after(begun(2), 1, 1, 1, 1, 1)

    assert emptied(first) == begun(2)
    second = reopened(closed(first))
    assert emptied(after(second, 2, 2)) == second
    with pytest.raises(Refusal, match="vote-closed"):
        emptied(closed(first))


def test_both_rounds_stand_side_by_side_and_a_third_is_refused():
    vote = reopened(closed(after(begun(2), 1, 1, 1, 1, 1)))

    assert (vote.round, vote.is_open, vote.shown) == (2, True, ((5, 0),))

    vote = closed(after(vote, 2, 2, 2, 2, 1, 2))
    assert vote.shown == ((5, 0), (1, 5))
    with pytest.raises(Refusal, match="vote-over"):
        reopened(vote)


def test_a_second_round_of_four_leaves_the_first_and_can_be_opened_anew():
    first = closed(after(begun(2), 1, 1, 1, 1, 2))

    vote = closed(after(reopened(first), 2, 2, 2, 2))

    assert vote.shown == ((4, 1),)
    assert reopened(vote) == reopened(first)


@pytest.mark.parametrize(
    ("vote", "round", "choice", "code"),
    [
        (begun(2), 1, 0, "vote-choice-missing"),
        (begun(2), 1, 3, "vote-choice-missing"),
        (begun(2), 2, 1, "vote-closed"),
        (closed(begun(2)), 1, 1, "vote-closed"),
    ],
)
def test_a_vote_that_does_not_fit_is_refused(vote, round, choice, code):
    with pytest.raises(Refusal, match=code):
        cast(vote, round, choice)


def test_an_open_vote_is_not_opened_again():
    with pytest.raises(Refusal, match="vote-is-open"):
        reopened(begun(2))
