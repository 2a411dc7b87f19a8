"""A vote in the room: opened, cast, closed, forgotten. Whoever votes is a number that their phone
has drawn, and what it chose is added to a sum and written nowhere else."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.recognition import room_vote
from elearn.domain.recognition.room_vote import FEWEST_VOTERS
from elearn.services.acting import Act
from elearn.services.meetings import TRIES, hold
from elearn.store.db import Session
from elearn.store.models import MeetingVote, MeetingVoter
from elearn.store.queries import meeting_votes
from elearn.store.queries.meetings import MeetingRow
from elearn.store.upsert import insert_new


def open_vote(
    act: Act, meeting: MeetingRow, choices: int, *, people: int, new_code: Callable[[], str]
) -> None:
    """The first round, or the next one. *people* is how many the list of the meeting holds.

    Raises: Refusal `vote-not-today`, `vote-too-few` for a list of fewer than five, `vote-is-open`,
    `vote-over` after the second round, `meeting-gone`, `meeting-codes-used-up`.
    """
    if meeting.held_on != act.today:
        raise Refusal("vote-not-today")
    if people < FEWEST_VOTERS:
        raise Refusal("vote-too-few")
    hold(act, meeting)
    vote = meeting_votes.locked_vote(act.session, act.municipality, meeting.id)
    if vote:
        again = room_vote.reopened(vote)
        meeting_votes.write_vote(act.session, act.municipality, meeting.id, again)
        return
    begun = room_vote.begun(choices)
    for _ in range(TRIES):
        row = {"municipality_id": act.municipality, "meeting_id": meeting.id, "code": new_code()}
        if insert_new(act.session, MeetingVote, [row | asdict(begun)]):
            return
    raise Refusal("meeting-codes-used-up")


def close_vote(act: Act, meeting: MeetingRow, round: int) -> None:
    """Closing a *round* that is not open changes nothing: somebody has closed it already."""
    vote = meeting_votes.locked_vote(act.session, act.municipality, meeting.id)
    if vote is None or not vote.is_open or vote.round != round:
        return
    closed = room_vote.closed(vote)
    meeting_votes.write_vote(act.session, act.municipality, meeting.id, closed)
    meeting_votes.forget_voters(act.session, act.municipality, meeting.id)


def empty_round(act: Act, meeting: MeetingRow, round: int) -> bool:
    """Everybody votes anew in *round*; False where it is not open, and then nothing changes."""
    vote = meeting_votes.locked_vote(act.session, act.municipality, meeting.id)
    if vote is None or not vote.is_open or vote.round != round:
        return False
    emptied = room_vote.emptied(vote)
    meeting_votes.write_vote(act.session, act.municipality, meeting.id, emptied)
    meeting_votes.forget_voters(act.session, act.municipality, meeting.id)
    return True


def forget_vote(act: Act, meeting: MeetingRow) -> bool:
    """The meeting has ended; whether there was anything to delete."""
    meeting_votes.locked_vote(act.session, act.municipality, meeting.id)
    return meeting_votes.drop_vote(act.session, act.municipality, meeting.id)


def meeting_to_vote_at(session: Session, municipality: UUID, code: str, today: date) -> UUID:
    """Raises: Refusal `vote-code-unknown`."""
    digits = "".join(sign for sign in code if sign.isascii() and sign.isdigit())
    found = meeting_votes.meeting_voting(session, municipality, digits, today)
    if found is None:
        raise Refusal("vote-code-unknown")
    return found


def cast(
    session: Session, municipality: UUID, meeting: UUID, token: str, round: int, choice: int
) -> None:
    """One vote a *token* and round; a second one changes nothing.

    Raises: Refusal `vote-closed`, also once the meeting has ended, `vote-choice-missing`.
    """
    vote = meeting_votes.locked_vote(session, municipality, meeting)
    if vote is None:
        raise Refusal("vote-closed")
    with_it = room_vote.cast(vote, round, choice)
    row = {
        "municipality_id": municipality,
        "meeting_id": meeting,
        "token_hash": voter(meeting, token, round),
    }
    if insert_new(session, MeetingVoter, [row]):
        meeting_votes.write_vote(session, municipality, meeting, with_it)


def voter(meeting: UUID, token: str, round: int) -> bytes:
    """What stands for the phone that holds *token*, in one round of one meeting only."""
    return hashlib.sha256(f"{meeting}:{round}:{token}".encode()).digest()
