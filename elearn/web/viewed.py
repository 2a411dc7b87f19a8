"""Who looked at whose status: a row that is written before the names leave."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from elearn.services.audit import note_view
from elearn.store.db import Session
from elearn.web.db import reads, session
from elearn.web.guard import actor
from elearn.web.site import site
from elearn.web.tenant import municipality_id


def note_names_shown(unit: UUID, page: str, day: date) -> None:
    """*page* is the endpoint, *day* the one for which names of *unit* are shown."""
    note_units_shown(page, [(unit, day)])


def note_units_shown(page: str, shown: Collection[tuple[UUID, date]]) -> None:
    """For each unit from which somebody was shown, and the day on which they were there.

    While a request writes, SQLite lets no other write: then it commits the request's own session,
    in which nothing else may be waiting.
    """
    if not shown:
        return
    if reads():
        with site().database.writing() as writing:
            _note_all(writing, sorted(shown), page)
    else:
        _note_all(session(), sorted(shown), page)


def _note_all(writing: Session, shown: list[tuple[UUID, date]], page: str) -> None:
    for unit, day in shown:
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
