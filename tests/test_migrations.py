"""Migrations and models say the same, on both databases, up and down."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from elearn.store import schema
from elearn.store.db import Database, open_database
from elearn.store.models import Course, Evidence
from tests.factories import Factory


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table, of either kind."""
    if request.param == "sqlite":
        opened = open_database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
        yield opened
        opened.close()
        return
    import psycopg

    url: str = request.getfixturevalue("postgres_url")
    name = url.rsplit("/", 1)[1] + "_migrations"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        opened = open_database(url.rsplit("/", 1)[0] + f"/{name}")
        yield opened
        opened.close()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_make_what_the_models_say(empty):
    schema.upgrade(empty)

    with empty.engine.connect() as connection:
        assert schema.differences(connection) == []


def test_up_down_and_up_again_leads_to_the_same_tables(empty):
    schema.upgrade(empty)
    first = tables(empty)

    schema.downgrade(empty, "base")
    none_left = tables(empty)
    schema.upgrade(empty)

    assert first
    assert none_left == set()
    assert tables(empty) == first


def test_each_migration_can_be_taken_back_alone(empty):
    steps = list(ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions())
    schema.upgrade(empty)

    for step in steps:
        schema.downgrade(empty, step.down_revision or "base")
        schema.upgrade(empty, step.revision)
        schema.downgrade(empty, step.down_revision or "base")

    assert tables(empty) == set()


def test_each_migration_leaves_the_rows_that_are_there(empty, clock):
    schema.upgrade(empty)
    person = filled(empty, clock)

    for step in ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions():
        if step.down_revision is not None:
            schema.downgrade(empty, step.down_revision)
            schema.upgrade(empty, step.revision)
            schema.downgrade(empty, step.down_revision)
    schema.upgrade(empty)

    with empty.reading() as session:
        assert session.query(Evidence).filter_by(person_id=person).count() == 1
        assert session.execute(text(REFERENCES[empty.engine.dialect.name])).all() == []


REFERENCES = {"sqlite": "PRAGMA foreign_key_check", "postgresql": "SELECT 1 WHERE false"}


def filled(database: Database, clock: Callable[[], datetime]) -> UUID:
    """Somebody who has done a course; their status is derived."""
    make = Factory(database, clock)
    make.municipality()
    make.course()
    make.duty()
    person = make.person()
    make.employment(person, make.unit())
    make.evidence(person, clock().date())
    make.recompute()
    return person


def test_a_reference_that_a_migration_breaks_takes_everything_back(tmp_path, clock, monkeypatch):
    database = open_database(f"sqlite:///{tmp_path / 'broken.sqlite'}")
    schema.upgrade(database)
    filled(database, clock)

    def careless(config, _to):
        config.attributes["connection"].exec_driver_sql("DELETE FROM course")

    with monkeypatch.context() as patched:
        patched.setattr("alembic.command.upgrade", careless)
        with pytest.raises(RuntimeError, match="refer to rows of course"):
            schema.upgrade(database)

    with database.reading() as session:
        assert session.query(Course).count() == 1
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    database.close()


def test_a_database_knows_its_revision(empty):
    before = schema.revision(empty)

    schema.upgrade(empty)

    assert before is None
    assert schema.revision(empty) == schema.head()
    assert schema.is_current(empty)


def test_file_names_tell_the_revisions_in_order():
    scripts = list(ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions())

    revisions = [script.revision for script in scripts]

    assert revisions == sorted(revisions, reverse=True)
    assert revisions[0] == schema.head()
    assert all(Path(script.path).name.startswith(f"{script.revision}_") for script in scripts)
    assert all(map(schema.knows, revisions))
    assert not schema.knows("9999")
