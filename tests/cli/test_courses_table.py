"""`courses table`: what is counted of each module, in each language."""

import argparse
import json
from pathlib import Path

import pytest

from elearn.cli import courses
from tests.cli.test_courses_check import write
from tests.domain.content import sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, sample.files(en=sample.english()))
    return tmp_path


def table(*arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    courses.register(parser.add_subparsers(dest="command"))
    return courses.run(parser.parse_args(["courses", "table", *map(str, arguments)]))


def test_there_is_a_table_for_each_language(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert table(folder) == 0

    told = capsys.readouterr().out
    assert told.index("## sv") < told.index("## en")
    assert told.count("| grunden/fraga: ") == 2


def test_machines_get_what_is_counted(folder: Path, capsys: pytest.CaptureFixture[str]):
    table(folder, "--format", "json")

    swedish, english = json.loads(capsys.readouterr().out)
    assert (swedish["language"], english["language"]) == ("sv", "en")
    assert swedish["stated_minutes"] == english["stated_minutes"] == 5
    assert swedish["exercises"] == {"multiple-choice": 1, "single-choice": 1}
    assert (swedish["cases"], swedish["harmless"]) == (english["cases"], english["harmless"])
    assert swedish["sources"] == 1
    assert 0 < swedish["lix"] < 60


def test_200_words_take_a_minute_and_an_exercise_half_a_minute(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    write(tmp_path, sample.files("# Fråga i tid\n\n" + "Ord här. " * 200))
    table(tmp_path, "--format", "json")
    [without] = json.loads(capsys.readouterr().out)
    write(tmp_path, sample.files(sample.BODY))
    table(tmp_path, "--format", "json")
    [with_two] = json.loads(capsys.readouterr().out)

    assert without["minutes"] == pytest.approx(2, abs=0.05)
    assert 1 < with_two["minutes"] < 1.5


def test_what_cannot_be_read_is_said(folder: Path, capsys: pytest.CaptureFixture[str]):
    write(folder, sample.files("Text\n\n<b>"))

    assert table(folder) == 1
    assert "courses check" in capsys.readouterr().err


def test_a_folder_without_a_course_is_no_table(tmp_path: Path):
    assert table(tmp_path) == 2
