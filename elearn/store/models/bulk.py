"""What was done for many people at once, so that it can be taken back for a while."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base
from elearn.store.models._columns import Identified, refers_to


class BulkAct(Identified, Base):
    __tablename__ = "bulk_act"

    kind: Mapped[str] = mapped_column(String(24))
    """What was done, as a code: `dates-set`."""
    rows: Mapped[list[Any]] = mapped_column(JSON)
    """Of each row that was written its table, its id and what it said, so that only what nobody
    has changed since is taken back. No person stands here."""
    people: Mapped[int]
    """How many it was done for."""
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]

    __table_args__ = (
        refers_to("person", "made_by"),
        Index(None, "municipality_id", "made_by"),
        Index(None, "made_at"),
    )
