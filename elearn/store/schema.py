"""Brings a database to the schema of this code, and tells how they differ.

Migrations are numbered in order, a file each: `0001_spine.py` holds revision 0001. Alembic is
imported where it works, because it takes longer to import than most of what asks here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text

from elearn.store.db import Database, make_private
from elearn.store.models import Municipality

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database, to: str = "head") -> None:
    from alembic import command

    with _changing(database) as connection:
        command.upgrade(_alembic(connection), to)


def downgrade(database: Database, to: str) -> None:
    from alembic import command

    with _changing(database) as connection:
        command.downgrade(_alembic(connection), to)


@contextmanager
def _changing(database: Database) -> Iterator[Connection]:
    """A transaction in which SQLite lets a table be replaced by a changed copy although rows
    elsewhere refer to it; that they still find it is looked at before anything is kept.

    Source: sqlite.org/lang_altertable.html, section 7.
    """
    with database.engine.execution_options(write=True).connect() as connection:
        if connection.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        driver: Any = connection.connection.dbapi_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                if lost is not None:
                    raise RuntimeError(
                        f"rows of {lost[0]} refer to rows of {lost[2]} that are gone"
                    )
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def is_current(database: Database) -> bool:
    """Whether the database has every migration of this code and none that it does not know."""
    return revision(database) == head()


def revision(database: Database) -> str | None:
    """The newest migration that the database has; None when it has none."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found


def head() -> str:
    """The newest migration of this code."""
    return max(_known())


def knows(revision: str) -> bool:
    """Whether this code has that migration."""
    return revision in _known()


def copy_sqlite(database: Database, path: Path) -> None:
    """A whole copy of a SQLite database in a new file, while others go on using it."""
    make_private(path)
    connection = database.engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        connection.close()


def differences(connection: Connection) -> list[object]:
    """What autogenerate would still change; empty when models and migrations agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Municipality.metadata))


def write_revision(database: Database, message: str, number: str) -> None:
    """A new migration file from what differs; for whoever changes a model."""
    from alembic import command

    with database.engine.begin() as connection:
        command.revision(_alembic(connection), message, autogenerate=True, rev_id=number)


def _known() -> set[str]:
    files = (MIGRATIONS / "versions").glob("[0-9]*_*.py")
    return {file.name.partition("_")[0] for file in files}


def _alembic(connection: Connection) -> "AlembicConfig":
    from alembic.config import Config as AlembicConfig

    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
