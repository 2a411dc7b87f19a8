"""Who looked at whose status, and who changed what; the days of it, sealed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Identified, Owned, refers_to


class AuditView(Identified, Base):
    """One page or file of a unit's people. Whom it showed follows from the unit's employments
    on that day."""

    __tablename__ = "audit_view"

    actor_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    page: Mapped[str] = mapped_column(String(40))
    """The endpoint: `manager.unit`, `manager.unit_file`."""
    shown_on: Mapped[date]
    """The day that the page was about."""
    viewed_at: Mapped[datetime]

    __table_args__ = (
        refers_to("person", "actor_id"),
        refers_to("unit", "unit_id"),
        Index(None, "municipality_id", "unit_id", "viewed_at"),
    )


class AuditAct(Identified, Base):
    """Something that somebody changed about people, units, roles, duties or routes."""

    __tablename__ = "audit_act"

    actor_id: Mapped[UUID | None]
    """NULL for the command line."""
    act: Mapped[str] = mapped_column(String(40))
    """What was done, as a code: `role-granted`, `people-imported`."""
    subject_id: Mapped[UUID | None]
    """The person, unit or duty it was done to."""
    acted_at: Mapped[datetime]

    __table_args__ = (
        refers_to("person", "actor_id"),
        Index(None, "municipality_id", "acted_at"),
    )


class AuditSeal(Owned, Base):
    """One day of the log, sealed. It names nobody, and stays when the rows of the day go."""

    __tablename__ = "audit_seal"

    day: Mapped[date] = mapped_column(primary_key=True)
    """In UTC. A day without rows has none."""
    lines: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    chain: Mapped[str] = mapped_column(String(64))
    """SHA-256 of this day and everything before it."""
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    """Of *chain*, by a key outside the database."""
