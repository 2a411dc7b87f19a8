"""The last payroll or unit list that was taken in, and how to take it back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Identified, refers_to


class ImportBatch(Identified, Base):
    __tablename__ = "import_batch"

    kind: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(10))
    """`preview` until confirmed, then `done`, or `undone`."""
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The parsed rows while a preview waits; NULL afterwards."""
    inverse: Mapped[list[Any]] = mapped_column(JSON)
    """What puts everything back, in order; emptied by the next import."""
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]

    __table_args__ = (
        refers_to("person", "made_by"),
        CheckConstraint("kind IN ('people', 'units')", name="kind"),
        CheckConstraint("state IN ('preview', 'done', 'undone')", name="state"),
    )
