"""Whose records have been disposed of, in a file outside the database and its backups.

A restored backup brings disposed records back; the list is what takes them out again.
It holds ids only, one JSON object a line.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

FILE = "disposals.jsonl"
"""Under instance/."""


@dataclass(frozen=True)
class Disposed:
    municipality: UUID
    person: UUID
    on: date


def append(path: Path, disposed: Iterable[Disposed]) -> None:
    """On disk when this returns."""
    lines = [
        json.dumps(
            {"municipality": str(each.municipality), "person": str(each.person), "on": str(each.on)}
        )
        for each in disposed
    ]
    if not lines:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Iterator[Disposed]:
    """In the order of disposal; nothing when there is no list. A last line that was cut off by
    a power failure is passed over."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
            yield Disposed(
                UUID(entry["municipality"]), UUID(entry["person"]), date.fromisoformat(entry["on"])
            )
        except (ValueError, KeyError, TypeError):
            continue
