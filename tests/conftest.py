"""A database of each kind, an application over it, and a client that inspects every page."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from config import Config
from elearn.store.db import Database, Session, open_database
from elearn.store.models import Municipality
from tests.client import PageClient
from tests.factories import Factory

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""The moment at which every test happens: a Monday morning."""
REQUIRED = os.environ.get("REQUIRE_ALL") == "1"
LOCAL_POSTGRES = "postgresql://postgres@127.0.0.1/postgres"


@pytest.fixture(autouse=True)
def _lines_of_the_log_stay_with_their_test() -> Iterator[None]:
    """They are written soon after a request, and would else come out between tests."""
    yield
    if (logs := sys.modules.get("elearn.web.logs")) is not None:
        logs.noted.flush()


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgres_url(worker_id: str) -> Iterator[str]:
    """A database of this run's own on TEST_DATABASE_URL or the local server."""
    import psycopg

    server = os.environ.get("TEST_DATABASE_URL", LOCAL_POSTGRES)
    name = f"elearn_test_{os.getpid()}_{worker_id}"
    try:
        admin = psycopg.connect(server, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        _missing("PostgreSQL: start a local server or set TEST_DATABASE_URL")
    with admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield server.rsplit("/", 1)[0] + f"/{name}"
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgres(postgres_url: str) -> Iterator[Database]:
    database = open_database(postgres_url)
    Municipality.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Empty, of either kind; ask for `sqlite_database` where the kind does not matter."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_database")
        return
    opened: Database = request.getfixturevalue("postgres")
    yield opened
    # Of few rows: truncating every table takes twenty times as long.
    emptied = ";".join(f'DELETE FROM "{table}"' for table in Municipality.metadata.tables)
    with opened.engine.begin() as connection:
        connection.exec_driver_sql(f"SET LOCAL session_replication_role = replica;{emptied}")


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Path, Path]]:
    """A database, its file, and a file with every table and no row to put in its place.

    What SQLAlchemy has compiled stays with the engine, which is most of a short test's time.
    """
    folder = tmp_path_factory.mktemp("sqlite")
    file, empty = folder / "test.sqlite", folder / "empty.sqlite"
    opened = open_database(f"sqlite:///{file}")
    Municipality.metadata.create_all(opened.engine.execution_options(write=True))
    opened.close()
    yield opened, file, shutil.copyfile(file, empty)
    opened.close()


@pytest.fixture
def sqlite_database(sqlite_file: tuple[Database, Path, Path]) -> Iterator[Database]:
    """In a file, because in-memory SQLite has one connection and hides locking faults."""
    opened, file, empty = sqlite_file
    for left in file.parent.glob(f"{file.name}*"):
        left.unlink()
    shutil.copyfile(empty, file)
    yield opened
    opened.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Open for writing on either kind of database; not committed."""
    with database.writing() as opened:
        yield opened


@pytest.fixture
def make(sqlite_database: Database, clock: Clock) -> Factory:
    """Makes and commits the least that is valid, in the database that `client` serves."""
    return Factory(sqlite_database, clock)


@pytest.fixture(scope="session")
def config() -> Config:
    return Config(
        mode="demo",
        secret_key="test" * 10,
        data_keys=(Fernet.generate_key().decode(),),
        pepper="pepper" * 8,
    )


@pytest.fixture(scope="session")
def application(config: Config, sqlite_file: tuple[Database, Path, Path], compiled_templates):
    """Put together once a run: its hundred addresses take longer to compile than to visit."""
    from elearn.web import create_app

    made = create_app(config, sqlite_file[0])
    made.testing = True
    made.jinja_env.bytecode_cache = compiled_templates
    return made


@pytest.fixture
def app(application: Flask, sqlite_database: Database, clock: Clock, make: Factory) -> Flask:
    from elearn.web.tenant import Tenants

    application.extensions["tenants"] = Tenants()
    site = application.extensions["elearn"]
    application.extensions["elearn"] = replace(site, database=sqlite_database, clock=clock)
    make.municipality()
    return application


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Each template is compiled once a run, not once a test."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def client(app, make: Factory) -> PageClient:
    return PageClient(app, make)


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


def _missing(what: str) -> None:
    """A skip says loudly how to get the thing; with REQUIRE_ALL=1 it is a failure."""
    if REQUIRED:
        pytest.fail(f"needs {what}")
    pytest.skip(f"needs {what}")
