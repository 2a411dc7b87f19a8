"""Who looked at whose status: a row in its own short write, before the names leave."""

from datetime import date
from uuid import UUID

from elearn.services.audit import note_view
from elearn.web.guard import actor
from elearn.web.site import site
from elearn.web.tenant import municipality_id


def note_names_shown(unit: UUID, page: str, day: date) -> None:
    """*page* is the endpoint. For GET only: while a request writes, SQLite lets no other write."""
    with site().database.writing() as writing:
        note_view(
            writing,
            municipality_id(),
            actor().person,
            unit,
            page,
            day,
            id=site().new_id(),
            now=site().now(),
        )
        writing.commit()
