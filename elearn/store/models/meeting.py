"""Workplace meetings where a module is taken together, and who was there.

Nothing of what was said or answered there: of a person only that they came, and the day.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Identified, refers_to


class Meeting(Identified, Base):
    """Planned by a manager; who planned it stands in the log."""

    __tablename__ = "meeting"

    unit_id: Mapped[UUID]
    """Whose staff, with everything under it, is on the list."""
    course_id: Mapped[str] = mapped_column(String(64))
    module_id: Mapped[str] = mapped_column(String(64))
    """The version is the one that was current on the day; see `queries.meetings.version_on`."""
    held_on: Mapped[date]
    code: Mapped[str] = mapped_column(String(6))
    """Digits that are shown in the room; good on the day only, for whoever is signed in."""

    __table_args__ = (
        refers_to("unit", "unit_id"),
        ForeignKeyConstraint(
            ["municipality_id", "course_id", "module_id"],
            ["module.municipality_id", "module.course_id", "module.id"],
        ),
        Index(None, "municipality_id", "unit_id"),
        Index(None, "municipality_id", "held_on", "code", unique=True),
    )


class Attendance(Identified, Base):
    """Somebody was at a meeting. Undone by deleting it; who noted and undid it stands in the log.

    Its id is made of meeting and person, so that two ticks at once are one row. It is no unique
    constraint, because a merger of two persons may bring a second row for the same meeting.
    """

    __tablename__ = "attendance"

    meeting_id: Mapped[UUID]
    person_id: Mapped[UUID]
    noted_by: Mapped[UUID | None]
    """Who ticked the list; NULL for whoever joined by the code."""
    noted_on: Mapped[date]
    evidence_id: Mapped[UUID | None]
    """The completion by which the person's own answers confirmed it; NULL until they have. No
    foreign key: when merged persons are split, it may stay with the other, whose disposal must
    not have to wait."""

    __table_args__ = (
        refers_to("meeting", "meeting_id"),
        refers_to("person", "person_id"),
        refers_to("person", "noted_by"),
        Index(None, "municipality_id", "meeting_id"),
        Index(None, "municipality_id", "person_id"),
    )
