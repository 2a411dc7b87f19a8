"""That somebody wants a letter about practice now and then: sealed, under a pseudonym."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import BY_KEY, Owned


class PracticeLetter(Owned, Base):
    """The program opens it to send a letter; whoever reads the table alone sees how many there
    are and of whom none."""

    __tablename__ = "practice_letter"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """HMAC(municipality and person, PEPPER), another one than that of their practice."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """The person and the day of the last letter, encrypted with DATA_KEYS."""

    __table_args__ = (BY_KEY,)
