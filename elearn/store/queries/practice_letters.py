"""Who wants a letter about practice? Pseudonyms and sealed rows; nothing is joined to anybody."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select

from elearn.store.db import Session
from elearn.store.models import PracticeLetter


def practice_letters(session: Session, municipality: UUID) -> Sequence[PracticeLetter]:
    return session.scalars(
        select(PracticeLetter).where(PracticeLetter.municipality_id == municipality)
    ).all()


def practice_letter(session: Session, municipality: UUID, key: bytes) -> PracticeLetter | None:
    return session.get(PracticeLetter, (municipality, key))


def drop_practice_letter(session: Session, municipality: UUID, key: bytes) -> None:
    """Nothing happens where there is none."""
    session.execute(
        delete(PracticeLetter).where(
            PracticeLetter.municipality_id == municipality, PracticeLetter.key == key
        )
    )
