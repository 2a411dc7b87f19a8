"""Where a sync of course files writes, and what it says it did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from elearn.store.db import Session
from elearn.store.models import SyncMark


@dataclass(frozen=True)
class Conflict:
    """Something on disk that was left alone."""

    code: str
    file: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass
class SyncReport:
    published: list[str] = field(default_factory=list)
    """Files that became a new version or a new text of one."""
    withdrawn: list[str] = field(default_factory=list)
    """Modules, as course/module, that can no longer be begun."""
    unchanged: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True)
class Shelf:
    """Where a sync writes: one municipality at one moment."""

    session: Session
    municipality: UUID
    now: datetime
    report: SyncReport


def mark_synced(shelf: Shelf, path: str, digest: str, mark: SyncMark | None) -> None:
    """Remembers what the file at *path* was; *mark* is what was remembered before."""
    if mark is None:
        shelf.session.add(SyncMark(municipality_id=shelf.municipality, path=path, digest=digest))
    else:
        mark.digest = digest
