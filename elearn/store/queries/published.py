"""What is published already: the questions a sync asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select, update

from elearn.domain.content.course import Retake
from elearn.store.db import Session
from elearn.store.models import (
    CaseBank,
    MeetingPage,
    Module,
    ModuleText,
    ModuleVersion,
    Route,
    SearchEntry,
)


def current_text(
    session: Session, municipality: UUID, course: str, module: str, language: str, variant: str
) -> ModuleText | None:
    """The text of the module's current version, or None."""
    return session.scalar(
        select(ModuleText)
        .join(
            Module,
            (Module.municipality_id == ModuleText.municipality_id)
            & (Module.course_id == ModuleText.course_id)
            & (Module.id == ModuleText.module_id)
            & (Module.version == ModuleText.version),
        )
        .where(
            ModuleText.municipality_id == municipality,
            ModuleText.course_id == course,
            ModuleText.module_id == module,
            ModuleText.language == language,
            ModuleText.variant == variant,
            ModuleText.is_current,
        )
    )


def version_numbered(
    session: Session, municipality: UUID, course: str, module: str, number: str
) -> ModuleVersion | None:
    return session.scalar(
        select(ModuleVersion).where(
            ModuleVersion.municipality_id == municipality,
            ModuleVersion.course_id == course,
            ModuleVersion.module_id == module,
            ModuleVersion.number == number,
        )
    )


@dataclass(frozen=True, slots=True)
class Since:
    """What was published after a version."""

    label: str
    """What its author calls that version."""
    retakes: frozenset[Retake]
    """What the later ones ask of those who did the one before."""


def versions_since(
    session: Session, municipality: UUID, course: str, module: str, version: str
) -> Since | None:
    """None when *version* is none of ours."""
    found = session.get(ModuleVersion, (municipality, course, module, version))
    if found is None:
        return None
    retakes = session.scalars(
        select(ModuleVersion.retake).where(
            ModuleVersion.municipality_id == municipality,
            ModuleVersion.course_id == course,
            ModuleVersion.module_id == module,
            ModuleVersion.published_at > found.published_at,
        )
    )
    return Since(found.number, frozenset(map(Retake, retakes)))


def modules_of(session: Session, municipality: UUID, course: str) -> Sequence[Module]:
    """In the order of learning, withdrawn ones too."""
    return session.scalars(
        select(Module)
        .where(Module.municipality_id == municipality, Module.course_id == course)
        .order_by(Module.position, Module.id)
    ).all()


def banks_of(session: Session, municipality: UUID, course: str) -> Sequence[CaseBank]:
    """The published banks of cases of *course*, in every language."""
    return session.scalars(
        select(CaseBank).where(
            CaseBank.municipality_id == municipality, CaseBank.course_id == course
        )
    ).all()


def meeting_pages_of(session: Session, municipality: UUID, course: str) -> Sequence[MeetingPage]:
    """The published meeting pages of *course*, in every language."""
    return session.scalars(
        select(MeetingPage).where(
            MeetingPage.municipality_id == municipality, MeetingPage.course_id == course
        )
    ).all()


def supersede_texts(
    session: Session,
    municipality: UUID,
    course: str,
    module: str,
    version: str,
    language: str,
    variant: str,
) -> None:
    """Earlier texts of that version and language stay readable but are no longer shown."""
    session.execute(
        update(ModuleText)
        .where(
            ModuleText.municipality_id == municipality,
            ModuleText.course_id == course,
            ModuleText.module_id == module,
            ModuleText.version == version,
            ModuleText.language == language,
            ModuleText.variant == variant,
        )
        .values(is_current=False)
    )


def forget_search(
    session: Session,
    municipality: UUID,
    course: str,
    module: str | None = None,
    language: str | None = None,
) -> None:
    statement = delete(SearchEntry).where(
        SearchEntry.municipality_id == municipality, SearchEntry.course_id == course
    )
    if module is not None:
        statement = statement.where(SearchEntry.module_id == module)
    if language is not None:
        statement = statement.where(SearchEntry.language == language)
    session.execute(statement)


def empty_routes(session: Session, municipality: UUID) -> frozenset[str]:
    """The keys of routes that lead nowhere yet."""
    return frozenset(
        session.scalars(
            select(Route.key).where(
                Route.municipality_id == municipality, Route.phone == "", Route.url == ""
            )
        )
    )
