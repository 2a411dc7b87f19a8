"""What must still happen, written in the transaction that caused it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import Base


class Job(Base):
    """A queue is read across municipalities, so its key is its own."""

    __tablename__ = "job"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    municipality_id: Mapped[UUID | None]
    """NULL for work that concerns the whole installation."""
    name: Mapped[str] = mapped_column(String(40))
    """Which plug-in of elearn/jobs runs it."""
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Ids only."""
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    """waiting, done or failed."""
    run_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    """While a worker has it; past that moment another takes it."""
    attempts: Mapped[int] = mapped_column(default=0)
    once_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    """Two rows with one key are the same work; NULL where repeats are meant."""
    error: Mapped[str | None] = mapped_column(String(200))
    """The class of the last failure, without its words."""

    __table_args__ = (Index(None, "state", "run_at"),)


class WorkerBeat(Base):
    """When the worker last looked for work."""

    __tablename__ = "worker_beat"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    seen_at: Mapped[datetime]
