"""A private address for a calendar: given, replaced, taken away by its owner."""

from datetime import date
from uuid import UUID

from elearn.store.db import Session
from elearn.store.models import CalendarLink
from elearn.store.queries.calendar_links import drop_calendar
from elearn.store.upsert import insert_new


def give(
    session: Session, municipality: UUID, person: UUID, token_hash: bytes, *, today: date
) -> None:
    """The only one from now on: an earlier address answers nothing any more."""
    drop_calendar(session, municipality, person)
    row = {
        "municipality_id": municipality,
        "person_id": person,
        "token_hash": token_hash,
        "made_on": today,
    }
    insert_new(session, CalendarLink, [row])


def take_away(session: Session, municipality: UUID, person: UUID) -> None:
    drop_calendar(session, municipality, person)
