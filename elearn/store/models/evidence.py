"""What somebody has done: appended, never changed. A correction is a further row."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Identified, Owned, refers_to


class Evidence(Identified, Base):
    __tablename__ = "evidence"

    person_id: Mapped[UUID]
    course_id: Mapped[str] = mapped_column(String(64))
    module_id: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(64))
    completed_on: Mapped[date]
    recorded_at: Mapped[datetime]
    """When the person's own answers did, the first moment in UTC of the day they were given:
    *completed_on*, or for a meeting the day it was confirmed, or the day on which what was done in
    an open course was claimed."""
    kind: Mapped[str] = mapped_column(String(12))
    recorded_by: Mapped[UUID | None]
    """NULL when the person's own answers did."""
    withdraws: Mapped[UUID | None]
    """The row that this one takes back; NULL for most."""
    reason: Mapped[str | None] = mapped_column(String(40))
    """A code from a fixed list: why an earlier row is taken back, or how it was completed when
    somebody else says so. NULL when the person's own answers did."""
    proof: Mapped[str | None] = mapped_column(String(24))
    """What whoever recorded an equivalence or a manual completion has seen, as a code."""

    __table_args__ = (
        refers_to("person", "person_id"),
        refers_to("person", "recorded_by"),
        refers_to("evidence", "withdraws"),
        Index(None, "municipality_id", "person_id", "course_id"),
        Index(None, "municipality_id", "withdraws"),
        CheckConstraint(
            "kind IN ('self', 'meeting', 'equivalence', 'manual', 'open')", name="kind"
        ),
    )


class Objection(Identified, Base):
    """The person says that a row which somebody else recorded is wrong; a manager answers."""

    __tablename__ = "objection"

    evidence_id: Mapped[UUID]
    person_id: Mapped[UUID]
    reason: Mapped[str] = mapped_column(String(24))
    """A code from a fixed list."""
    objected_on: Mapped[date]
    answered_on: Mapped[date | None]
    """NULL while the answer is awaited."""
    answered_by: Mapped[UUID | None]
    answer: Mapped[str | None] = mapped_column(String(12))
    """`withdrawn` or `stands`."""

    __table_args__ = (
        refers_to("evidence", "evidence_id"),
        refers_to("person", "person_id"),
        refers_to("person", "answered_by"),
        Index(None, "municipality_id", "evidence_id", unique=True),
        Index(None, "municipality_id", "person_id"),
        Index(None, "municipality_id", "answered_on"),
    )


class StatusPeriod(Owned, Base):
    """Derived from duty, evidence, employment and exemption in the transaction that changed
    one of them; `verify` recomputes it."""

    __tablename__ = "status_period"

    duty_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    to_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(16))
    due_on: Mapped[date | None]
    """The last day to do it in time; NULL when nothing is asked."""
    valid_until: Mapped[date | None]
    """The last valid day; NULL when it is not valid, or for good."""

    __table_args__ = (
        refers_to("duty", "duty_id"),
        refers_to("person", "person_id"),
        Index(None, "municipality_id", "person_id"),
    )
