"""Who may do what, where, from when to when."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Identified, refers_to


class RoleGrant(Identified, Base):
    __tablename__ = "role_grant"

    person_id: Mapped[UUID]
    role: Mapped[str] = mapped_column(String(16))
    unit_id: Mapped[UUID]
    """It holds here and everywhere below."""
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    is_deputy: Mapped[bool] = mapped_column(default=False)
    """Lent by a manager for at most three months."""
    granted_by: Mapped[UUID | None]
    """NULL when the command line or the demo municipality granted it."""

    __table_args__ = (
        refers_to("person", "person_id"),
        refers_to("person", "granted_by"),
        refers_to("unit", "unit_id"),
        Index(None, "municipality_id", "person_id"),
        CheckConstraint("to_on IS NULL OR to_on > from_on", name="ends_after_start"),
        CheckConstraint(
            "role IN ('manager', 'coordinator', 'author', 'reviewer', 'administrator')",
            name="role",
        ),
    )
