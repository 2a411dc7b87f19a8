import argparse
import json
import re
from pathlib import Path

import pytest

from elearn.cli import courses
from tests.cli.conftest import Terminal
from tests.domain.content import sample

LINE = re.compile(r"[^:]+:\d+: (error|warning|info) [a-z-]+: .+")


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


BROKEN = sample.BODY.replace("# Fråga i tid", "# Annan titel") + "\n\n<b>\n\n<i>"


@pytest.mark.parametrize(
    ("language", "body", "summary"),
    [
        ("en_GB.UTF-8", BROKEN, "2 errors and 1 warning in 5 files.\n"),
        ("sv_SE.UTF-8", BROKEN, "2 fel och 1 varning i 5 filer.\n"),
        ("en_GB.UTF-8", sample.BODY, "Nothing to mend in 5 files.\n"),
        ("sv_SE.UTF-8", sample.BODY, "Inget att åtgärda i 5 filer.\n"),
    ],
)
def test_the_last_line_sums_up_in_the_language_of_the_terminal(
    tmp_path: Path, terminal: Terminal, language: str, body: str, summary: str
):
    write(tmp_path / "courses", sample.files(body))
    terminal.setenv("LC_ALL", language)

    said = terminal.run(
        "courses", "check", tmp_path / "courses", "--today", sample.TODAY, "--verbose"
    )

    assert said.err == summary
    lines = said.out.splitlines()
    assert lines
    assert all(LINE.fullmatch(line) for line in lines)


def test_what_machines_read_has_no_summary(folder: Path, capsys: pytest.CaptureFixture[str]):
    check(folder, "--format", "json")

    assert capsys.readouterr().err == ""


def test_a_folder_without_a_course_is_no_course_without_mistakes(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    (folder / "grunden" / "course.yaml").unlink()

    assert check(folder / "grunden") == 2
    assert "course.yaml" in capsys.readouterr().err


def test_what_was_understood_is_told_when_asked_for_and_errors_come_last(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    write(folder, sample.files(BROKEN))
    (folder / sample.EN).unlink()

    def levels(*more: str) -> list[str]:
        check(folder, *more)
        return [line.split()[1] for line in capsys.readouterr().out.splitlines()]

    assert levels() == ["warning", "error", "error"]
    assert levels("--verbose") == ["info", "info", "warning", "error", "error"]


def test_one_file_is_checked_by_itself_within_the_whole_library(tmp_path: Path, terminal: Terminal):
    courses = tmp_path / "courses"
    write(courses, sample.files(en=sample.english("# Ask\n\n<b>")))
    terminal.setenv("LC_ALL", "sv_SE.UTF-8")

    said = terminal.run("courses", "check", courses / sample.SV, "--today", sample.TODAY)

    assert said.code == 0
    assert said.err == "0 fel och 0 varningar i filen.\n"
    assert {line.split(":")[0] for line in said.out.splitlines()} == {sample.SV}
    assert {line.split()[1] for line in said.out.splitlines()} == {"info"}
    assert terminal.run("courses", "check", courses / sample.EN).code == 1


@pytest.mark.parametrize("place", ["grunden/01-ask.md", "grunden/sv/old/01-ask.md"])
def test_a_text_in_no_folder_of_a_language_is_said_not_to_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str], place: str
):
    write(folder, {place: b"<b>"})

    assert check(folder / place) == 2
    assert "is not read" in capsys.readouterr().err


def test_one_course_or_register_is_checked_by_itself(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    write(folder, sample.files("<b>", routes=sample.ROUTES.replace("owner", "ower")))

    assert check(folder / "grunden", "--format", "json") == 1
    assert {one["file"] for one in json.loads(capsys.readouterr().out)} == {
        sample.SV,
        sample.EN,
    }
    assert check(folder / "_shared" / "routes.yaml", "--format", "json") == 1
    assert {one["file"] for one in json.loads(capsys.readouterr().out)} == {"_shared/routes.yaml"}


def test_fix_leaves_the_other_files_alone(folder: Path):
    write(folder, sample.files("## Utan namn\n", en=sample.FRONT_EN + "# Ask\n\n## Nameless\n"))

    check(folder / sample.SV, "--fix")

    assert b"<!-- id: utan-namn -->" in (folder / sample.SV).read_bytes()
    assert b"<!--" not in (folder / sample.EN).read_bytes()
