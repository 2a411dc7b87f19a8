"""Which modules were out of use when, and which duties wait for them?"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from elearn.domain.people.intervals import Days, Interval, contains, union
from elearn.domain.record.duty import Need, days_withdrawn
from elearn.store.db import Session
from elearn.store.models import Duty, ModuleGap

Gaps = dict[str, dict[str, Days]]
"""By course and module; a module that was always there is absent."""


def module_gaps(session: Session, municipality: UUID) -> Gaps:
    rows = session.execute(
        select(ModuleGap.course_id, ModuleGap.module_id, ModuleGap.from_on, ModuleGap.to_on).where(
            ModuleGap.municipality_id == municipality
        )
    )
    found: dict[str, dict[str, list[Interval]]] = defaultdict(lambda: defaultdict(list))
    for course, module, from_on, to_on in rows:
        found[course][module].append(Interval(from_on, to_on))
    return {
        course: {module: union(days) for module, days in gaps.items()}
        for course, gaps in found.items()
    }


def open_gap(session: Session, municipality: UUID, course: str, module: str) -> ModuleGap | None:
    return session.scalars(
        select(ModuleGap).where(
            ModuleGap.municipality_id == municipality,
            ModuleGap.course_id == course,
            ModuleGap.module_id == module,
            ModuleGap.to_on.is_(None),
        )
    ).first()


def modules_asked_for(session: Session, municipality: UUID) -> set[tuple[str, str]]:
    """Course and module of whatever a duty asks for, or ever did."""
    rows = session.execute(
        select(Duty.course_id, Duty.modules).where(Duty.municipality_id == municipality)
    )
    return {(course, module) for course, modules in rows for module in modules}


def waiting_duties(
    session: Session, municipality: UUID, duties: Collection[UUID], day: date
) -> set[UUID]:
    """Those of *duties* that run on *day* and wait for a module that is out of use."""
    gaps = module_gaps(session, municipality)
    if not gaps:
        return set()
    rows = session.execute(
        select(Duty.id, Duty.course_id, Duty.need, Duty.modules).where(
            Duty.municipality_id == municipality,
            Duty.id.in_(duties),
            Duty.from_on <= day,
            or_(Duty.to_on.is_(None), Duty.to_on > day),
        )
    )
    return {
        row.id
        for row in rows
        if contains(days_withdrawn(Need(row.need), row.modules, gaps.get(row.course_id, {})), day)
    }
