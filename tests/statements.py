"""Whether what is sent to the database stays inside one municipality."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, event
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import BinaryExpression
from sqlalchemy.sql.expression import ClauseElement, ColumnClause, Insert
from sqlalchemy.sql.operators import eq, in_op
from sqlalchemy.sql.selectable import Alias

from elearn.store.db import Database

COLUMN = "municipality_id"


@contextmanager
def staying_inside(database: Database) -> Iterator[list[str]]:
    """Collects the statements that touch a table of municipalities without saying whose rows."""
    loose: list[str] = []

    def look(_connection: Any, clause: Any, *_rest: object) -> None:
        for name in unbound_tables(clause):
            loose.append(f"{name} in:\n{clause}")

    event.listen(database.engine, "before_execute", look)
    try:
        yield loose
    finally:
        event.remove(database.engine, "before_execute", look)


def unbound_tables(clause: object) -> list[str]:
    """Names of the tables and aliases of *clause* whose municipality is compared with nothing.

    An INSERT is right when its values are, and text is not looked into. Where a table stands
    both under its own name and under an alias, only the alias is looked at.
    """
    if not isinstance(clause, ClauseElement) or isinstance(clause, Insert):
        return []
    parts = list(visitors.iterate(clause))
    owned = {part.name for part in parts if _is_owned(part)}
    aliased = {part.element.name for part in parts if isinstance(part, Alias) and _is_owned(part)}
    bound = {name for part in parts for name in _bound_by(part)}
    return sorted(owned - bound - aliased)


def _is_owned(part: object) -> bool:
    return isinstance(part, Table | Alias) and COLUMN in part.c


def _bound_by(part: object) -> Iterator[str]:
    if isinstance(part, BinaryExpression) and part.operator in (eq, in_op):
        for side in (part.left, part.right):
            if isinstance(side, ColumnClause) and side.name == COLUMN and side.table is not None:
                yield side.table.name
