"""One mistake made for several people: rows that say the same, so that one correction names them.

Source: decisions/0024.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from elearn.domain.record.completion import Evidence, EvidenceKind, effective


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What rows about several people say alike."""

    module: str
    completed_on: date
    kind: EvidenceKind
    way: str
    """How it was completed, as a code; empty where the kind says all."""

    @property
    def code(self) -> str:
        """Stands for it in a form."""
        return " ".join((self.module, self.completed_on.isoformat(), self.kind.value, self.way))


def said_by(row: Evidence) -> Entry:
    return Entry(row.module, row.completed_on, row.kind, row.reason or "")


def counting(rows: Iterable[Evidence], course: str) -> list[Evidence]:
    """Those of *rows*, which are everything about one person, that count for *course*."""
    return [row for row in effective(rows) if row.course == course]


def entries(evidence: Mapping[UUID, Iterable[Evidence]], course: str) -> dict[Entry, int]:
    """What counts for *course*, and of how many people; what most have in common first, then the
    latest day. *evidence* is by person everything about them."""
    found: dict[Entry, int] = {}
    for rows in evidence.values():
        for entry in {said_by(row) for row in counting(rows, course)}:
            found[entry] = found.get(entry, 0) + 1
    return dict(sorted(found.items(), key=_order))


def _order(found: tuple[Entry, int]) -> tuple[int, int, Entry]:
    entry, people = found
    return -people, -entry.completed_on.toordinal(), entry
