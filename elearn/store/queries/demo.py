"""What does a municipality hold before invented people move in?"""

from uuid import UUID

from sqlalchemy import exists, select

from elearn.domain.record.duty import Need
from elearn.store.db import Session
from elearn.store.models import Course, Module, Person


def has_people(session: Session, municipality: UUID) -> bool:
    return bool(session.scalar(select(exists().where(Person.municipality_id == municipality))))


def courses_for_all(
    session: Session, municipality: UUID
) -> list[tuple[str, Need, tuple[tuple[str, str], ...]]]:
    """Each course that proposes a duty, whether it asks for all or one of its modules, and those
    that can be taken, in order, with their current versions. A course that proposes none is
    voluntary.
    """
    rows = session.execute(
        select(Module.course_id, Module.id, Module.version, Course.default_duty, Course.need)
        .join(Course, (Course.municipality_id == municipality) & (Course.id == Module.course_id))
        .where(Module.municipality_id == municipality, Module.withdrawn_at.is_(None))
        .order_by(Module.course_id, Module.position, Module.id)
    )
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for course, module, version, duty, need in rows:
        if duty:
            found.setdefault((course, need), []).append((module, version))
    return [(course, Need(need), tuple(modules)) for (course, need), modules in found.items()]
