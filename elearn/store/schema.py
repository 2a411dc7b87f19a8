"""Brings a database to the schema of this code, and tells how they differ.

Migrations are numbered in order, a file each: `0001_spine.py` holds revision 0001. Alembic is
imported where it works, because it takes longer to import than most of what asks here.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from elearn.store.db import Database, make_private
from elearn.store.models import Municipality

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database, to: str = "head") -> None:
    from alembic import command

    with database.engine.execution_options(write=True).begin() as connection:
        command.upgrade(_alembic(connection), to)


def downgrade(database: Database, to: str) -> None:
    from alembic import command

    with database.engine.execution_options(write=True).begin() as connection:
        command.downgrade(_alembic(connection), to)


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
