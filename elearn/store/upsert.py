"""Insert or add to what is there, in one statement, on either database."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from elearn.store.db import Base, Session


def insert_new(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Writes those of *rows* whose key is not there yet; the others are left as they are."""
    if rows:
        session.execute(_insert(session, table).values(list(rows)).on_conflict_do_nothing())


def raise_by_one(session: Session, table: type[Base], key: Mapping[str, Any], column: str) -> None:
    """Adds one to *column* of the row with *key*; begins at one where there is no row."""
    statement = _insert(session, table).values(**key, **{column: 1})
    session.execute(
        statement.on_conflict_do_update(
            index_elements=list(key),
            set_={column: getattr(table, column) + 1},
        )
    )


def _insert(session: Session, table: type[Base]) -> Any:
    dialect = session.get_bind().dialect.name
    return (sqlite if dialect == "sqlite" else postgresql).insert(table)
