"""A learner's unfinished or just finished work, and the counters it raises.

Days, never times: nothing here says when somebody answered.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import BY_KEY, COUNTED, Identified, Owned, refers_to


class Attempt(Identified, Base):
    """Its id is random. Deleted when the learner leaves the result."""

    __tablename__ = "attempt"

    person_id: Mapped[UUID]
    course_id: Mapped[str] = mapped_column(String(64))
    module_id: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """Answers so far, encrypted with DATA_KEYS."""
    begun_on: Mapped[date]
    submitted_on: Mapped[date | None]

    __table_args__ = (
        refers_to("person", "person_id", ondelete="CASCADE"),
        CheckConstraint("state IN ('open', 'submitted')", name="state"),
        Index(
            "uq_attempt_open",
            "municipality_id",
            "person_id",
            "course_id",
            "module_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )


class HeldAnswer(Owned, Base):
    """What was sent after the session had ended: kept for half an hour, for the same person."""

    __tablename__ = "held_answer"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """Attempt and form, encrypted with DATA_KEYS and dated inside."""
    kept_on: Mapped[date]


class ExerciseCounter(Owned, Base):
    """How first answers to one exercise version fell out; no person, unit or day."""

    __tablename__ = "exercise_counter"

    exercise_version: Mapped[str] = mapped_column(String(64), primary_key=True)
    mark: Mapped[str] = mapped_column(String(40), primary_key=True)
    """`answered`, `right`, `option-` and its ordinal, or `certainty-` with the place of a label
    and whether the answer was `right` or `wrong`."""
    count: Mapped[int]
    rest: Mapped[float] = mapped_column(default=0.0, server_default=text("0"))
    """The sum, over those counted, of their mean mark in the module's other exercises, 0 to 1."""

    __table_args__ = (COUNTED,)


class ExerciseSeen(Owned, Base):
    """That somebody has answered an exercise version before, so that counters take first
    answers only. Without the pepper nobody can tell whose row it is, nor which rows belong
    together."""

    __tablename__ = "exercise_seen"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """HMAC(person and exercise version, PEPPER)."""
    seen_on: Mapped[date]

    __table_args__ = (BY_KEY,)
