from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from elearn.__main__ import main
from elearn.store import schema
from elearn.store.db import Database, open_database
from elearn.store.models import Employment, ImportBatch, Unit
from tests.factories import Factory

UNITS = "Kod;Namn;Typ;Överordnad\nHTJ1;Hemtjänst norr;Enhet;U1\nHTJ2;Hemtjänst syd;Enhet;U1\n"
PEOPLE = (
    "Anställningsnummer;Förnamn;Efternamn;Enhet;Från;Lön\n"
    "1001;Åsa;Lind;HTJ1;2020-01-01;30000\n"
    "1002;Bo;Ek;HTJ1;2021-01-01;30000\n"
)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock) -> Database:
    """A municipality with one unit, U1, at the address that commands read."""
    url = f"sqlite:///{tmp_path / 'cli.sqlite'}"
    for name, value in {
        "ELEARN_MODE": "demo",
        "DATABASE_URL": url,
        "SECRET_KEY": "test" * 10,
        "DATA_KEYS": Fernet.generate_key().decode(),
        "PEPPER": "pepper" * 8,
        "LANG": "en_GB.UTF-8",
        "LC_ALL": "en_GB.UTF-8",
    }.items():
        monkeypatch.setenv(name, value)
    opened = open_database(url)
    schema.upgrade(opened)
    Factory(opened, clock).municipality()
    yield opened
    opened.close()


@pytest.fixture
def run(database, tmp_path, capsys):
    """Writes a file, runs a command on it: its exit code and all it said."""

    def command(words: str, content: str | bytes, *options: str) -> tuple[int, str]:
        file = tmp_path / "list.csv"
        file.write_bytes(content.encode("cp1252") if isinstance(content, str) else content)
        code = main([*words.split(), str(file), *options])
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


def count(database: Database, model) -> int:
    with database.reading() as session:
        return session.query(model).count()


def test_units_and_people_are_taken_in(run, database):
    assert run("units import", UNITS)[0] == 0

    code, said = run("people import", PEOPLE)

    assert code == 0
    assert "New people: 2" in said
    assert "1001 Åsa Lind: Begins in Hemtjänst norr on 2020-01-01" in said
    assert "Columns that were not read: Lön" in said
    assert count(database, Employment) == 2
    assert count(database, ImportBatch) == 2


def test_the_same_list_twice_says_that_nothing_changes(run, database):
    run("units import", UNITS)
    run("people import", PEOPLE)

    code, said = run("people import", PEOPLE)

    assert (code, "0 changes" in said) == (0, True)
    assert count(database, ImportBatch) == 2


def test_a_dry_run_changes_nothing(run, database):
    code, said = run("units import", UNITS, "--dry-run")

    assert code == 0
    assert "New, under Sjövikens kommun" in said
    assert count(database, Unit) == 1


def test_wrong_rows_are_named_and_nothing_is_taken_in(run, database):
    run("units import", UNITS)

    code, said = run("people import", PEOPLE + "1003;Cleo;Dahl;NIX;2020-02-30;0\n")

    assert code == 1
    assert "Row 4: 2020-02-30 does not exist." in said
    assert count(database, Employment) == 0


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_many_leavers_must_be_meant(run, database, options):
    run("units import", UNITS)
    run("people import", PEOPLE)

    code, said = run("people import", PEOPLE.rsplit("1002", 1)[0], *options)

    assert code == 1
    assert "Leaving: 1" in said
    assert "1 of 2 employments would end" in said
    assert "--allow-leavers" in said


def test_many_leavers_may_be_allowed(run):
    run("units import", UNITS)
    run("people import", PEOPLE)

    code, said = run("people import", PEOPLE.rsplit("1002", 1)[0], "--allow-leavers")

    assert (code, "Leaving: 1" in said) == (0, True)


def test_the_list_may_speak_for_units_that_do_not_occur_on_it(run):
    run("units import", UNITS)
    run("people import", PEOPLE)
    other = PEOPLE.splitlines()[0] + "\n1003;Cleo;Dahl;HTJ2;2020-01-01;0\n"

    _, narrow = run("people import", other, "--dry-run")
    _, wide = run("people import", other, "--dry-run", "--units", "htj1", "--allow-leavers")
    _, everywhere = run("people import", other, "--dry-run", "--units", "all")

    assert "Leaving" not in narrow
    assert "Leaving: 2" in wide
    assert "Leaving: 2" in everywhere


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00", "not a table"),
        ("Kod;Namn\n".encode("utf-16"), "å, ä and ö cannot be read"),
        (b"a;b\n1;2\n", "none of the headings"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(run, content, words):
    code, said = run("people import", content)

    assert code == 1
    assert words in said


def test_an_unknown_unit_to_speak_for_is_refused(run):
    code, said = run("people import", PEOPLE, "--units", "NIX")

    assert code == 1
    assert "There is no unit with the code NIX." in said


def test_a_missing_file_is_told(database, tmp_path, capsys):
    code = main(["people", "import", str(tmp_path / "nowhere.csv")])

    assert code == 1
    assert "nowhere.csv" in capsys.readouterr().err
