import json
import stat
from datetime import date
from zipfile import ZipFile

import pytest

from elearn.store import disposal_list
from elearn.store.archive import LEFT_OUT
from elearn.store.db import Base, open_database
from elearn.store.models import Evidence


def rows(path):
    """Every row of a backup, as text, by file."""
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("tables/")]
        return {name: sorted(archive.read(name).splitlines()) for name in names}


def other_database(terminal, kind, request):
    if kind == "sqlite":
        return terminal.sqlite("other.sqlite")
    return request.getfixturevalue("empty_postgres")


@pytest.fixture
def empty_postgres(postgres_url):
    """A database of its own without any table."""
    import psycopg

    name = postgres_url.rsplit("/", 1)[1] + "_restored"
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield postgres_url.rsplit("/", 1)[0] + f"/{name}"
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_backup_fills_an_empty_database_of_either_kind(town, kind, request):
    url = other_database(town, kind, request)
    town.run("backup", town.folder / "one.zip")

    restored = town.run("restore", town.folder / "one.zip", url=url)
    verified = town.run("verify", url=url)
    town.run("backup", town.folder / "two.zip", url=url)

    assert (restored.code, verified.code) == (0, 0)
    assert rows(town.folder / "one.zip") == rows(town.folder / "two.zip")


def test_a_backup_says_that_the_keys_are_not_in_it(town):
    said = town.run("backup", town.folder / "one.zip")

    assert said.code == 0
    assert "SECRET_KEY, DATA_KEYS and PEPPER are not in it" in said.out


def test_a_backup_signs_nobody_in_and_is_for_its_owner(town):
    town.run("admin", "create", "alva")
    town.run("backup", town.folder / "one.zip")

    kept = {
        name.removeprefix("tables/").removesuffix(".jsonl")
        for name in rows(town.folder / "one.zip")
    }

    assert kept == set(Base.metadata.tables) - LEFT_OUT
    assert "one_time_code" in LEFT_OUT
    assert stat.S_IMODE((town.folder / "one.zip").stat().st_mode) == 0o600


def test_an_existing_file_is_never_overwritten(town):
    (town.folder / "one.zip").write_text("last year's")

    said = town.run("backup", town.folder / "one.zip")

    assert said.code == 1
    assert (town.folder / "one.zip").read_text() == "last year's"


def test_a_full_disk_leaves_no_half_file(town, monkeypatch):
    def full(*_args, **_values):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("elearn.cli.backup.os.fsync", full)

    said = town.run("backup", town.folder / "one.zip")

    assert said.code == 1
    assert "The disk is full" in said.err
    assert [path.name for path in town.folder.iterdir() if "zip" in path.name] == []


def test_nothing_is_restored_over_what_is_there(town):
    town.run("backup", town.folder / "one.zip")

    said = town.run("restore", town.folder / "one.zip")

    assert said.code == 1
    assert "The database is not empty" in said.err


def test_whose_record_was_disposed_of_does_not_come_back_with_a_backup(town, monkeypatch):
    monkeypatch.setattr(disposal_list, "FILE", str(town.folder / "disposals.jsonl"))
    town.run("backup", town.folder / "one.zip")
    with town.database().reading() as session:
        gone = session.query(Evidence).first()
    listed = disposal_list.Disposed(gone.municipality_id, gone.person_id, date(2026, 11, 1))
    disposal_list.append(town.folder / "disposals.jsonl", [listed])

    restored = town.run("restore", town.folder / "one.zip", url=town.sqlite("other.sqlite"))

    assert restored.code == 0
    with open_database(town.sqlite("other.sqlite")).reading() as session:
        assert session.query(Evidence).count() > 0
        assert session.query(Evidence).filter_by(person_id=gone.person_id).count() == 0


def test_a_file_that_is_not_there_is_named(terminal):
    said = terminal.run("restore", terminal.folder / "none.zip")

    assert said.code == 1
    assert "none.zip: there is no such file" in said.err


def spoilt(path, name, change):
    """The backup *path* with one of its files changed; None leaves it out."""
    with ZipFile(path) as archive:
        held = {each: archive.read(each) for each in archive.namelist()}
    held[name] = change(held[name])
    made = path.with_name("spoilt.zip")
    with ZipFile(made, "w") as archive:
        for each, data in held.items():
            if data is not None:
                archive.writestr(each, data)
    return made


def another_revision(manifest):
    return json.dumps(json.loads(manifest) | {"revision": "0000"}).encode()


@pytest.mark.parametrize(
    ("name", "change", "hint"),
    [
        ("tables/person.jsonl", lambda data: data[: len(data) // 2], "not a whole backup"),
        ("tables/person.jsonl", lambda data: data.split(b"\n", 1)[1], "not a whole backup"),
        ("tables/person.jsonl", lambda _: None, "not a whole backup"),
        ("tables/unit.jsonl", lambda _: b"", "not a whole backup"),
        ("manifest.json", lambda _: b"[]", "not a whole backup"),
        ("manifest.json", lambda _: None, "not a whole backup"),
        ("manifest.json", another_revision, "was made at 0000"),
    ],
)
def test_a_spoilt_backup_restores_nothing(town, name, change, hint):
    town.run("backup", town.folder / "one.zip")
    file = spoilt(town.folder / "one.zip", name, change)
    url = town.sqlite("other.sqlite")

    said = town.run("restore", file, url=url)

    assert said.code == 1
    assert hint in said.err
    assert town.run("restore", town.folder / "one.zip", url=url).code == 0


def test_half_a_file_restores_nothing(town):
    town.run("backup", town.folder / "one.zip")
    half = town.folder / "half.zip"
    half.write_bytes((town.folder / "one.zip").read_bytes()[:2000])

    said = town.run("restore", half, url=town.sqlite("other.sqlite"))

    assert said.code == 1
    assert "not a whole backup" in said.err
