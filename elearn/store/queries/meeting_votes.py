"""What do those in the room vote, and which phones have?"""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select, update

from elearn.domain.recognition.room_vote import RoomVote
from elearn.store.db import Session
from elearn.store.models import Meeting, MeetingVote, MeetingVoter


def vote_of(session: Session, municipality: UUID, meeting: UUID) -> tuple[str, RoomVote] | None:
    """The code of the vote at *meeting*, and how it stands; None when there is none."""
    found = session.get(MeetingVote, (municipality, meeting))
    return (found.code, _vote(found)) if found else None


def locked_vote(session: Session, municipality: UUID, meeting: UUID) -> RoomVote | None:
    """As it stands until the transaction ends: nobody votes, opens or closes meanwhile."""
    found = session.scalar(
        select(MeetingVote)
        .where(MeetingVote.municipality_id == municipality, MeetingVote.meeting_id == meeting)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return _vote(found) if found else None


def meeting_voting(session: Session, municipality: UUID, code: str, today: date) -> UUID | None:
    """The meeting of *today* that shows *code*."""
    return session.scalar(
        select(MeetingVote.meeting_id)
        .join(
            Meeting,
            (Meeting.municipality_id == MeetingVote.municipality_id)
            & (Meeting.id == MeetingVote.meeting_id),
        )
        .where(
            MeetingVote.municipality_id == municipality,
            MeetingVote.code == code,
            Meeting.held_on == today,
        )
    )


def write_vote(session: Session, municipality: UUID, meeting: UUID, vote: RoomVote) -> None:
    session.execute(
        update(MeetingVote)
        .where(MeetingVote.municipality_id == municipality, MeetingVote.meeting_id == meeting)
        .values(**asdict(vote))
    )


def has_voted(session: Session, municipality: UUID, meeting: UUID, token_hash: bytes) -> bool:
    return session.get(MeetingVoter, (municipality, meeting, token_hash)) is not None


def forget_voters(session: Session, municipality: UUID, meeting: UUID) -> None:
    session.execute(
        delete(MeetingVoter).where(
            MeetingVoter.municipality_id == municipality, MeetingVoter.meeting_id == meeting
        )
    )


def drop_vote(session: Session, municipality: UUID, meeting: UUID) -> bool:
    """Whether there was one."""
    forget_voters(session, municipality, meeting)
    found = session.scalars(
        delete(MeetingVote)
        .where(MeetingVote.municipality_id == municipality, MeetingVote.meeting_id == meeting)
        .returning(MeetingVote.meeting_id)
    )
    return found.first() is not None


def _vote(row: MeetingVote) -> RoomVote:
    return RoomVote(row.choices, row.is_second, row.is_open, tuple(row.first), tuple(row.second))
