"""Insert or add to what is there, without looking first, on either database.

The rows go beside the statement, not into it, so that it reads the same for any number of rows and
is compiled once: to compile one for thirty rows took ten times as long as to raise them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import CursorResult
from sqlalchemy.dialects import postgresql, sqlite

from elearn.store.db import Base, Session


def insert_new(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> int:
    """Writes those of *rows* whose key is not there yet, and says how many those were; the others
    are left as they are."""
    if not rows:
        return 0
    statement = _insert(session, table).on_conflict_do_nothing()
    counted = statement.execution_options(preserve_rowcount=True)
    return cast(CursorResult[Any], session.execute(counted, list(rows))).rowcount


def insert_and_tell(
    session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]], column: str
) -> set[Any]:
    """As `insert_new`; gives back *column* of the rows that were new."""
    if not rows:
        return set()
    statement = _insert(session, table).values(list(rows)).on_conflict_do_nothing()
    return set(session.scalars(statement.returning(table.__table__.c[column])))


def raise_by_one(
    session: Session, table: type[Base], keys: Sequence[Mapping[str, Any]], column: str
) -> None:
    """Adds one to *column* of the row with each of *keys*, in their order; begins at one where
    there is no row. No key may stand twice."""
    raise_by(session, table, [{**key, column: 1} for key in keys], [column])


def raise_by(
    session: Session,
    table: type[Base],
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
) -> None:
    """Adds what each of *rows* says to *columns* of the row with the same key, in their order;
    writes it where there is none. No key may stand twice."""
    if not rows:
        return
    statement = _insert(session, table)
    raising = statement.on_conflict_do_update(
        index_elements=[name for name in rows[0] if name not in columns],
        set_={name: getattr(table, name) + statement.excluded[name] for name in columns},
    )
    session.connection().execute(raising, list(rows))


def _insert(session: Session, table: type[Base]) -> Any:
    """Of the table itself: inserts of a mapped class do not tell how many rows they wrote."""
    dialect = session.get_bind().dialect.name
    return (sqlite if dialect == "sqlite" else postgresql).insert(table.__table__)
