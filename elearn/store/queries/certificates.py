"""What has somebody completed, course by course, and which certificates of it are there?"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import exists, select

from elearn.domain.content.routes import in_language
from elearn.domain.record.certificate import Cycle, Measure
from elearn.domain.record.duty import Need
from elearn.store.db import Session
from elearn.store.models import Certificate, Course, Duty, Evidence, Module, StatusPeriod


def measures(session: Session, municipality: UUID, person: UUID) -> list[Measure]:
    """By what each course that *person* has taken something of counts: as the duties that have
    concerned them ask, or where there is none all of it, for good."""
    taken = list(
        session.scalars(
            select(Evidence.course_id)
            .where(Evidence.municipality_id == municipality, Evidence.person_id == person)
            .distinct()
        )
    )
    asked = session.scalars(
        select(Duty).where(
            Duty.municipality_id == municipality,
            Duty.course_id.in_(taken),
            exists().where(
                StatusPeriod.municipality_id == municipality,
                StatusPeriod.duty_id == Duty.id,
                StatusPeriod.person_id == person,
            ),
        )
    )
    found = [
        Measure(duty.course_id, tuple(duty.modules), Need(duty.need), duty.valid_days)
        for duty in asked
    ]
    without = set(taken) - {measure.course for measure in found}
    return [*found, *_whole_courses(session, municipality, without)]


def _whole_courses(session: Session, municipality: UUID, courses: set[str]) -> Iterator[Measure]:
    rows = session.execute(
        select(Course.id, Course.need, Module.id)
        .join(
            Module,
            (Module.municipality_id == Course.municipality_id) & (Module.course_id == Course.id),
        )
        .where(
            Course.municipality_id == municipality,
            Course.id.in_(courses),
            Module.withdrawn_at.is_(None),
        )
        .order_by(Course.id, Module.position, Module.id)
    )
    modules: dict[tuple[str, str], list[str]] = {}
    for course, need, module in rows:
        modules.setdefault((course, need), []).append(module)
    for (course, need), each in modules.items():
        yield Measure(course, tuple(each), Need(need), None)


def certificate(session: Session, municipality: UUID, id: UUID) -> Certificate | None:
    return session.get(Certificate, (municipality, id))


def certificate_of(
    session: Session, municipality: UUID, person: UUID, cycle: Cycle
) -> Certificate | None:
    """The one that says what *cycle* does, if it was made before."""
    rows = session.scalars(
        select(Certificate)
        .where(
            Certificate.municipality_id == municipality,
            Certificate.person_id == person,
            Certificate.course_id == cycle.course,
            Certificate.completed_on == cycle.completed_on,
        )
        .order_by(Certificate.id)
    )
    wanted = [str(row) for row in cycle.rows]
    return next(
        (
            row
            for row in rows
            if row.evidence_ids == wanted and row.valid_until == cycle.valid_until
        ),
        None,
    )


def course_titles(session: Session, municipality: UUID, language: str) -> dict[str, str]:
    """By course; one without modules too, for a certificate outlives them."""
    rows = session.execute(
        select(Course.id, Course.titles).where(Course.municipality_id == municipality)
    )
    return {course: in_language(titles, language) for course, titles in rows}


def titles_by_language(session: Session, municipality: UUID, course: str) -> dict[str, str]:
    """Empty for a course that is not there."""
    row = session.get(Course, (municipality, course))
    return dict(row.titles) if row else {}
