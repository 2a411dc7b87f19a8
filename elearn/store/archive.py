"""A whole database as one file that either kind of database can be filled from.

The file is a zip: `manifest.json`, then a file of JSON lines for each table, one array a row in
the order of the manifest's columns. Every row is read in one transaction, so the file shows one
moment although others go on writing. Sessions, one-time codes and slowed sign-ins stay out:
nobody is to be signed in by a backup. The keys were never in the database.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import IO, Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - that is its name

from sqlalchemy import Column, Connection, Select, Table, func, insert, select
from sqlalchemy.exc import DataError, IntegrityError

from elearn.domain.errors import FormatError, Refusal
from elearn.store import schema
from elearn.store.db import Base, Database, Instant
from elearn.store.models import HeldAnswer, LoginSession, OneTimeCode, SignInFailure, WorkerBeat

FORMAT = 1
MANIFEST = "manifest.json"
ROWS_AT_ONCE = 2_000
LEFT_OUT = frozenset(
    model.__tablename__
    for model in (HeldAnswer, LoginSession, OneTimeCode, SignInFailure, WorkerBeat)
)

UNREADABLE = (
    *(BadZipFile, ZlibError, EOFError, KeyError, ValueError, TypeError),
    *(DataError, IntegrityError),
)
"""What bytes that are not a backup of ours can lead to."""

Row = Mapping[str, Any]


def write_archive(database: Database, file: IO[bytes], *, made_at: datetime) -> int:
    """How many rows it holds. *file* can be written and sought."""
    counts = {}
    with _snapshot(database) as connection, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for table in _tables():
            counts[table.name] = _write_table(archive, connection, table)
        manifest = {
            "format": FORMAT,
            "revision": schema.revision(database),
            "made_at": made_at.isoformat(),
            "columns": {table.name: table.columns.keys() for table in _tables()},
            "rows": counts,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return sum(counts.values())


def read_archive(database: Database, file: IO[bytes]) -> int:
    """Fills the tables, all or none, and says how many rows came.

    Raises:
        FormatError: `backup-unreadable`.
        Refusal: `backup-other-version`, or `place-not-empty`.
    """
    try:
        with ZipFile(file) as archive:
            manifest = _manifest(archive)
            with database.engine.execution_options(write=True).begin() as connection:
                _check_empty(connection)
                return sum(_read_table(archive, connection, each, manifest) for each in _tables())
    except UNREADABLE as error:
        raise FormatError("backup-unreadable") from error


def _tables() -> list[Table]:
    """Those a backup holds, what is referred to before what refers to it."""
    return [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]


def _snapshot(database: Database) -> Connection:
    connection = database.engine.connect()
    if not database.is_sqlite:
        connection = connection.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    return connection


def _write_table(archive: ZipFile, connection: Connection, table: Table) -> int:
    count = 0
    writers = [_writer(column) for column in table.columns]
    rows = connection.execution_options(yield_per=ROWS_AT_ONCE).execute(_in_order(table))
    with archive.open(_name(table), "w", force_zip64=True) as file:
        for row in rows:
            values = [
                None if value is None else write(value)
                for write, value in zip(writers, row, strict=True)
            ]
            file.write(json.dumps(values, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _in_order(table: Table) -> Select[Any]:
    """By key: the order in which PostgreSQL finds rows tells which were written last."""
    return select(table).order_by(*table.primary_key)


def _manifest(archive: ZipFile) -> Mapping[str, Any]:
    manifest: Mapping[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT or manifest["revision"] != schema.head():
        raise Refusal("backup-other-version", revision=manifest["revision"], head=schema.head())
    return manifest


def _check_empty(connection: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        if connection.scalar(select(func.count()).select_from(table)):
            raise Refusal("place-not-empty")


def _read_table(
    archive: ZipFile, connection: Connection, table: Table, manifest: Mapping[str, Any]
) -> int:
    count = 0
    columns = [table.columns[name] for name in manifest["columns"][table.name]]
    with archive.open(_name(table)) as file:
        for batch in _batches(_parents_first(table, _rows(file, columns))):
            connection.execute(insert(table), batch)
            count += len(batch)
    if count != manifest["rows"][table.name]:
        raise FormatError("backup-unreadable")
    return count


def _rows(file: Iterable[bytes], columns: list[Column[Any]]) -> Iterator[Row]:
    readers = [(column.name, _reader(column)) for column in columns]
    for line in file:
        values = json.loads(line)
        yield {
            name: None if value is None else read(value)
            for (name, read), value in zip(readers, values, strict=True)
        }


def _parents_first(table: Table, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows that refer to a row of their own table come after it."""
    own = [
        (element.parent.name, element.column.name)
        for key in table.foreign_key_constraints
        if key.referred_table is table
        for element in key.elements
        if element.parent.name != element.column.name
    ]
    waiting = []
    for row in rows:
        if any(row[column] is not None for column, _ in own):
            waiting.append(row)
        else:
            yield row
    while waiting:
        absent = {row[target] for row in waiting for _, target in own}
        ready = [row for row in waiting if not any(row[column] in absent for column, _ in own)]
        if not ready:
            raise FormatError("backup-unreadable")
        yield from ready
        waiting = [row for row in waiting if any(row[column] in absent for column, _ in own)]


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _name(table: Table) -> str:
    return f"tables/{table.name}.jsonl"


def _kind(column: Column[Any]) -> type:
    return datetime if isinstance(column.type, Instant) else column.type.python_type


def _writer(column: Column[Any]) -> Callable[[Any], object]:
    kind = _kind(column)
    if kind is bytes:
        return lambda value: b64encode(value).decode()
    if kind is UUID:
        return str
    if issubclass(kind, date):
        return _instant_or_day
    return lambda value: value


def _instant_or_day(value: date) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()


def _reader(column: Column[Any]) -> Callable[[Any], object]:
    readers: Mapping[type, Callable[[Any], object]] = {
        bytes: b64decode,
        UUID: UUID,
        datetime: datetime.fromisoformat,
        date: date.fromisoformat,
    }
    return readers.get(_kind(column), lambda value: value)
