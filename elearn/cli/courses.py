"""`courses check PATH`: what there is to tell the authors of a folder of courses; `courses sync
PATH` publishes it."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from elearn.cli._language import _, _n
from elearn.cli._place import SWEDEN
from elearn.cli._sync import sync
from elearn.domain.content.checking import check_files
from elearn.domain.content.fixing import fixed
from elearn.domain.content.rule import Finding, Level
from elearn.store.course_files import read_course_files, write_course_files
from elearn.wording.content import sentence

GOOD, FINDINGS, WRONG_USAGE = 0, 1, 2


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    courses = subparsers.add_parser("courses", help=_("check course files, and publish them"))
    actions = courses.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help=_("say what is wrong with course files"))
    check.add_argument("path", type=Path, help=_("the folder that holds the courses"))
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument(
        "--today",
        type=_day,
        metavar="YYYY-MM-DD",
        help=_("the day to judge dates by; today if left out"),
    )
    check.add_argument("--strict", action="store_true", help=_("let warnings fail, too"))
    check.add_argument("--fix", action="store_true", help=_("write missing ids into the files"))
    publish = actions.add_parser("sync", help=_("publish what changed in course files"))
    publish.add_argument("path", type=Path, help=_("the folder that holds the courses"))


def run(args: argparse.Namespace) -> int:
    actions: dict[str, Callable[[argparse.Namespace], int]] = {"check": check, "sync": sync}
    return actions[args.action](args)


def check(args: argparse.Namespace) -> int:
    """Print every finding; 1 when there is an error, with --strict also for a warning."""
    if args.fix:
        write_course_files(args.path, fixed(read_course_files(args.path)))
    files = read_course_files(args.path)
    if not any(path.endswith("/course.yaml") for path in files):
        _tell_that_no_course_is_in(args.path)
        return WRONG_USAGE
    findings = check_files(files, today=args.today or _today())
    if args.format == "json":
        print(_as_json(findings))
    else:
        print("".join(f"{line}\n" for line in _as_text(findings)), end="", flush=True)
        print(_summary(findings, files), file=sys.stderr)
    fails = {Level.ERROR, Level.WARNING} if args.strict else {Level.ERROR}
    return FINDINGS if any(one.level in fails for one in findings) else GOOD


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


def _as_text(findings: Iterable[Finding]) -> Iterator[str]:
    """`file:line: level rule: sentence`: all but the sentence is the same in every language."""
    for one in findings:
        yield f"{one.file}:{one.line}: {one.level} {one.code}: {sentence(one, _)}"


def _summary(findings: Iterable[Finding], files: Iterable[str]) -> str:
    """How much there is to mend, and in how many texts and registers."""
    counts = Counter(one.level for one in findings)
    texts = sum("/" in path and path.endswith((".md", ".yaml")) for path in files)
    checked = _n("%(count)d file", "%(count)d files", texts)
    if not counts[Level.ERROR] and not counts[Level.WARNING]:
        return _("Nothing to mend in %(files)s.") % {"files": checked}
    values = {
        "errors": _n("%(count)d error", "%(count)d errors", counts[Level.ERROR]),
        "warnings": _n("%(count)d warning", "%(count)d warnings", counts[Level.WARNING]),
        "files": checked,
    }
    return _("%(errors)s and %(warnings)s in %(files)s.") % values


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
