import argparse
import json
from pathlib import Path

import pytest

from elearn.cli import courses
from tests.domain.content import sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, sample.files(en=sample.english()))
    return tmp_path


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def check(*arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    courses.register(parser.add_subparsers(dest="command"))
    day = ("--today", sample.TODAY.isoformat())
    return courses.run(parser.parse_args(["courses", "check", *map(str, arguments), *day]))


def test_a_sound_folder_passes(folder: Path):
    assert check(folder, "--strict") == 0


def test_an_error_fails_and_is_told_by_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    write(folder, sample.files("Text\n\n<b>"))

    assert check(folder) == 1
    assert f"{sample.SV}:15: error raw-html: " in capsys.readouterr().out


def test_a_warning_fails_only_when_asked_to(folder: Path):
    write(folder, sample.files(sample.BODY.replace("# Fråga i tid", "# Annan titel")))

    assert check(folder) == 0
    assert check(folder, "--strict") == 1


def test_machines_get_json(folder: Path, capsys: pytest.CaptureFixture[str]):
    write(folder, sample.files("{{lokal.borta}}"))

    check(folder, "--format", "json")

    told = [one for one in json.loads(capsys.readouterr().out) if one["rule"] == "slot-unknown"]
    assert (told[0]["file"], told[0]["line"], told[0]["level"]) == (sample.SV, 13, "error")
    assert told[0]["values"] == {"slot": "lokal.borta"}


def test_fix_writes_missing_ids_and_leaves_no_other_file(folder: Path):
    write(folder, sample.files("## Utan namn\n"))

    check(folder, "--fix")

    assert b"<!-- id: utan-namn -->" in (folder / sample.SV).read_bytes()
    assert not list(folder.rglob(".*"))


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path):
    with pytest.raises(OSError, match="borta"):
        check(tmp_path / "borta")
