"""Certificates that somebody has asked for: what each rests on, and no name."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Identified, refers_to


class Certificate(Identified, Base):
    __tablename__ = "certificate"

    person_id: Mapped[UUID]
    course_id: Mapped[str] = mapped_column(String(64))
    completed_on: Mapped[date]
    valid_until: Mapped[date | None]
    """The last valid day as it was when the certificate was made; NULL for good."""
    issued_on: Mapped[date]
    evidence_ids: Mapped[list[str]] = mapped_column(JSON)
    """The rows of evidence that it rests on, in order."""

    __table_args__ = (
        refers_to("person", "person_id"),
        Index(None, "municipality_id", "person_id"),
    )
