"""Where a sync of course files writes, and what it says it did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from elearn.domain.content.course import Library
from elearn.store.db import Session
from elearn.store.models import ContentBlob, Media, SyncMark
from elearn.store.upsert import insert_new

VARIANT_CODES = {"": "", "lättläst": "lattlast"}
"""What the store calls a variant of a text."""


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
    brought_back: list[str] = field(default_factory=list)
    """Modules that were withdrawn and can be begun again."""
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


def store_blobs(shelf: Shelf, bodies: Mapping[str, bytes]) -> None:
    """*bodies* by their digest."""
    rows = [{"digest": digest, "body": body} for digest, body in sorted(bodies.items())]
    insert_new(shelf.session, ContentBlob, rows)


def store_media(shelf: Shelf, library: Library, digests: frozenset[str]) -> None:
    for media in library.media.values():
        if media.digest in digests:
            store_blobs(shelf, {media.digest: media.data})
            row = {
                "municipality_id": shelf.municipality,
                "digest": media.digest,
                "media_type": media.media_type,
                "name": media.path.rsplit("/", 1)[-1],
            }
            insert_new(shelf.session, Media, [row])
