"""What does a municipality hold before invented people move in?"""

from datetime import date
from uuid import UUID

from sqlalchemy import exists, select

from elearn.domain.people.permissions import Role
from elearn.domain.record.duty import Need
from elearn.store.db import Session
from elearn.store.models import Course, Duty, Employment, Module, Person, RoleGrant, UnitPlacement


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


def first_duty(session: Session, municipality: UUID) -> Duty | None:
    """The one that has run for longest."""
    return session.scalars(
        select(Duty).where(Duty.municipality_id == municipality).order_by(Duty.from_on, Duty.id)
    ).first()


def managers(session: Session, municipality: UUID) -> list[UUID]:
    """Whoever holds the role themselves, not as a deputy."""
    rows = session.scalars(
        select(RoleGrant.person_id)
        .where(
            RoleGrant.municipality_id == municipality,
            RoleGrant.role == Role.MANAGER.value,
            RoleGrant.is_deputy.is_(False),
        )
        .distinct()
    )
    return sorted(rows)


def top_unit(session: Session, municipality: UUID) -> UUID:
    """The municipality itself."""
    return session.scalars(
        select(UnitPlacement.unit_id).where(
            UnitPlacement.municipality_id == municipality, UnitPlacement.parent_id.is_(None)
        )
    ).one()


def enter_late(session: Session, municipality: UUID, person: UUID, entered_on: date) -> bool:
    """As if a payroll list had brought the sole post of *person* no sooner than *entered_on*;
    False where there are several."""
    posts = session.scalars(
        select(Employment).where(
            Employment.municipality_id == municipality, Employment.person_id == person
        )
    ).all()
    if len(posts) != 1:
        return False
    posts[0].entered_on = entered_on
    return True
