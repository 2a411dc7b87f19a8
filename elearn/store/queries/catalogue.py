"""The published courses, and a module's text in the language that a learner reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import and_, case, exists, select

from elearn.domain.content.compiled import CompiledModule, CompiledText, load
from elearn.domain.content.role_text import families_in
from elearn.domain.content.routes import Age, Urgency, in_language
from elearn.domain.content.routes import Route as Way
from elearn.domain.record.duty import Need
from elearn.store.db import Session
from elearn.store.models import (
    ContentBlob,
    Course,
    Media,
    MeetingPage,
    Module,
    ModuleText,
    ModuleVersion,
    Route,
)

KEPT_IN_MEMORY = 256
"""Compiled modules; beyond that all are forgotten and read again as they are asked for."""


@dataclass(frozen=True)
class ModuleLine:
    """A module as a list shows it."""

    course: str
    id: str
    title: str
    objective: str
    minutes: int
    language: str
    version: str
    is_withdrawn: bool


@dataclass(frozen=True)
class CourseLine:
    id: str
    title: str
    summary: str
    modules: tuple[ModuleLine, ...]
    need: Need


@dataclass(frozen=True)
class Reading:
    """A module's text, and what stands around it."""

    module: CompiledModule
    course_title: str
    published_at: datetime
    changed_at: datetime
    reviewed_on: date | None
    review_by: date | None
    is_withdrawn: bool
    languages: tuple[str, ...]
    """Those it can be read in."""
    easy_languages: tuple[str, ...] = ()
    """Those it has an easy-read text in."""
    has_meeting_page: bool = False
    """Whether there is a page for taking it together at a workplace meeting."""

    @cached_property
    def role_families(self) -> frozenset[str]:
        """The beginnings of occupation codes that parts of the text are for."""
        texts = (part for part in self.module.parts if isinstance(part, CompiledText))
        return frozenset(family for text in texts for family in families_in(text.html))


Titles = Mapping[tuple[str, str], ModuleLine]
"""By course and module."""


def courses(
    session: Session, municipality: UUID, language: str, course: str | None = None
) -> list[CourseLine]:
    """All of them, or the one; withdrawn modules are left out. Two questions, however many."""
    chosen = select(Course).where(Course.municipality_id == municipality)
    if course is not None:
        chosen = chosen.where(Course.id == course)
    lines = _module_lines(session, municipality, language)
    return [
        CourseLine(
            row.id,
            in_language(row.titles, language),
            in_language(row.summaries, language),
            tuple(line for line in lines.get(row.id, ()) if not line.is_withdrawn),
            Need(row.need),
        )
        for row in session.scalars(chosen.order_by(Course.id))
    ]


def module_titles(session: Session, municipality: UUID, language: str) -> Titles:
    """Withdrawn ones too: a record outlives a module."""
    every = _module_lines(session, municipality, language)
    return {(line.course, line.id): line for lines in every.values() for line in lines}


def _module_lines(
    session: Session, municipality: UUID, language: str
) -> dict[str, list[ModuleLine]]:
    """In each course's order; each in *language* where there is a text, else in another."""
    rows = session.execute(
        select(
            ModuleText.course_id,
            ModuleText.module_id,
            ModuleText.title,
            ModuleText.objective,
            ModuleText.minutes,
            ModuleText.language,
            ModuleText.version,
            Module.withdrawn_at,
        )
        .join(Module, _CURRENT_VERSION)
        .where(
            ModuleText.municipality_id == municipality,
            ModuleText.is_current,
            ModuleText.variant == "",
        )
        .order_by(
            Module.course_id,
            Module.position,
            Module.id,
            case((ModuleText.language == language, 0), else_=1),
            ModuleText.language.desc(),
        )
    )
    found: dict[str, list[ModuleLine]] = {}
    for row in rows:
        lines = found.setdefault(row.course_id, [])
        if not lines or lines[-1].id != row.module_id:
            lines.append(
                ModuleLine(
                    row.course_id,
                    row.module_id,
                    row.title,
                    row.objective,
                    row.minutes,
                    row.language,
                    row.version,
                    row.withdrawn_at is not None,
                )
            )
    return found


_CURRENT_VERSION = and_(
    Module.municipality_id == ModuleText.municipality_id,
    Module.course_id == ModuleText.course_id,
    Module.id == ModuleText.module_id,
    Module.version == ModuleText.version,
)


