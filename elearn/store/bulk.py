"""Many rows at once, without an object for each."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from sqlalchemy import Table, insert, text

from elearn.store.db import Base, Session

ROWS_AT_ONCE = 20_000


def insert_rows(session: Session, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
    """Every row has the same columns."""
    every = list(rows)
    table = cast(Table, model.__table__)
    for start in range(0, len(every), ROWS_AT_ONCE):
        session.execute(insert(table), every[start : start + ROWS_AT_ONCE])


def refresh_statistics(session: Session) -> None:
    """Lets PostgreSQL count at once what has come in; by itself it does so after a minute or more,
    and plans until then as if the tables were empty. SQLite plans well without."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("ANALYZE"))
