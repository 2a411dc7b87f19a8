"""A private address under which a calendar finds somebody's last days."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Owned, refers_to


class CalendarLink(Owned, Base):
    """One a person; taken away, or replaced, the address answers nothing. When it is asked is not
    written down."""

    __tablename__ = "calendar_link"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    """SHA-256 of the secret in the address; the secret itself is not kept."""
    made_on: Mapped[date]

    __table_args__ = (
        refers_to("person", "person_id", ondelete="CASCADE"),
        Index(None, "municipality_id", "token_hash", unique=True),
    )
