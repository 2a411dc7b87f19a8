"""A text of which only the latest counts, and nothing of a learner hangs on a version: a bank of
cases, a meeting page."""

import hashlib
from dataclasses import dataclass

from elearn.domain.content.compiled import CompiledModule, compile_module, dump
from elearn.domain.content.course import Library, ModuleText
from elearn.services.shelf import Conflict, Shelf, store_blobs, store_media
from elearn.store.queries import published


@dataclass(frozen=True)
class LatestText:
    compiled: CompiledModule
    digest: str


def stored_anew(
    shelf: Shelf, library: Library, text: ModuleText, known_digest: str | None
) -> LatestText | None:
    """The *text* as it was just stored. None when it is what *known_digest* says, or when it asks
    for a route that the municipality has left empty; either is in the report."""
    compiled = compile_module(text, library)
    body = dump(compiled)
    digest = hashlib.sha256(body).hexdigest()
    if digest == known_digest:
        shelf.report.unchanged += 1
        return None
    empty = published.empty_routes(shelf.session, shelf.municipality)
    missing = sorted({slot.split(".")[1] for slot in compiled.slots} & empty)
    if missing:
        values = {"routes": ", ".join(missing)}
        shelf.report.conflicts.append(Conflict("route-empty", text.file, values))
        return None
    store_blobs(shelf, {digest: body})
    store_media(shelf, library, compiled.media)
    shelf.report.published.append(text.file)
    return LatestText(compiled, digest)
