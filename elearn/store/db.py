"""One way to open a database: SQLite for one machine, PostgreSQL for many.

Readers and writers share a pool. A writer says so when it opens its session; on SQLite it
then takes the write lock at BEGIN, because a reader that becomes a writer half-way fails
at once when another has written in between. Source: docs/decisions/0002.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DatabaseError, DataError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import StaticPool

from elearn.store.asking import Asker

__all__ = [
    "Base",
    "Connection",
    "Database",
    "DatabaseGone",
    "Session",
    "Unstorable",
    "make_private",
    "open_database",
]

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA busy_timeout=5000",
)

REWRITTEN = "rewritten"
"""In a table's `info`: whether `wipe` writes it anew."""
LONGEST_WAIT_SECONDS = 2
LOCK_NOT_AVAILABLE = "55P03"

DatabaseGone = OperationalError
"""Raised by any query when the database cannot be reached, is locked or its disk is full."""
Unstorable = DataError
"""Raised by PostgreSQL for a value it takes for no column: the character NUL, too long a text, too
large a number. SQLite takes them all."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, on both databases; SQLite itself forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map: ClassVar = {datetime: Instant}


@dataclass(frozen=True)
class Database:
    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads; nothing it does is kept."""
        with self.read_session() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that may write; whoever opened it commits."""
        with self.write_session() as session:
            yield session

    @cached_property
    def asker(self) -> Asker:
        """For the questions that every page asks, without the ORM."""
        return Asker(self.engine)

    def write_session(self) -> Session:
        return Session(self.engine.execution_options(write=True), expire_on_commit=False)

    def read_session(self) -> Session:
        return Session(self.engine, expire_on_commit=False)

    def wipe(self) -> None:
        """Takes out of the files what has since been overwritten or deleted, and the order in which
        counters were written. Somebody who reads at that moment may put it off to the next time."""
        if self.is_sqlite:
            with closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for table in Base.metadata.sorted_tables:
            if table.info.get(REWRITTEN):
                _rewrite_by_key(self.engine, table.name)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        self.asker.close()
        self.engine.dispose()


def _rewrite_by_key(engine: Engine, table: str) -> None:
    """On PostgreSQL; nothing happens while others keep *table* for longer than we may wait."""
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LONGEST_WAIT_SECONDS}s'")
            connection.exec_driver_sql(f"CLUSTER {table} USING pk_{table}")
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
            raise


def open_database(url: str) -> Database:
    """*url* as SQLAlchemy writes it; `postgresql://` means psycopg 3."""
    parsed = make_url(url)
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        return Database(
            create_engine(
                parsed, pool_pre_ping=True, pool_size=8, max_overflow=8, hide_parameters=True
            )
        )
    options: dict[str, Any] = {}
    if parsed.database in {None, "", ":memory:"}:
        options["poolclass"] = StaticPool
        options["connect_args"] = {"check_same_thread": False}
    engine = create_engine(parsed, hide_parameters=True, **options)
    if not options and not str(parsed.database).startswith("file:"):
        event.listen(engine, "do_connect", _open_private)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _name_unreadable)
    return Database(engine)


def make_private(path: Path) -> None:
    """An empty file at *path* that its owner alone can read; one that is there stays as it is.

    SQLite takes it for a new database, and gives what it puts beside it the same rights. Where
    no file can be made, SQLite says so itself.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _open_private(
    _dialect: Dialect, _record: object, args: Sequence[Any], _options: object
) -> None:
    make_private(Path(args[0]))


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in SQLITE_PRAGMAS:
        connection.execute(pragma)


def _name_unreadable(context: ExceptionContext) -> None:
    """A file that is damaged, or no database at all, is a database gone.

    Raises: DatabaseGone.
    """
    error = context.sqlalchemy_exception
    if type(error) is DatabaseError:
        raise DatabaseGone(error.statement, error.params, error.orig or error) from error


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")
