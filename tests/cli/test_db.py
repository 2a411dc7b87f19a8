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


def test_a_database_of_a_newer_version_is_refused(migrated):
    with migrated.database().engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    said = migrated.run("db", "upgrade")

    assert said.code == 1
    assert "newer version (9999)" in said.err
