import os
import stat

from sqlalchemy import text

from elearn.store.db import open_database
from elearn.store.schema import copy_sqlite


def test_an_empty_database_is_given_its_tables(terminal):
    before = terminal.run("db", "current")
    upgraded = terminal.run("db", "upgrade")
    after = terminal.run("db", "current")

    assert (before.code, upgraded.code, after.code) == (1, 0, 0)
    assert list(terminal.folder.glob("*.bak")) == []


def test_a_database_that_is_up_to_date_is_left_alone(migrated):
    said = migrated.run("db", "upgrade")

    assert said.code == 0
    assert list(migrated.folder.glob("*.bak")) == []


def test_sqlite_is_copied_before_its_tables_change(migrated, monkeypatch):
    migrated.run("admin", "create", "alva", "--name", "A Town", "--slug", "norrbo")

    with monkeypatch.context() as newer:
        newer.setattr("elearn.store.schema.head", lambda: "9999")
        migrated.run("db", "upgrade")
        migrated.run("db", "upgrade")

    copies = sorted(migrated.folder.glob("*.bak"))
    assert len(copies) == 2
    assert migrated.run("verify", url=f"sqlite:///{copies[0]}").code == 0


def test_what_is_derived_is_derived_anew_after_its_tables_have_changed(town, monkeypatch):
    with town.database().engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM coverage_change")
        connection.exec_driver_sql("DELETE FROM person_tally")
    assert town.run("verify").code == 1

    with monkeypatch.context() as newer:
        newer.setattr("elearn.store.schema.head", lambda: "9999")
        town.run("db", "upgrade")

    assert town.run("verify").code == 0


def test_a_database_of_a_newer_version_is_refused(migrated):
    with migrated.database().engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    said = migrated.run("db", "upgrade")

    assert said.code == 1
    assert "newer version (9999)" in said.err


def test_the_database_and_its_copies_are_for_their_owner_only(terminal):
    home = terminal.folder / "instance"
    url = f"sqlite:///{home / 'elearn.sqlite'}"
    before = os.umask(0o022)
    try:
        terminal.run("db", "upgrade", url=url)
        database = open_database(url)
        with database.reading() as session:
            session.execute(text("SELECT 1 FROM municipality")).all()
            copy_sqlite(database, home / "copy.bak")
            modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in home.iterdir()}
        database.close()
    finally:
        os.umask(before)

    assert len(modes) == 4
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
