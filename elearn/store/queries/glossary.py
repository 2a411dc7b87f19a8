"""What does the glossary call these keys?"""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from elearn.store.db import Session
from elearn.store.models import SearchEntry


def words(
    session: Session, municipality: UUID, language: str, keys: Collection[str]
) -> Mapping[str, str]:
    """By key, in *language*; a key that the glossary does not have is missing."""
    found = select(SearchEntry.module_id, SearchEntry.title).where(
        SearchEntry.municipality_id == municipality,
        SearchEntry.language == language,
        SearchEntry.course_id == "",
        SearchEntry.module_id.in_(list(keys)),
    )
    return {row.module_id: row.title for row in session.execute(found)}
