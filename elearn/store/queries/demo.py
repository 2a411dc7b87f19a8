"""What does a municipality hold before invented people move in?"""

from uuid import UUID

from sqlalchemy import exists, select

from elearn.store.db import Session
from elearn.store.models import Module, Person


def has_people(session: Session, municipality: UUID) -> bool:
    return bool(session.scalar(select(exists().where(Person.municipality_id == municipality))))


def learnable_courses(
    session: Session, municipality: UUID
) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Each course with its modules that can be taken, in order, and their current versions."""
    rows = session.execute(
        select(Module.course_id, Module.id, Module.version)
        .where(Module.municipality_id == municipality, Module.withdrawn_at.is_(None))
        .order_by(Module.course_id, Module.position, Module.id)
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for course, module, version in rows:
        found.setdefault(course, []).append((module, version))
    return [(course, tuple(modules)) for course, modules in found.items()]
