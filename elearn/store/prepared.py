"""A question that every page asks: compiled once, then put straight to the driver.

SQLAlchemy reads each statement anew, opens a transaction for it and wraps each row. For most
questions that is cheap help; for those that every page asks it is most of their price.
Measured in docs/performance.md.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import CompoundSelect, Dialect, Select
from sqlalchemy.sql.compiler import SQLCompiler

from elearn.store.asking import Asker
from elearn.store.db import Connection

Convert = Callable[[Any], Any]


class Prepared:
    """A statement whose parameters are `bindparam`s by name."""

    def __init__(self, statement: Select[Any] | CompoundSelect[Any]) -> None:
        self._statement = statement
        self._plan_by_dialect: dict[str, _Plan] = {}

    def all(self, where: Asker | Connection, **values: Any) -> list[Any]:
        """Every row, its columns by name. An Asker asks outside any transaction; a Connection,
        which must be in one, sees what that has written.

        Raises: KeyError for a missing value, DatabaseGone and Unstorable as any query.
        """
        dialect = where.dialect
        plan = self._plan_by_dialect.get(dialect.name)
        if plan is None:
            plan = self._plan_by_dialect[dialect.name] = _Plan(self._statement, dialect)
        driver = where.driver if isinstance(where, Asker) else where.connection.dbapi_connection
        try:
            return plan.rows(driver, values)
        except dialect.loaded_dbapi.Error:
            # Asked again the long way, which puts a name to what went wrong.
            return list(where.execute(self._statement, values))


class _Plan:
    """A statement as one kind of database reads it."""

    def __init__(self, statement: Select[Any] | CompoundSelect[Any], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)
        columns = list(statement.selected_columns)
        self._sql = str(compiled)
        self._row: Any = namedtuple("Row", [column.name for column in columns])  # type: ignore[misc]
        self._convert = [
            (place, convert)
            for place, column in enumerate(columns)
            if (convert := _result_converter(column.type, dialect))
        ]
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self._bind = [
            (name, _bind_converter(bind.type, dialect))
            for bind, name in compiled.bind_names.items()
        ]
        self._places = compiled.positiontup

    def rows(self, connection: Any, values: Mapping[str, Any]) -> list[Any]:
        found = connection.execute(self._sql, self._bound(values)).fetchall()
        return [self._converted(row) for row in found]

    def _bound(self, values: Mapping[str, Any]) -> Any:
        """By place on SQLite, by name on PostgreSQL. A value that stands in several places is
        converted once."""
        known = {**self._fixed, **values} if self._fixed else values
        bound = {
            name: convert(known[name]) if convert else known[name] for name, convert in self._bind
        }
        return bound if self._places is None else [bound[name] for name in self._places]

    def _converted(self, row: tuple[Any, ...]) -> Any:
        values = list(row)
        for place, convert in self._convert:
            values[place] = convert(values[place])
        return self._row._make(values)


def _bind_converter(kind: Any, dialect: Dialect) -> Convert | None:
    found: Convert | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return found


def _result_converter(kind: Any, dialect: Dialect) -> Convert | None:
    found: Convert | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return found
