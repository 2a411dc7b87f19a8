"""What does a municipality hold before invented people move in?"""

from uuid import UUID

from sqlalchemy import exists, select

from elearn.store.db import Session
from elearn.store.models import Course, Module, Person


def has_people(session: Session, municipality: UUID) -> bool:
    return bool(session.scalar(select(exists().where(Person.municipality_id == municipality))))


def courses_for_all(
    session: Session, municipality: UUID
) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Each course that proposes a duty, with its modules that can be taken, in order, and their
    current versions. A course that proposes none is voluntary.
    """
    rows = session.execute(
        select(Module.course_id, Module.id, Module.version, Course.default_duty)
        .join(Course, (Course.municipality_id == municipality) & (Course.id == Module.course_id))
        .where(Module.municipality_id == municipality, Module.withdrawn_at.is_(None))
        .order_by(Module.course_id, Module.position, Module.id)
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for course, module, version, duty in rows:
        if duty:
            found.setdefault(course, []).append((module, version))
    return [(course, tuple(modules)) for course, modules in found.items()]
