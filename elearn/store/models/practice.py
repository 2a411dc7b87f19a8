"""A learner's own practice, under a pseudonym: joined to nobody, dated by the day."""

from datetime import date

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import BY_KEY, Owned


class Practice(Owned, Base):
    """Without the pepper nobody can tell whose row it is, or whether somebody has one."""

    __tablename__ = "practice"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """HMAC(municipality and person, PEPPER)."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """A `PracticeRecord`, encrypted with DATA_KEYS."""
    sealed_session: Mapped[bytes | None] = mapped_column(LargeBinary)
    """A `PracticeSession`, encrypted with DATA_KEYS; NULL unless one is open on *touched_on*."""
    touched_on: Mapped[date]
    """When its owner last practised."""

    __table_args__ = (BY_KEY,)
