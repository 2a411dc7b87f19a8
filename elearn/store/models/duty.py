"""What a group of people is asked to have done."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Identified, refers_to


class Duty(Identified, Base):
    __tablename__ = "duty"

    course_id: Mapped[str] = mapped_column(String(64))
    modules: Mapped[list[str]] = mapped_column(JSON)
    """Ids of the modules asked for; never empty, so that a module published later changes
    nobody's past."""
    need: Mapped[str] = mapped_column(String(8))
    """`all` of them or `one-of` them."""
    units: Mapped[list[str]] = mapped_column(JSON)
    """Ids of units, each with everything under it."""
    aid_families: Mapped[list[str]] = mapped_column(JSON)
    """Beginnings of AID codes; empty means every occupation."""
    employment_kinds: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """Kinds of employment; empty means every kind."""
    roles: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """Only those who hold one of these, not as deputies; empty means everybody."""
    due_from: Mapped[str] = mapped_column(String(12), default="concern", server_default="concern")
    """What `due_days` are counted from: `concern`, `employment`, `role` or `publication`; with
    `date` the last day is `due_on`, and the days are for whoever comes after it."""
    due_days: Mapped[int]
    due_on: Mapped[date | None]
    """NULL unless `due_from` is `date`."""
    least_working_days: Mapped[int] = mapped_column(default=0, server_default="0")
    """Nobody has fewer working days from when it became theirs to do."""
    set_on: Mapped[date | None]
    """The day on which it was decided; NULL where nobody noted it."""
    changed_on: Mapped[date | None]
    """From when it asks what stands here; NULL for from its first day."""
    earlier: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default="[]")
    """What it asked before, the oldest first: the same columns by name, and `to_on`."""
    valid_days: Mapped[int | None]
    """NULL means for good."""
    renewal_days: Mapped[int]
    """How long before its end a completion counts as expiring."""
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    remind_before_due: Mapped[int] = mapped_column(default=14, server_default="14")
    """Days before the last day at which letters begin to speak of it; 0 for only in its week."""
    remind_before_expiry: Mapped[int] = mapped_column(default=30, server_default="30")
    """The same, for what is to be renewed."""
    remind_after: Mapped[int] = mapped_column(default=1, server_default="1")
    """Days after the last day at which a letter says that it has passed."""
    remind_after_again: Mapped[int] = mapped_column(default=15, server_default="15")
    """Days after the last day at which it is said once more; 0 for not at all."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["municipality_id", "course_id"], ["course.municipality_id", "course.id"]
        ),
        CheckConstraint("need IN ('all', 'one-of')", name="need"),
        CheckConstraint("due_days >= 0 AND renewal_days >= 0", name="days"),
        CheckConstraint(
            "due_from IN ('concern', 'employment', 'role', 'publication', 'date')", name="due_from"
        ),
        CheckConstraint("due_from <> 'date' OR due_on IS NOT NULL", name="due_on"),
        Index(None, "municipality_id", "course_id"),
    )


class Extension(Identified, Base):
    """More time for a duty: asked for by the person, or given unasked."""

    __tablename__ = "extension"

    duty_id: Mapped[UUID]
    person_id: Mapped[UUID]
    due_on: Mapped[date]
    """The last day that was not enough."""
    asked_on: Mapped[date | None]
    """NULL when nobody asked."""
    answered_on: Mapped[date | None]
    """NULL while the answer is awaited."""
    answered_by: Mapped[UUID | None]
    until_on: Mapped[date | None]
    """The new last day; NULL while it is awaited, and where it was declined."""
    reason: Mapped[str | None] = mapped_column(String(40))
    """Why it was declined: a code from a fixed list."""

    __table_args__ = (
        refers_to("duty", "duty_id"),
        refers_to("person", "person_id"),
        refers_to("person", "answered_by"),
        Index(None, "municipality_id", "person_id"),
        Index(None, "municipality_id", "duty_id"),
        Index(None, "municipality_id", "answered_on"),
    )


class Exemption(Identified, Base):
    __tablename__ = "exemption"

    duty_id: Mapped[UUID]
    person_id: Mapped[UUID]
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(40))
    """A code from a fixed list without causes of health."""
    approved_by: Mapped[UUID | None]

    __table_args__ = (
        refers_to("duty", "duty_id"),
        refers_to("person", "person_id"),
        refers_to("person", "approved_by"),
        Index(None, "municipality_id", "person_id"),
    )
