"""Course texts become immutable versions that a municipality's learners read."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from elearn.domain.content.compiled import CompiledModule, compile_module, dump
from elearn.domain.content.course import Course as CourseFile
from elearn.domain.content.course import Library, ModuleText, Publication
from elearn.domain.content.folding import folded
from elearn.domain.content.routes import Route as RouteEntry
from elearn.store.db import Session
from elearn.store.models import (
    ContentBlob,
    Course,
    Media,
    Module,
    ModuleVersion,
    Route,
    SearchEntry,
    SyncMark,
)
from elearn.store.models import ModuleText as StoredText
from elearn.store.queries import published
from elearn.store.upsert import insert_new

ROUTES_FILE = "_shared/routes.yaml"
VARIANT_CODES = {"": "", "lättläst": "lattlast"}


@dataclass(frozen=True)
class Conflict:
    """Something on disk that was left alone."""

    code: str
    file: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass
class SyncReport:
    published: list[str] = field(default_factory=list)
    """Files that became a new version or a new text of one."""
    withdrawn: list[str] = field(default_factory=list)
    """Modules, as course/module, that can no longer be begun."""
    unchanged: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True)
class Shelf:
    """Where a sync writes: one municipality at one moment."""

    session: Session
    municipality: UUID
    now: datetime
    report: SyncReport


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
    _sync_routes(shelf, library.routes.values(), with_numbers=with_numbers)
    empty_routes = published.empty_routes(session, municipality)
    for course in library.courses.values():
        _sync_course(shelf, course)
        texts = [text for text in library.modules.values() if text.course == course.id]
        for text in sorted(texts, key=lambda text: (bool(text.front.translation_of), text.file)):
            if text.front.status is Publication.PUBLISHED:
                _sync_text(shelf, library, text, files[text.file], empty_routes)
        _withdraw_absent(shelf, course, texts)
    _sync_glossary(shelf, library)
    return shelf.report


def _sync_course(shelf: Shelf, course: CourseFile) -> None:
    found = shelf.session.get(Course, (shelf.municipality, course.id))
    if found is None:
        found = Course(municipality_id=shelf.municipality, id=course.id, published_at=shelf.now)
        shelf.session.add(found)
    found.titles = dict(course.title)
    found.summaries = dict(course.summary)
    found.default_duty = _default_duty(course)
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
        _mark(shelf, text.file, digest, mark)
        _bring_back(shelf, text)
        shelf.report.unchanged += 1
        return
    conflict = _conflict(shelf, text, compiled, current, mark, empty_routes)
    if conflict is not None:
        shelf.report.conflicts.append(conflict)
        return
    _store_blobs(shelf, {digest: source, compiled_digest: body})
    _store_media(shelf, library, compiled.media)
    if not text.front.translation_of:
        _store_version(shelf, library, text, compiled)
    _store_text(shelf, text, compiled, digest, compiled_digest)
    _index(shelf, text, compiled)
    _mark(shelf, text.file, digest, mark)
    shelf.report.published.append(text.file)


def _bring_back(shelf: Shelf, text: ModuleText) -> None:
    """A module that was withdrawn and is offered again in the same words."""
    module = shelf.session.get(Module, (shelf.municipality, text.course, text.front.id))
    if module is not None:
        module.withdrawn_at = None


def _conflict(
    shelf: Shelf,
    text: ModuleText,
    compiled: CompiledModule,
    current: StoredText | None,
    mark: SyncMark | None,
    empty_routes: frozenset[str],
) -> Conflict | None:
    missing = sorted(slot for slot in compiled.slots if _route_key(slot) in empty_routes)
    if missing:
        return Conflict("route-empty", text.file, {"routes": ", ".join(missing)})
    if current is not None and (mark is None or mark.digest != current.source_digest):
        return Conflict("edited-elsewhere", text.file, {"title": current.title})
    if text.front.translation_of:
        source = shelf.session.get(
            ModuleVersion,
            (shelf.municipality, text.course, text.front.id, compiled.version),
        )
        return None if source else Conflict("source-not-published", text.file)
    version = published.version_numbered(
        shelf.session, shelf.municipality, text.course, text.front.id, compiled.version_label
    )
    if version is not None and version.digest != compiled.version:
        return Conflict("version-not-raised", text.file, {"version": compiled.version_label})
    return None


def _route_key(slot: str) -> str:
    return slot.split(".")[1]


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
    module.withdrawn_at = None
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


def _store_blobs(shelf: Shelf, bodies: Mapping[str, bytes]) -> None:
    rows = [{"digest": digest, "body": body} for digest, body in sorted(bodies.items())]
    insert_new(shelf.session, ContentBlob, rows)


def _store_media(shelf: Shelf, library: Library, digests: frozenset[str]) -> None:
    for media in library.media.values():
        if media.digest in digests:
            _store_blobs(shelf, {media.digest: media.data})
            row = {
                "municipality_id": shelf.municipality,
                "digest": media.digest,
                "media_type": media.media_type,
                "name": media.path.rsplit("/", 1)[-1],
            }
            insert_new(shelf.session, Media, [row])


def _index(shelf: Shelf, text: ModuleText, compiled: CompiledModule) -> None:
    if compiled.variant:
        return
    published.forget_search(
        shelf.session, shelf.municipality, text.course, text.front.id, compiled.language
    )
    for block, words in compiled.plain.items():
        _add_search(
            shelf, compiled.language, text.course, text.front.id, block, compiled.title, words
        )


def _sync_glossary(shelf: Shelf, library: Library) -> None:
    published.forget_search(shelf.session, shelf.municipality, "")
    for term in library.glossary.values():
        for language, word in term.term.items():
            meaning = term.means.get(language, "")
            _add_search(shelf, language, "", term.key, "", word, meaning)


def _add_search(
    shelf: Shelf, language: str, course: str, module: str, block: str, title: str, text: str
) -> None:
    shelf.session.add(
        SearchEntry(
            municipality_id=shelf.municipality,
            language=language,
            course_id=course,
            module_id=module,
            block_id=block,
            title=title,
            text=text,
            folded=folded(f"{title} {text}"),
        )
    )


def _withdraw_absent(shelf: Shelf, course: CourseFile, texts: Iterable[ModuleText]) -> None:
    offered = {
        text.front.id
        for text in texts
        if text.front.id in course.modules and text.front.status is not Publication.WITHDRAWN
    }
    for module in published.modules_of(shelf.session, shelf.municipality, course.id):
        if module.id not in offered and module.withdrawn_at is None:
            module.withdrawn_at = shelf.now
            shelf.report.withdrawn.append(f"{course.id}/{module.id}")


def _sync_routes(shelf: Shelf, entries: Iterable[RouteEntry], *, with_numbers: bool) -> None:
    """What was changed in the browser since is left alone and reported."""
    for position, entry in enumerate(entries):
        row = shelf.session.get(Route, (shelf.municipality, entry.key))
        name = f"{ROUTES_FILE}#{entry.key}"
        mark = shelf.session.get(SyncMark, (shelf.municipality, name))
        wanted = _route_values(entry, with_numbers=with_numbers)
        if row is None:
            row = Route(municipality_id=shelf.municipality, key=entry.key, position=position)
            shelf.session.add(row)
        elif _fingerprint(_stored_values(row)) == _fingerprint(wanted):
            continue
        elif mark is None or mark.digest != _fingerprint(_stored_values(row)):
            if mark is None or mark.digest != _fingerprint(wanted):
                shelf.report.conflicts.append(Conflict("route-edited-elsewhere", name))
            continue
        for column, value in wanted.items():
            setattr(row, column, value)
        _mark(shelf, name, _fingerprint(wanted), mark)
    shelf.session.flush()


def _route_values(entry: RouteEntry, *, with_numbers: bool) -> dict[str, Any]:
    return {
        "labels": dict(entry.label),
        "phone": entry.phone if with_numbers else "",
        "url": entry.url if with_numbers else "",
        "urgency": entry.urgency.value,
        "age": entry.age.value,
        "role": entry.role,
        "hours": dict(entry.hours) if with_numbers else {},
        "owner": entry.owner,
        "verified_until": entry.verified_until if with_numbers else None,
    }


def _stored_values(row: Route) -> dict[str, Any]:
    columns = ("labels", "phone", "url", "urgency", "age", "role", "hours", "owner")
    values = {column: getattr(row, column) for column in columns}
    return values | {"verified_until": row.verified_until}


def _fingerprint(values: Mapping[str, Any]) -> str:
    text = repr(sorted((name, _plain(value)) for name, value in values.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> str:
    return repr(sorted(value.items())) if isinstance(value, dict) else str(value)


def _mark(shelf: Shelf, path: str, digest: str, mark: SyncMark | None) -> None:
    if mark is None:
        shelf.session.add(SyncMark(municipality_id=shelf.municipality, path=path, digest=digest))
    else:
        mark.digest = digest
