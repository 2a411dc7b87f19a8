"""Attempts: begin, answer, submit; and answers that arrived after the session had ended."""

from datetime import date
from uuid import UUID

from elearn.store.db import Session
from elearn.store.models import HeldAnswer


def hold(
    session: Session, municipality: UUID, token_hash: bytes, sealed: bytes, *, today: date
) -> None:
    """Keeps what a signed-out browser sent."""
    session.add(
        HeldAnswer(
            municipality_id=municipality, token_hash=token_hash, sealed=sealed, kept_on=today
        )
    )


def take_held(session: Session, municipality: UUID, token_hash: bytes) -> bytes | None:
    """What was kept, once; None when there is nothing."""
    found = session.get(HeldAnswer, (municipality, token_hash))
    if found is None:
        return None
    session.delete(found)
    return found.sealed
