"""`courses table PATH`: what can be counted of every module, a table a language."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby

from elearn.cli._language import _
from elearn.domain.content.measures import Measures, measured
from elearn.domain.content.parsing import read_library


def tell_table(files: Mapping[str, bytes], form: str) -> bool:
    """Print it as Markdown, or as JSON; whether all of *files* could be read."""
    library, errors = read_library(files)
    found = sorted(measured(library), key=lambda one: one.language != "sv")
    if form == "json":
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for language, rows in groupby(found, key=lambda one: one.language):
            print("\n".join(_table(language, list(rows))), end="\n\n")
    if errors:
        print(_("Some of it cannot be read; `courses check` says what."), file=sys.stderr)
    return not errors


def _table(language: str, rows: Sequence[Measures]) -> Iterator[str]:
    yield f"## {language}\n"
    yield _line(
        [
            _("Module"),
            _("Minutes stated"),
            _("Minutes counted"),
            _("LIX"),
            _("Exercises"),
            _("No concern or other support"),
            _("Milieus"),
            _("Sources"),
        ]
    )
    yield _line(["---", *["--:"] * 3, "---", "--:", "---", "--:"])
    yield from (_line(_cells(one)) for one in rows)


def _cells(one: Measures) -> Iterator[str]:
    variant = f" ({one.variant})" if one.variant else ""
    yield f"{one.course}/{one.module}{variant}: {one.title}"
    yield str(one.stated_minutes or "–")
    yield f"{one.minutes:.1f}"
    yield str(one.lix or "–")
    yield ", ".join(f"{kind} {count}" for kind, count in sorted(one.exercises.items())) or "–"
    share = f" ({round(100 * one.harmless / one.cases)} %)" if one.cases else ""
    yield f"{one.harmless}/{one.cases}{share}"
    yield ", ".join(one.milieus) or "–"
    yield str(one.sources)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
