"""The organisation tree. What may change about a unit is dated, so that last year's
report still shows last year's tree."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Identified, Owned, refers_to


class Unit(Identified, Base):
    __tablename__ = "unit"

    code: Mapped[str] = mapped_column(String(60))
    """What payroll calls it."""
    kind: Mapped[str] = mapped_column(String(20))
    """municipality, department, area, unit, workplace or company; for reading only."""
    controller: Mapped[str | None] = mapped_column(String(160))
    """Who answers for personal data here and below; NULL means whoever does one level up."""
    retention_months: Mapped[int | None]
    """Months that evidence is kept after employment here; NULL as above."""

    __table_args__ = (UniqueConstraint("municipality_id", "code"),)


class UnitPlacement(Owned, Base):
    __tablename__ = "unit_placement"

    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    to_on: Mapped[date | None]
    """The first day it no longer holds; NULL while it does."""
    parent_id: Mapped[UUID | None]
    """NULL for the municipality itself."""
    name: Mapped[str] = mapped_column(String(160))
    merged_into: Mapped[UUID | None]
    """The unit that took this one over when the placement ended; NULL otherwise."""

    __table_args__ = (
        refers_to("unit", "unit_id"),
        refers_to("unit", "merged_into"),
        refers_to("unit", "parent_id"),
        CheckConstraint("to_on IS NULL OR to_on > from_on", name="ends_after_start"),
    )