_HAS_MEETING_PAGE = (
    exists()
    .where(
        MeetingPage.municipality_id == ModuleText.municipality_id,
        MeetingPage.course_id == ModuleText.course_id,
        MeetingPage.module_id == ModuleText.module_id,
    )
    .label("has_meeting_page")
)


def reading(
    session: Session,
    municipality: UUID,
    course: str,
    module: str,
    language: str,
    version: str | None = None,
    *,
    easily: bool = False,
) -> Reading | None:
    """The text of *version*, or of the current one, in *language* if there is one.

    With *easily* the easy-read text of that language, where there is one.
    """
    wanted = ModuleText.version == (Module.version if version is None else version)
    rows = session.execute(
        select(
            ModuleText.language,
            ModuleText.variant,
            ModuleText.compiled_digest,
            ModuleText.published_at,
            ModuleText.reviewed_on,
            ModuleText.review_by,
            ModuleVersion.published_at.label("version_published_at"),
            ModuleVersion.source_language,
            Module.withdrawn_at,
            Course.titles,
            _HAS_MEETING_PAGE,
        )
        .join(
            Module,
            and_(
                Module.municipality_id == ModuleText.municipality_id,
                Module.course_id == ModuleText.course_id,
                Module.id == ModuleText.module_id,
            ),
        )
        .join(
            ModuleVersion,
            and_(
                ModuleVersion.municipality_id == ModuleText.municipality_id,
                ModuleVersion.course_id == ModuleText.course_id,
                ModuleVersion.module_id == ModuleText.module_id,
                ModuleVersion.digest == ModuleText.version,
            ),
        )
        .join(
            Course,
            and_(
                Course.municipality_id == ModuleText.municipality_id,
                Course.id == ModuleText.course_id,
            ),
        )
        .where(
            ModuleText.municipality_id == municipality,
            ModuleText.course_id == course,
            ModuleText.module_id == module,
            ModuleText.is_current,
            wanted,
        )
    ).all()
    by_language = {row.language: row for row in rows if not row.variant}
    if not by_language:
        return None
    easy = {row.language: row for row in rows if row.variant}
    first = by_language.get(rows[0].source_language) or next(iter(by_language.values()))
    row = by_language.get(language, first)
    if easily:
        row = easy.get(row.language, row)
    return Reading(
        module=compiled(session, row.compiled_digest),
        course_title=in_language(row.titles, row.language),
        published_at=row.version_published_at,
        changed_at=row.published_at,
        reviewed_on=row.reviewed_on,
        review_by=row.review_by,
        is_withdrawn=row.withdrawn_at is not None,
        languages=tuple(sorted(by_language)),
        easy_languages=tuple(sorted(easy)),
        has_meeting_page=row.has_meeting_page,
    )


def compiled(session: Session, digest: str) -> CompiledModule:
    """Immutable, so that it is read from the database once and then kept in memory."""
    found = _KEPT.get(digest)
    if found is None:
        body = session.scalars(select(ContentBlob.body).where(ContentBlob.digest == digest)).one()
        if len(_KEPT) >= KEPT_IN_MEMORY:
            _KEPT.clear()
        found = _KEPT.setdefault(digest, load(body))
    return found


_KEPT: dict[str, CompiledModule] = {}
"""By digest. Threads may load the same one twice; it is the same."""


def media(session: Session, municipality: UUID, digest: str) -> tuple[str, bytes] | None:
    """Media type and bytes of what a published text of this municipality shows."""
    row = session.execute(
        select(Media.media_type, ContentBlob.body)
        .join(ContentBlob, ContentBlob.digest == Media.digest)
        .where(Media.municipality_id == municipality, Media.digest == digest)
    ).first()
    return (row.media_type, row.body) if row else None


def routes(session: Session, municipality: UUID) -> list[Way]:
    """The register of contact routes, in its order."""
    rows = session.scalars(
        select(Route)
        .where(Route.municipality_id == municipality)
        .order_by(Route.position, Route.key)
    )
    return [
        Way(
            key=row.key,
            label=row.labels,
            phone=row.phone,
            url=row.url,
            urgency=Urgency(row.urgency),
            age=Age(row.age),
            role=row.role,
            hours=row.hours,
            owner=row.owner,
            verified_until=row.verified_until,
        )
        for row in rows
    ]
