"""How a municipality's own panel judges cases: rounds, ballots not yet sent, votes as counts.

Days, never times. Nothing says who voted, and a ballot that was sent leaves only what it counted.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import BY_KEY, COUNTED, Identified, Owned, refers_to


class PanelRound(Identified, Base):
    """One text put to a panel. Its votes belong to the exercises, not to the round."""

    __tablename__ = "panel_round"

    course_id: Mapped[str] = mapped_column(String(64))
    module_id: Mapped[str] = mapped_column(String(64))
    """Of the module or the bank."""
    compiled_digest: Mapped[str] = mapped_column(ForeignKey("content_blob.digest"))
    """The very text that is judged, in one language; a later version does not change it."""
    form: Mapped[str] = mapped_column(String(40))
    """The only measurement form of the bank that is asked about; empty for everything."""
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    """NULL while ballots are taken in."""
    received: Mapped[int]
    """How many ballots have been sent in."""

    @property
    def place(self) -> tuple[str, str]:
        return (self.course_id, self.module_id)


class PanelBallot(Owned, Base):
    """A ballot that was handed out and has not been sent: deleted when it is."""

    __tablename__ = "panel_ballot"

    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """SHA-256 of the code; the code itself stands on the slip alone."""
    round_id: Mapped[UUID]
    handed_out_on: Mapped[date]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What has been judged so far, encrypted with DATA_KEYS; NULL until something has."""

    __table_args__ = (
        refers_to("panel_round", "round_id", ondelete="CASCADE"),
        Index(None, "municipality_id", "round_id"),
        BY_KEY,
    )
    """Ordered by the hash: the order of rows tells nothing of who was handed which."""


class PanelVote(Owned, Base):
    """How often one thing was chosen about one item; no person, round or day."""

    __tablename__ = "panel_vote"

    exercise_version: Mapped[str] = mapped_column(String(64), primary_key=True)
    part: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Of the exercise; empty for the whole."""
    mark: Mapped[str] = mapped_column(String(40), primary_key=True)
    """`vote-` and an option or level, or `reason-` and its code."""
    count: Mapped[int]
    shown: Mapped[int]
    """As much of *count* as pages show: it moves by five ballots at a time."""

    __table_args__ = (COUNTED,)
