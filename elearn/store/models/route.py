"""One way to turn to somebody. Together they make the action card."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Owned


class Route(Owned, Base):
    __tablename__ = "route"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    """What a module writes: `{{lokal.key}}`."""
    labels: Mapped[dict[str, str]] = mapped_column(JSON)
    """By language."""
    phone: Mapped[str] = mapped_column(String(40))
    """Empty when there is none."""
    url: Mapped[str] = mapped_column(String(300))
    urgency: Mapped[str] = mapped_column(String(8))
    age: Mapped[str] = mapped_column(String(8))
    role: Mapped[str] = mapped_column(String(60))
    """For whom; `all` for everybody."""
    hours: Mapped[dict[str, str]] = mapped_column(JSON)
    """When somebody answers, by language."""
    owner: Mapped[str] = mapped_column(String(120))
    """Who keeps it true: a function, not a person."""
    verified_until: Mapped[date | None]
    """After this day it is shown with a note; NULL means never verified."""
    position: Mapped[int]

    __table_args__ = (
        CheckConstraint("urgency IN ('acute', 'soon', 'advice')", name="urgency"),
        CheckConstraint("age IN ('child', 'adult', 'any')", name="age"),
    )
