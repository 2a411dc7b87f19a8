"""What every command does alike: settings, usage, municipality, trouble with the database."""

import pytest

from elearn.__main__ import _system_trouble
from elearn.cli import _language
from elearn.wording.operation import database_trouble


def test_a_command_that_does_not_exist_is_wrong_usage(terminal):
    with pytest.raises(SystemExit) as stopped:
        terminal.run("fly")

    assert stopped.value.code == 2


def test_help_lists_the_commands(terminal, capsys):
    with pytest.raises(SystemExit) as stopped:
        terminal.run("--help")

    listed = capsys.readouterr().out
    assert stopped.value.code == 0
    assert all(f"    {word} " in listed for word in ("serve", "backup", "restore", "verify"))


def test_a_setting_that_is_wrong_is_said_in_one_line(terminal, monkeypatch):
    monkeypatch.setenv("PORT", "eighty")

    said = terminal.run("verify")

    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "PORT is 'eighty'" in said.err


def test_a_database_without_tables_is_told_apart_from_one_that_is_gone(terminal):
    said = terminal.run("verify")

    assert said.code == 1
    assert "python -m elearn db upgrade" in said.err


def test_a_database_that_does_not_answer_is_said_in_a_sentence(terminal):
    said = terminal.run("verify", url="postgresql://nobody@127.0.0.1:9/nothing")

    assert said.code == 1
    assert said.err.startswith("The database does not answer.")
    assert said.err.count("\n") == 1


def test_a_file_that_is_no_database_is_said_in_a_sentence(terminal):
    (terminal.folder / "letter.txt").write_text("Dear all, " * 500)

    said = terminal.run("verify", url=terminal.sqlite("letter.txt"))

    assert said.code == 1
    assert "not a database that this product can read" in said.err


def test_among_several_municipalities_one_must_be_named(migrated):
    for slug in ("norrbo", "soderbo"):
        migrated.run("admin", "create", "alva", "--name", "A Town", "--slug", slug)

    unnamed = migrated.run("admin", "create", "alva")
    before = migrated.run("--municipality", "norrbo", "admin", "create", "alva")
    after = migrated.run("admin", "create", "alva", "--municipality", "soderbo")

    assert (unnamed.code, before.code, after.code) == (1, 0, 0)
    assert "norrbo, soderbo" in unnamed.err


def test_a_municipality_that_does_not_exist_is_answered_with_those_that_do(migrated):
    migrated.run("admin", "create", "alva", "--name", "A Town", "--slug", "norrbo")

    said = migrated.run("admin", "create", "alva", "--municipality", "vasterbo")

    assert said.code == 1
    assert "no municipality vasterbo" in said.err
    assert "norrbo" in said.err


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("database or disk is full", "disk-full"),
        ("could not extend file: No space left on device", "disk-full"),
        ("database is locked", "database-busy"),
        ("no such table: person", "database-behind"),
        ("file is not a database", "database-unreadable"),
        ("connection refused", "database-gone"),
    ],
)
def test_the_words_of_a_driver_become_ours(reason, code):
    assert database_trouble(reason).code == code


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (FileNotFoundError(2, "said in English", "list.csv"), "list.csv: det finns ingen sådan"),
        (IsADirectoryError(21, "said in English", "list.csv"), "list.csv är en mapp"),
        (NotADirectoryError(20, "said in English", "list.csv"), "list.csv: en del av sökvägen"),
        (PermissionError(13, "said in English", "list.csv"), "list.csv: det har du inte rätt"),
    ],
)
def test_trouble_with_a_file_is_said_in_swedish(terminal, monkeypatch, error, sentence):
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    _language._catalogue.cache_clear()

    said = _system_trouble(error)
    _language._catalogue.cache_clear()

    assert said.startswith(sentence)


def test_a_backup_into_a_folder_that_is_missing_names_the_folder(migrated):
    said = migrated.run("backup", migrated.folder / "none" / "one.zip")

    assert said.code == 1
    assert said.err.startswith(f"There is no folder {migrated.folder / 'none'}.")


def test_a_day_that_is_not_in_the_calendar_is_said_so(terminal, capsys):
    with pytest.raises(SystemExit):
        terminal.run("courses", "check", "courses", "--today", "2026-02-30")

    assert "2026-02-30 is not a day. Write it as 2026-01-31." in capsys.readouterr().err
