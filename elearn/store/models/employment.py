"""Person × unit × occupation, from day to day. A move to another unit ends one row and
begins the next under the same employment number."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Identified, Owned, refers_to


class Employment(Identified, Base):
    __tablename__ = "employment"

    person_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(String(40))
    """Payroll's employment number; for a provisional row one of ours that begins with `ny-`."""
    aid_code: Mapped[str] = mapped_column(String(10))
    """Occupation by AID (Arbetsidentifikation), digits; empty when not known yet."""
    kind: Mapped[str] = mapped_column(String(12))
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    """The first day without the employment; NULL while no end is known."""
    is_provisional: Mapped[bool] = mapped_column(default=False)
    """Entered by a manager on the first day; payroll confirms it, or it ends after 30 days."""
    entered_on: Mapped[date | None]
    """The day on which a payroll list brought it; NULL where it came another way. What was due by
    then could not be done."""

    __table_args__ = (
        refers_to("person", "person_id"),
        refers_to("unit", "unit_id"),
        UniqueConstraint("municipality_id", "number", "from_on"),
        Index(None, "municipality_id", "person_id"),
        Index(None, "municipality_id", "unit_id", "from_on"),
        CheckConstraint("to_on IS NULL OR to_on > from_on", name="ends_after_start"),
        CheckConstraint("kind IN ('permanent', 'hourly', 'temporary')", name="kind"),
    )


class Leave(Owned, Base):
    """Two dates, never a cause."""

    __tablename__ = "leave"

    employment_id: Mapped[UUID] = mapped_column(primary_key=True)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    to_on: Mapped[date | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["municipality_id", "employment_id"],
            ["employment.municipality_id", "employment.id"],
            ondelete="CASCADE",
        ),
        CheckConstraint("to_on IS NULL OR to_on > from_on", name="ends_after_start"),
    )
