"""Brings a database to the schema of this code, and tells how they differ."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from elearn.store.db import Database
from elearn.store.models import Municipality

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database, to: str = "head") -> None:
    with database.engine.execution_options(write=True).begin() as connection:
        command.upgrade(_alembic(connection), to)


def downgrade(database: Database, to: str) -> None:
    with database.engine.execution_options(write=True).begin() as connection:
        command.downgrade(_alembic(connection), to)


def is_current(database: Database) -> bool:
    """Whether the database has every migration of this code and none that it does not know."""
    return revision(database) == head()


def revision(database: Database) -> str | None:
    """The newest migration that the database has; None when it has none."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def knows(revision: str) -> bool:
    """Whether this code has that migration."""
    every = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    return revision in {script.revision for script in every}


def head() -> str | None:
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def copy_sqlite(database: Database, path: Path) -> None:
    """A whole copy of a SQLite database in a new file, while others go on using it."""
    connection = database.engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        connection.close()


def differences(connection: Connection) -> list[object]:
    """What autogenerate would still change; empty when models and migrations agree."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Municipality.metadata))


def write_revision(database: Database, message: str, number: str) -> None:
    """A new migration file from what differs; for whoever changes a model."""
    with database.engine.begin() as connection:
        command.revision(_alembic(connection), message, autogenerate=True, rev_id=number)


def _alembic(connection: Connection) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
