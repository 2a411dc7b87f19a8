"""Courses that anybody may take, and what those who do have done, under a number and no name.

Days, never times; what was answered lies sealed until the module is done, and then nowhere.
"""

from datetime import date

from sqlalchemy import ForeignKeyConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import BY_KEY, Owned, refers_to


class OpenCourse(Owned, Base):
    """While the row is there anybody may begin the course."""

    __tablename__ = "open_course"

    course_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    opened_on: Mapped[date]

    __table_args__ = (refers_to("course", "course_id"),)


class ResumeNumber(Owned, Base):
    """A way through one open course. Gone when it is claimed, deleted or unused too long."""

    __tablename__ = "resume_number"

    number_key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """HMAC of the number with PEPPER; the number itself is known to its holder alone."""
    course_id: Mapped[str] = mapped_column(String(64))
    used_on: Mapped[date]
    """When something was last done with it."""

    __table_args__ = (refers_to("course", "course_id"), BY_KEY)
    """Ordered by the key: the order of rows tells nothing of who came when."""


class OpenWork(Owned, Base):
    """A module of it, begun or done."""

    __tablename__ = "open_work"

    number_key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    module_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Answers so far, encrypted with DATA_KEYS; NULL once the module is done."""
    begun_on: Mapped[date]
    done_on: Mapped[date | None]
    """NULL while it is not done."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["municipality_id", "number_key"],
            ["resume_number.municipality_id", "resume_number.number_key"],
            ondelete="CASCADE",
        ),
        BY_KEY,
    )
