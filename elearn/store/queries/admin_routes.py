"""The contact routes as their editor sees them, and where course texts show them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from elearn.store.db import Session
from elearn.store.models import Module, ModuleText, Route
from elearn.store.queries.catalogue import compiled

SLOT = "lokal."


@dataclass(frozen=True, slots=True)
class Place:
    """A published text that shows a route."""

    course: str
    module: str
    title: str


def route_rows(session: Session, municipality: UUID) -> Sequence[Route]:
    """In the order of the card; the views sort."""
    return session.scalars(
        select(Route)
        .where(Route.municipality_id == municipality)
        .order_by(Route.position, Route.key)
    ).all()


def route_of(session: Session, municipality: UUID, key: str) -> Route | None:
    return session.get(Route, (municipality, key))


def count_expired(session: Session, municipality: UUID, today: date) -> int:
    """Those that somebody once vouched for and nobody does today."""
    return _count(session, municipality, Route.verified_until < today)


def count_never_verified(session: Session, municipality: UUID) -> int:
    return _count(session, municipality, Route.verified_until.is_(None))


def _count(session: Session, municipality: UUID, condition: ColumnElement[bool]) -> int:
    rows = select(func.count()).select_from(Route)
    return session.scalar(rows.where(Route.municipality_id == municipality, condition)) or 0


def last_position(session: Session, municipality: UUID) -> int:
    found = session.scalar(
        select(func.max(Route.position)).where(Route.municipality_id == municipality)
    )
    return -1 if found is None else found


def places_of(session: Session, municipality: UUID) -> dict[str, list[Place]]:
    """By route key, each published module once."""
    rows = session.execute(
        select(
            ModuleText.course_id,
            ModuleText.module_id,
            ModuleText.title,
            ModuleText.compiled_digest,
        )
        .join(
            Module,
            (Module.municipality_id == ModuleText.municipality_id)
            & (Module.course_id == ModuleText.course_id)
            & (Module.id == ModuleText.module_id)
            & (Module.version == ModuleText.version),
        )
        .where(
            ModuleText.municipality_id == municipality,
            ModuleText.is_current.is_(True),
            Module.withdrawn_at.is_(None),
        )
        .order_by(ModuleText.course_id, Module.position, ModuleText.language.desc())
    ).all()
    found: dict[str, dict[tuple[str, str], Place]] = defaultdict(dict)
    for row in rows:
        for slot in compiled(session, row.compiled_digest).slots:
            if slot.startswith(SLOT):
                key = slot.removeprefix(SLOT).partition(".")[0]
                place = Place(row.course_id, row.module_id, row.title)
                found[key].setdefault((row.course_id, row.module_id), place)
    return {key: list(places.values()) for key, places in found.items()}
