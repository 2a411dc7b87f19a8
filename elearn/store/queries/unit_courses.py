"""Which courses can units be looked at by, and is one of them asked of anybody?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from elearn.domain.people.intervals import Interval
from elearn.store.db import Session
from elearn.store.models import Course, Duty


@dataclass(frozen=True, slots=True)
class UnitCourse:
    id: str
    titles: Mapping[str, str]
    """By language."""
    duties: tuple[UUID, ...]
    """All for it, ended ones too: they explain the past."""
    is_asked: bool
    """Whether one of them runs on the day in question."""

    def title(self, language: str) -> str:
        return self.titles.get(language) or next(iter(self.titles.values()), self.id)


def unit_courses(session: Session, municipality: UUID, day: date) -> list[UnitCourse]:
    """Every published course, those with a duty first, what has been asked for longest before the
    others; then the older first."""
    duties = session.execute(
        select(Duty.id, Duty.course_id, Duty.from_on, Duty.to_on)
        .where(Duty.municipality_id == municipality)
        .order_by(Duty.from_on, Duty.id)
    ).all()
    asked: dict[str, date] = {}
    for each in duties:
        if Interval(each.from_on, each.to_on).contains(day):
            asked.setdefault(each.course_id, each.from_on)
    rows = session.execute(
        select(Course.id, Course.titles)
        .where(Course.municipality_id == municipality)
        .order_by(Course.published_at, Course.id)
    )
    found = [
        UnitCourse(
            course,
            titles,
            tuple(each.id for each in duties if each.course_id == course),
            course in asked,
        )
        for course, titles in rows
    ]
    return sorted(found, key=lambda each: asked.get(each.id, date.max))
