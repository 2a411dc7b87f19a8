"""The connection on which a thread asks its prepared questions: its own, and kept.

A pool hands connections out and takes them back with care, because whoever had one may have left a
transaction open. A prepared question leaves nothing behind: it stands alone, outside any
transaction. What that saves is told in docs/performance.md.
"""

import threading
import weakref
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Executable
from sqlalchemy.pool import StaticPool


class Asker:
    """Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._mine = threading.local()
        self._kept: weakref.WeakSet[_Kept] = weakref.WeakSet()
        self._lock = threading.Lock()

    @property
    def dialect(self) -> Dialect:
        return self._engine.dialect

    @property
    def driver(self) -> Any:
        """This thread's connection as the driver gives it, in no transaction.

        Raises: DatabaseGone.
        """
        kept: _Kept | None = getattr(self._mine, "kept", None)
        if kept is None:
            kept = self._mine.kept = self._opened()
        return kept.driver

    def execute(self, statement: Executable, values: Mapping[str, Any]) -> Sequence[Any]:
        """The long way, on a connection of the pool. What this thread has kept is given up: it may
        be what was wrong."""
        kept = self._mine.__dict__.pop("kept", None)
        if kept is not None:
            kept.close()
        with self._engine.connect() as connection:
            return connection.execute(statement, values).all()

    def close(self) -> None:
        """Closes those of every thread. One that asks again opens another."""
        self._mine = threading.local()
        with self._lock:
            kept = list(self._kept)
        for one in kept:
            one.close()

    def _opened(self) -> "_Kept":
        kept = _Kept(self._engine.connect())
        with self._lock:
            self._kept.add(kept)
        return kept


class _Kept:
    """Closed when nothing refers to it any more: its thread has ended."""

    def __init__(self, connection: Connection) -> None:
        driver: Any = connection.connection.dbapi_connection
        self._connection, self.driver = connection, driver
        if isinstance(connection.engine.pool, StaticPool):
            self.close = connection.close
            return
        connection.detach()
        if connection.dialect.name != "sqlite":
            driver.autocommit = True
        self.close = weakref.finalize(self, driver.close)
