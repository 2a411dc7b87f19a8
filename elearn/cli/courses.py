"""`courses check PATH`: what there is to tell the authors of a folder of courses; `courses sync
PATH` publishes it; `courses table PATH` counts what is in every module."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from elearn.cli._course_table import tell_table
from elearn.cli._language import _, _n
from elearn.cli._place import SWEDEN
from elearn.cli._sync import sync
from elearn.domain.content.checking import check_files
from elearn.domain.content.fixing import fixed
from elearn.domain.content.parsing import SHARED
from elearn.domain.content.rule import Finding, Level
from elearn.store.course_files import read_course_files, write_course_files
from elearn.wording.content import sentence

GOOD, FINDINGS, WRONG_USAGE = 0, 1, 2
_DEEPEST = 3
"""How many folders up from a file its course is looked for."""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    courses = subparsers.add_parser("courses", help=_("check course files, and publish them"))
    actions = courses.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help=_("say what is wrong with course files"))
    check.add_argument(
        "path", type=Path, help=_("the folder that holds the courses, or one course or file in it")
    )
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument(
        "--today",
        type=_day,
        metavar="YYYY-MM-DD",
        help=_("the day to judge dates by; today if left out"),
    )
    check.add_argument("--strict", action="store_true", help=_("let warnings fail, too"))
    check.add_argument(
        "--verbose", action="store_true", help=_("tell how each exercise was understood, too")
    )
    check.add_argument("--fix", action="store_true", help=_("write missing ids into the files"))
    counted = actions.add_parser("table", help=_("tell what can be counted of every module"))
    counted.add_argument("path", type=Path, help=_("the folder that holds the courses"))
    counted.add_argument("--format", choices=("text", "json"), default="text")
    publish = actions.add_parser("sync", help=_("publish what changed in course files"))
    publish.add_argument("path", type=Path, help=_("the folder that holds the courses"))


def run(args: argparse.Namespace) -> int:
    actions: dict[str, Callable[[argparse.Namespace], int]] = {
        "check": check,
        "table": table,
        "sync": sync,
    }
    return actions[args.action](args)


def check(args: argparse.Namespace) -> int:
    """Print what there is to mend; 1 when there is an error, with --strict also for a warning.

    The library is read whole, for its registers, when the path is a part of it.
    """
    root, part = _library_and_part(args.path)
    if args.fix:
        written = fixed(read_course_files(root))
        write_course_files(root, {path: written[path] for path in written if _is_in(path, part)})
    files = read_course_files(root)
    if not _has_course(files):
        _tell_that_no_course_is_in(args.path)
        return WRONG_USAGE
    if _is_misplaced(part):
        told = _(
            "%(path)s is not read: texts of a course stand in a folder of their language, such as "
            "grunden/sv. Move it there."
        )
        print(told % {"path": args.path}, file=sys.stderr)
        return WRONG_USAGE
    found = check_files(files, today=args.today or _today())
    findings = [one for one in found if _is_in(one.file, part)]
    if args.format == "json":
        print(_as_json(findings))
    else:
        is_file = part in files
        lines = _as_text(findings, with_info=args.verbose or is_file)
        print("".join(f"{line}\n" for line in lines), end="", flush=True)
        parts = [path for path in files if _is_in(path, part)]
        print(_summary(findings, None if is_file else parts), file=sys.stderr)
    fails = {Level.ERROR, Level.WARNING} if args.strict else {Level.ERROR}
    return FINDINGS if any(one.level in fails for one in findings) else GOOD


def table(args: argparse.Namespace) -> int:
    """Print what can be counted of every module; 1 when some of it cannot be read."""
    files = read_course_files(args.path)
    if not _has_course(files):
        _tell_that_no_course_is_in(args.path)
        return WRONG_USAGE
    return GOOD if tell_table(files, args.format) else FINDINGS


def _library_and_part(path: Path) -> tuple[Path, str]:
    """The folder that holds the courses, and what of it *path* names; empty for all of it."""
    whole = path.resolve(strict=True)
    if any(whole.glob("*/course.yaml")):
        return path, ""
    for folder in (whole, *whole.parents[:_DEEPEST]):
        if (folder / "course.yaml").is_file() or (folder.name == SHARED and folder.is_dir()):
            return folder.parent, whole.relative_to(folder.parent).as_posix()
    return path, ""


def _is_misplaced(part: str) -> bool:
    """Whether it is a text that stands in no folder of a language, so that nothing reads it."""
    folders = PurePosixPath(part).parts
    return part.endswith(".md") and len(folders) != 3 and "media" not in folders


def _is_in(file: str, part: str) -> bool:
    return not part or file == part or file.startswith(f"{part}/")


def _has_course(files: Iterable[str]) -> bool:
    return any(path.endswith("/course.yaml") for path in files)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        told = _("%(text)s is not a day. Write it as 2026-01-31.") % {"text": text}
        raise argparse.ArgumentTypeError(told) from None


def _today() -> date:
    return datetime.now(SWEDEN).date()


def _tell_that_no_course_is_in(path: Path) -> None:
    told = _(
        "No folder in %(path)s has a course.yaml, so there is no course to check. Name the folder "
        "that holds the courses, such as courses."
    )
    print(told % {"path": path}, file=sys.stderr)


def _as_text(findings: Iterable[Finding], *, with_info: bool) -> Iterator[str]:
    """`file:line: level rule: sentence`: all but the sentence is the same in every language.

    Errors come last, where a terminal shows them without scrolling.
    """
    levels = [Level.INFO] * with_info + [Level.WARNING, Level.ERROR]
    for one in (one for level in levels for one in findings if one.level is level):
        yield f"{one.file}:{one.line}: {one.level} {one.code}: {sentence(one, _)}"


def _summary(findings: Iterable[Finding], files: Iterable[str] | None) -> str:
    """How much there is to mend, and in how many texts and registers; None for the one file."""
    counts = Counter(one.level for one in findings)
    values = {
        "errors": _n("%(count)d error", "%(count)d errors", counts[Level.ERROR]),
        "warnings": _n("%(count)d warning", "%(count)d warnings", counts[Level.WARNING]),
    }
    if files is None:
        return _("%(errors)s and %(warnings)s in the file.") % values
    texts = sum("/" in path and path.endswith((".md", ".yaml")) for path in files)
    checked = _n("%(count)d file", "%(count)d files", texts)
    if not counts[Level.ERROR] and not counts[Level.WARNING]:
        return _("Nothing to mend in %(files)s.") % {"files": checked}
    return _("%(errors)s and %(warnings)s in %(files)s.") % {**values, "files": checked}


def _as_json(findings: Iterable[Finding]) -> str:
    return json.dumps(
        [
            {
                "file": one.file,
                "line": one.line,
                "level": one.level,
                "rule": one.code,
                "sentence": sentence(one, _),
                "values": dict(one.values),
            }
            for one in findings
        ],
        ensure_ascii=False,
        indent=2,
    )
