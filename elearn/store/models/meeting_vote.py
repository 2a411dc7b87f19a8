"""Votes of those in the room at a meeting, while it lasts: sums, and who has voted by nothing but
a number that their phone has drawn. Gone when the meeting ends, at the latest the day after."""

from uuid import UUID

from sqlalchemy import JSON, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import BY_KEY, COUNTED, Owned, refers_to


class MeetingVote(Owned, Base):
    """The vote on the case of a meeting. One row, written anew by every vote: what was written
    last tells no choice."""

    __tablename__ = "meeting_vote"

    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(4))
    """Digits that are shown in the room; good on the day of the meeting only."""
    choices: Mapped[int]
    is_second: Mapped[bool]
    """Whether the round that is open, or was last, comes after the talk."""
    is_open: Mapped[bool]
    first: Mapped[list[int]] = mapped_column(JSON)
    """How many chose what; empty where fewer than five had voted when it was closed."""
    second: Mapped[list[int]] = mapped_column(JSON)
    """The same of the second round; empty before it."""

    __table_args__ = (
        refers_to("meeting", "meeting_id"),
        Index(None, "municipality_id", "code", unique=True),
        COUNTED,
    )


class MeetingVoter(Owned, Base):
    """A phone that has voted in the round that is open: deleted when it is closed."""

    __tablename__ = "meeting_voter"

    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """SHA-256 of a random number in the phone's cookie, and of the meeting and the round."""

    __table_args__ = (refers_to("meeting", "meeting_id"), BY_KEY)
