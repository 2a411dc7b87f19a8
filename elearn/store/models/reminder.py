"""What letters have said, so that nothing is said twice and nobody hears of it too soon."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Owned, refers_to


class Reminder(Owned, Base):
    """Written once the letter has been handed over; never what it said, only its rung."""

    __tablename__ = "reminder"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    """Whom it was about."""
    duty_id: Mapped[UUID] = mapped_column(primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    """The last day that it spoke of."""
    step: Mapped[str] = mapped_column(String(24), primary_key=True)
    """Which rung of the ladder, as a code; `manager-1` for what the nearest manager was told."""
    sent_on: Mapped[date]
    sent_to: Mapped[UUID]
    """The person, or one of their managers."""

    __table_args__ = (
        refers_to("person", "person_id"),
        refers_to("person", "sent_to"),
        refers_to("duty", "duty_id"),
        Index(None, "municipality_id", "sent_on"),
        Index(None, "municipality_id", "sent_to"),
        Index(None, "municipality_id", "duty_id"),
    )
