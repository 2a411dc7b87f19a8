"""How an import shows on a terminal: what would change, then what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from elearn.cli._language import _
from elearn.domain.people.rows import RowFault, RowHint
from elearn.interchange.tables import LARGEST_BYTES
from elearn.wording.refusals import sentence

GOOD, FINDINGS, WRONG_USAGE = 0, 1, 2
MOST_LINES = 200
"""Of one kind of change; the rest is counted."""


def file_bytes(path: Path) -> bytes:
    """At most a byte more than an import reads. Raises: OSError."""
    with path.open("rb") as file:
        return file.read(LARGEST_BYTES + 1)


def print_changes(headings: Mapping[str, str], lines: Mapping[str, Sequence[str]]) -> None:
    """*lines* are by the same keys as *headings*, in whose order they come."""
    for key, heading in headings.items():
        told = lines.get(key, ())
        if not told:
            continue
        print(f"{_(heading)}: {len(told)}")
        for line in told[:MOST_LINES]:
            print(f"  {line}")
        if len(told) > MOST_LINES:
            print("  " + _("… and %(count)s more") % {"count": len(told) - MOST_LINES})


def print_rows(title: str, rows: Iterable[RowFault | RowHint]) -> None:
    told = [
        _("Row %(row)s: %(why)s") % {"row": row.row, "why": sentence(row.refusal, _)}
        for row in rows
    ]
    if told:
        print(f"{title}: {len(told)}")
        print("\n".join(f"  {line}" for line in told))


def print_dropped(headings: Sequence[str]) -> None:
    if headings:
        print(_("Columns that were not read: %(columns)s") % {"columns": ", ".join(headings)})
