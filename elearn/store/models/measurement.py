"""Group figures of measurement: sums by unit and quarter, and what was shown of them.

Nothing here points at a person; that somebody was counted lies under a pseudonym of its own.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import BY_KEY, COUNTED, Owned, refers_to


class MeasurementSums(Owned, Base):
    """A `GroupSums`, raised when somebody finishes a block."""

    __tablename__ = "measurement_sums"

    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(String(200), primary_key=True)
    """`course/bank/form`."""
    quarter_on: Mapped[date] = mapped_column(primary_key=True)
    """The first day of the quarter."""
    people: Mapped[int]
    blocks: Mapped[int]
    hits: Mapped[int]
    misses: Mapped[int]
    false_alarms: Mapped[int]
    correct_rejections: Mapped[int]
    pairs: Mapped[int]
    d_prime: Mapped[float]
    d_prime_squares: Mapped[float]
    criterion: Mapped[float]
    criterion_squares: Mapped[float]

    __table_args__ = (refers_to("unit", "unit_id"), COUNTED)


class MeasurementSeen(Owned, Base):
    """That somebody was counted as a person of a group, or with a pair of blocks: once a year."""

    __tablename__ = "measurement_seen"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """HMAC(person and what was counted, PEPPER)."""
    seen_on: Mapped[date]

    __table_args__ = (BY_KEY,)
    """Ordered by the pseudonym: the order of rows tells nothing of who came when."""


class MeasurementSnapshot(Owned, Base):
    """What is shown of the groups of a course until the next quarter."""

    __tablename__ = "measurement_snapshot"

    course_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    quarter_on: Mapped[date] = mapped_column(primary_key=True)
    """The first day of the quarter in which it is shown."""
    content: Mapped[str] = mapped_column(Text)
    """A `GroupSnapshot`, as JSON."""
