"""Columns that many tables share."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from elearn.store.db import REWRITTEN

BY_KEY: dict[str, Any] = {"sqlite_with_rowid": False}
"""For `__table_args__`: on SQLite rows lie in the order of their key, which tells nothing of who
came when."""
COUNTED = BY_KEY | {"info": {REWRITTEN: True}}
"""For tables of counters: `Database.wipe` has PostgreSQL do likewise."""


class Owned:
    """A table that belongs to one municipality, whose id leads every key.

    So a distributed PostgreSQL can place each municipality's rows together.
    Source: docs/decisions/0002.
    """

    municipality_id: Mapped[UUID] = mapped_column(
        ForeignKey("municipality.id"), primary_key=True, sort_order=-2
    )


class Identified(Owned):
    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-1)


def refers_to(table: str, column: str, ondelete: str | None = None) -> ForeignKeyConstraint:
    """A foreign key that stays inside the municipality."""
    return ForeignKeyConstraint(
        ["municipality_id", column],
        [f"{table}.municipality_id", f"{table}.id"],
        ondelete=ondelete,
    )
