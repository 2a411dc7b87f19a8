"""Course texts become immutable versions that a municipality's learners read."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from elearn.domain.content.compiled import CompiledModule, compile_module, dump
from elearn.domain.content.course import Course as CourseFile
from elearn.domain.content.course import Library, ModuleText, Publication
from elearn.services.banks import sync_banks
from elearn.services.meeting_pages import sync_meeting_pages
from elearn.services.route_register import sync_routes
from elearn.services.search_index import index_glossary, index_text
from elearn.services.shelf import (
    VARIANT_CODES,
    Conflict,
    Shelf,
    SyncReport,
    mark_synced,
    store_blobs,
    store_media,
)
from elearn.services.withdrawal import bring_back, settle, withdraw
from elearn.store.db import Session
from elearn.store.models import (
    Course,
    Module,
    ModuleVersion,
    SyncMark,
)
from elearn.store.models import ModuleText as StoredText
from elearn.store.queries import published


def sync(
    session: Session,
    municipality: UUID,
    library: Library,
    files: Mapping[str, bytes],
    *,
    with_numbers: bool,
    now: datetime,
) -> SyncReport:
    """Publishes what changed since the last sync; keeps every earlier version.

    *files* are the bytes that *library* was read from, by path. *with_numbers* also takes the
    telephone numbers of the routes register: those of a demo are invented, so a real
    municipality enters its own first, and what needs a missing one waits.
    """
    shelf = Shelf(session, municipality, now, SyncReport())
    sync_routes(shelf, library.routes.values(), with_numbers=with_numbers)
    empty_routes = published.empty_routes(session, municipality)
    for course in library.courses.values():
        _sync_course(shelf, course)
        every = [text for text in library.modules.values() if text.course == course.id]
        texts = [text for text in every if not library.is_bank(text)]
        banks = [text for text in every if library.is_bank(text)]
        for text in sorted(texts, key=lambda text: (bool(text.front.translation_of), text.file)):
            if text.front.status is Publication.PUBLISHED:
                _sync_text(shelf, library, text, files[text.file], empty_routes)
        _withdraw_absent(shelf, course, texts)
        sync_banks(shelf, library, course, banks)
        sync_meeting_pages(shelf, library, course)
    index_glossary(shelf, library)
    settle(shelf)
    return shelf.report


def _sync_course(shelf: Shelf, course: CourseFile) -> None:
    found = shelf.session.get(Course, (shelf.municipality, course.id))
    if found is None:
        found = Course(municipality_id=shelf.municipality, id=course.id, published_at=shelf.now)
        shelf.session.add(found)
    found.titles = dict(course.title)
    found.summaries = dict(course.summary)
    found.default_duty = _default_duty(course)
    found.need = course.need.value
    shelf.session.flush()
    for position, module_id in enumerate(course.modules):
        module = shelf.session.get(Module, (shelf.municipality, course.id, module_id))
        if module is not None:
            module.position = position


def _default_duty(course: CourseFile) -> dict[str, Any]:
    if course.duty is None:
        return {}
    return {
        "due_days": course.duty.due_days,
        "valid_days": course.duty.valid_days,
        "renewal_days": course.duty.renewal_days,
    }


def _sync_text(
    shelf: Shelf, library: Library, text: ModuleText, source: bytes, empty_routes: frozenset[str]
) -> None:
    digest = hashlib.sha256(source).hexdigest()
    mark = shelf.session.get(SyncMark, (shelf.municipality, text.file))
    compiled = compile_module(text, library)
    body = dump(compiled)
    current = published.current_text(
        shelf.session,
        shelf.municipality,
        text.course,
        text.front.id,
        text.front.language,
        VARIANT_CODES[text.front.variant],
    )
    compiled_digest = hashlib.sha256(body).hexdigest()
    if current is not None and current.compiled_digest == compiled_digest:
        mark_synced(shelf, text.file, digest, mark)
        _bring_back(shelf, text)
        shelf.report.unchanged += 1
        return
    conflict = _conflict(shelf, text, compiled, current, mark, empty_routes)
    if conflict is not None:
        shelf.report.conflicts.append(conflict)
        return
    store_blobs(shelf, {digest: source, compiled_digest: body})
    store_media(shelf, library, compiled.media)
    if not text.front.translation_of:
        _store_version(shelf, library, text, compiled)
    _store_text(shelf, text, compiled, digest, compiled_digest)
    index_text(shelf, text, compiled)
    mark_synced(shelf, text.file, digest, mark)
    shelf.report.published.append(text.file)


def _bring_back(shelf: Shelf, text: ModuleText) -> None:
    """A module that was withdrawn and is offered again in the same words."""
    module = shelf.session.get(Module, (shelf.municipality, text.course, text.front.id))
    if module is not None:
        bring_back(shelf, module)


def _conflict(
    shelf: Shelf,
    text: ModuleText,
    compiled: CompiledModule,
    current: StoredText | None,
    mark: SyncMark | None,
    empty_routes: frozenset[str],
) -> Conflict | None:
    missing = sorted({slot.split(".")[1] for slot in compiled.slots} & empty_routes)
    if missing:
        return Conflict("route-empty", text.file, {"routes": ", ".join(missing)})
    if current is not None and (mark is None or mark.digest != current.source_digest):
        return Conflict("edited-elsewhere", text.file, {"title": current.title})
    module = shelf.session.get(Module, (shelf.municipality, text.course, text.front.id))
    is_current = module is not None and module.version == compiled.version
    if text.front.translation_of:
        return None if is_current else Conflict("source-not-published", text.file)
    version = published.version_numbered(
        shelf.session, shelf.municipality, text.course, text.front.id, compiled.version_label
    )
    if version is None or is_current:
        return None
    code = "version-outdated" if version.digest == compiled.version else "version-not-raised"
    return Conflict(code, text.file, {"version": compiled.version_label})


def _store_version(
    shelf: Shelf, library: Library, text: ModuleText, compiled: CompiledModule
) -> None:
    key = (shelf.municipality, text.course, text.front.id)
    module = shelf.session.get(Module, key)
    if module is None:
        position = library.courses[text.course].modules.index(text.front.id)
        module = Module(
            municipality_id=shelf.municipality,
            course_id=text.course,
            id=text.front.id,
            position=position,
        )
        shelf.session.add(module)
    module.version = compiled.version
    bring_back(shelf, module)
    shelf.session.flush()
    if shelf.session.get(ModuleVersion, (*key, compiled.version)) is None:
        shelf.session.add(
            ModuleVersion(
                municipality_id=shelf.municipality,
                course_id=text.course,
                module_id=text.front.id,
                digest=compiled.version,
                number=compiled.version_label,
                source_language=compiled.language,
                published_at=shelf.now,
                change=compiled.change.value,
                retake=compiled.retake.value,
            )
        )
        shelf.session.flush()


def _store_text(
    shelf: Shelf, text: ModuleText, compiled: CompiledModule, digest: str, compiled_digest: str
) -> None:
    variant = VARIANT_CODES[compiled.variant]
    published.supersede_texts(
        shelf.session,
        shelf.municipality,
        text.course,
        text.front.id,
        compiled.version,
        compiled.language,
        variant,
    )
    shelf.session.merge(
        StoredText(
            municipality_id=shelf.municipality,
            course_id=text.course,
            module_id=text.front.id,
            version=compiled.version,
            language=compiled.language,
            variant=variant,
            source_digest=digest,
            compiled_digest=compiled_digest,
            is_current=True,
            title=compiled.title,
            objective=compiled.objective,
            minutes=compiled.minutes or 0,
            published_at=shelf.now,
            reviewed_on=compiled.reviewed,
            review_by=compiled.review_by,
        )
    )
    shelf.session.flush()


def _withdraw_absent(shelf: Shelf, course: CourseFile, texts: Iterable[ModuleText]) -> None:
    offered = {
        text.front.id
        for text in texts
        if text.front.id in course.modules and text.front.status is not Publication.WITHDRAWN
    }
    for module in published.modules_of(shelf.session, shelf.municipality, course.id):
        if module.id not in offered and module.withdrawn_at is None:
            withdraw(shelf, module)
