"""Many rows at once, without an object for each."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from sqlalchemy import Table, insert

from elearn.store.db import Base, Session

ROWS_AT_ONCE = 20_000


def insert_rows(session: Session, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
    """Every row has the same columns."""
    every = list(rows)
    table = cast(Table, model.__table__)
    for start in range(0, len(every), ROWS_AT_ONCE):
        session.execute(insert(table), every[start : start + ROWS_AT_ONCE])
