"""How modules are taken together at a workplace meeting, in the language of whoever leads it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, select

from elearn.domain.content.compiled import CompiledModule
from elearn.domain.content.routes import in_language
from elearn.store.db import Session
from elearn.store.models import Course, MeetingPage, Module
from elearn.store.queries.catalogue import compiled


@dataclass(frozen=True)
class MeetingLine:
    """A meeting page as a list shows it."""

    module: str
    title: str
    minutes: int
    language: str


@dataclass(frozen=True)
class CourseMeetings:
    course: str
    title: str
    lines: tuple[MeetingLine, ...]
    """In the order of the course."""


def meeting_text(
    session: Session, municipality: UUID, course: str, module: str, language: str
) -> CompiledModule | None:
    """The meeting page of *module* in *language*, or else in another; None where there is none."""
    found = _offered(municipality, language).where(
        MeetingPage.course_id == course, MeetingPage.module_id == module
    )
    row = session.execute(found.limit(1)).first()
    return compiled(session, row.compiled_digest) if row else None


def meetings(session: Session, municipality: UUID, language: str) -> list[CourseMeetings]:
    """All there are, by course; each in *language*, or else in another."""
    found: dict[str, dict[str, MeetingLine]] = {}
    titles: dict[str, str] = {}
    for row in session.execute(_offered(municipality, language)):
        titles[row.course_id] = in_language(row.titles, language)
        line = MeetingLine(row.module_id, row.title, row.minutes, row.language)
        found.setdefault(row.course_id, {}).setdefault(row.module_id, line)
    return [
        CourseMeetings(course, titles[course], tuple(lines.values()))
        for course, lines in found.items()
    ]


def _offered(municipality: UUID, language: str) -> Select[Any, Any, Any, Any, Any, Any, Any]:
    """By course and module in their order, those in *language* first."""
    return (
        select(
            MeetingPage.course_id,
            MeetingPage.module_id,
            MeetingPage.language,
            MeetingPage.title,
            MeetingPage.minutes,
            MeetingPage.compiled_digest,
            Course.titles,
        )
        .join(
            Module,
            and_(
                Module.municipality_id == MeetingPage.municipality_id,
                Module.course_id == MeetingPage.course_id,
                Module.id == MeetingPage.module_id,
            ),
        )
        .join(
            Course,
            and_(
                Course.municipality_id == MeetingPage.municipality_id,
                Course.id == MeetingPage.course_id,
            ),
        )
        .where(MeetingPage.municipality_id == municipality, Module.withdrawn_at.is_(None))
        .order_by(
            MeetingPage.course_id,
            Module.position,
            Module.id,
            case((MeetingPage.language == language, 0), else_=1),
            MeetingPage.language.desc(),
        )
    )
