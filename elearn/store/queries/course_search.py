"""Where in the course texts, or in the glossary, do these words stand?"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from elearn.domain.content.plain import filled
from elearn.domain.folding import folded
from elearn.store.db import Session
from elearn.store.models import Module, SearchEntry

MOST_HITS = 50
MOST_WORDS = 8
AROUND = 90
"""Letters shown on either side of the first word found."""


@dataclass(frozen=True)
class Hit:
    title: str
    course: str
    """Empty for a glossary term."""
    module: str
    block: str
    before: str
    found: str
    after: str


def found_in_courses(
    session: Session, municipality: UUID, language: str, asked: str, values: Mapping[str, str]
) -> list[Hit]:
    """Blocks of modules on offer that hold every word, glossary first; at most fifty.

    *values* fill the local slots of what is shown.
    """
    words = folded(asked).split()[:MOST_WORDS]
    if not words:
        return []
    rows = session.scalars(
        select(SearchEntry)
        .outerjoin(
            Module,
            (Module.municipality_id == SearchEntry.municipality_id)
            & (Module.course_id == SearchEntry.course_id)
            & (Module.id == SearchEntry.module_id),
        )
        .where(
            SearchEntry.municipality_id == municipality,
            SearchEntry.language == language,
            Module.withdrawn_at.is_(None),
            *(SearchEntry.folded.contains(word, autoescape=True) for word in words),
        )
        .order_by(SearchEntry.course_id, SearchEntry.module_id, SearchEntry.block_id)
        .limit(MOST_HITS)
    )
    return [_hit(row, words[0], values) for row in rows]


def _hit(row: SearchEntry, word: str, values: Mapping[str, str]) -> Hit:
    before, found, after = _excerpt(filled(row.text, values), word)
    return Hit(row.title, row.course_id, row.module_id, row.block_id, before, found, after)


def _excerpt(text: str, word: str) -> tuple[str, str, str]:
    """The text around the first place where *word* stands; its beginning when only the title
    holds it."""
    at = _position(text, word)
    if at is None:
        cut = text[: 2 * AROUND]
        return cut + ("…" if len(text) > len(cut) else ""), "", ""
    start, end = max(0, at - AROUND), min(len(text), at + len(word) + AROUND)
    before = ("…" if start else "") + text[start:at]
    after = text[at + len(word) : end] + ("…" if end < len(text) else "")
    return before, text[at : at + len(word)], after


def _position(text: str, word: str) -> int | None:
    """Folding single letters keeps their places; the few that grow are left unfolded."""
    alike = "".join(one if len(one := folded(letter)) == 1 else letter for letter in text)
    at = alike.casefold().find(word)
    return at if at >= 0 else None
