"""The files of `courses/` → Library, or every mistake in them at once.

Files come as bytes by path, relative to `courses/` and with `/` between folders; whoever calls
has read them. A folder is a course when it has a `course.yaml`; other folders, files in the
root and files with a name that begins with a dot are left alone.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from elearn.domain.content import digest
from elearn.domain.content.course import (
    EASY_READ,
    MEETING_SUFFIX,
    STANDARD,
    Course,
    Library,
    Media,
    ModuleText,
)
from elearn.domain.content.links import media_of
from elearn.domain.content.media import read_media
from elearn.domain.content.modules import read_module
from elearn.domain.content.record import LANGUAGE
from elearn.domain.content.registers import REGISTERS, read_course
from elearn.domain.content.source import Mistakes, lines_of
from elearn.domain.errors import ContentError, ContentErrors

SHARED = "_shared"

_MODULE_FILE = re.compile(r"\d{2}-([a-z0-9]+(?:-[a-z0-9]+)*)(\.[a-z]+)?\.md")
_VARIANT_BY_SUFFIX = {None: STANDARD, ".lattlast": EASY_READ, MEETING_SUFFIX: STANDARD}


def parse_library(files: Mapping[str, bytes]) -> Library:
    """Everything in *files*. Raises: ContentErrors with all there is to mend."""
    library, errors = read_library(files)
    if errors:
        raise ContentErrors(errors)
    return library


def read_library(files: Mapping[str, bytes]) -> tuple[Library, tuple[ContentError, ...]]:
    """What could be read of *files*, and what is wrong with the rest, by file and line.

    A module with mistakes is in the library with the blocks that have none.
    """
    reading = _Reading({PurePosixPath(path).parts[0] for path in files if _is_course_file(path)})
    for path in sorted(files):
        reading.read(PurePosixPath(path), files[path])
    reading.note_absent_modules()
    errors = sorted(reading.errors, key=lambda error: (error.file, error.line))
    return reading.library(), tuple(errors)


def _is_course_file(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return len(parts) == 2 and parts[1] == "course.yaml" and parts[0] != SHARED


@dataclass
class _Reading:
    """What has been read so far."""

    course_ids: set[str]
    errors: list[ContentError] = field(default_factory=list)
    courses: dict[str, Course] = field(default_factory=dict)
    modules: list[ModuleText] = field(default_factory=list)
    unreadable: set[tuple[str, str]] = field(default_factory=set)
    """Course and, by its file's name, id of each module that could not be read at all."""
    meeting_pages: list[ModuleText] = field(default_factory=list)
    media: dict[str, Media] = field(default_factory=dict)
    registers: dict[str, dict[str, Any]] = field(default_factory=dict)
    register_files: dict[str, str] = field(default_factory=dict)

    def read(self, path: PurePosixPath, data: bytes) -> None:
        """Read the one file at *path*, if it is any of ours."""
        mistakes = Mistakes(str(path))
        match path.parts:
            case parts if any(part.startswith(".") for part in parts):
                return
            case (folder, "course.yaml") if folder in self.course_ids:
                course = read_course(folder, lines_of(data, mistakes), mistakes)
                self.courses |= {folder: course} if course else {}
            case (folder, "media", *_) if folder in self.course_ids or folder == SHARED:
                media = read_media(str(path), data, mistakes)
                self.media |= {media.path: media} if media else {}
            case (folder, language, name) if folder in self.course_ids and name.endswith(".md"):
                self._read_module(folder, language, name, data, mistakes)
            case ("_shared", name) if name.removesuffix(".yaml") in REGISTERS:
                self._read_register(name.removesuffix(".yaml"), data, mistakes)
        self.errors.extend(mistakes.errors)

    def _read_module(
        self, course: str, language: str, name: str, data: bytes, mistakes: Mistakes
    ) -> None:
        lines = lines_of(data, mistakes)
        module = read_module(course, lines, mistakes) if lines else None
        if module is None:
            named = _MODULE_FILE.fullmatch(name)
            self.unreadable |= {(course, named[1])} if named else set()
            return
        _note_misfiled(module, language, name, mistakes)
        beside = self.meeting_pages if module.is_meeting_page else self.modules
        if any(one.key == module.key for one in beside):
            mistakes.add("module-twice", 1, id=module.front.id)
        else:
            beside.append(module)

    def _read_register(self, name: str, data: bytes, mistakes: Mistakes) -> None:
        self.registers[name] = REGISTERS[name](lines_of(data, mistakes), mistakes)
        self.register_files[name] = mistakes.file

    def note_absent_modules(self) -> None:
        """Note where a course's list of modules, its files and its meeting pages disagree."""
        keys = {one.key for one in self.modules}
        for page in self.meeting_pages:
            if page.key not in keys and (page.course, page.front.id) not in self.unreadable:
                values = {"id": page.front.id}
                self.errors.append(ContentError("meeting-page-alone", page.file, 1, values))
        for course in self.courses.values():
            mistakes, line = Mistakes(course.file), course.line_by_key.get("modules", 1)
            modules = [one for one in self.modules if one.course == course.id]
            present = {one.front.id for one in modules}
            present |= {id for folder, id in self.unreadable if folder == course.id}
            banks = {one.front.id for one in modules if one.is_bank}
            for module_id in course.modules:
                if module_id not in present:
                    mistakes.add("module-absent", line, id=module_id)
                elif module_id in banks:
                    mistakes.add("bank-listed", line, id=module_id)
            for module in modules:
                if module.front.id and module.front.id not in banks.union(course.modules):
                    values = {"id": module.front.id}
                    self.errors.append(ContentError("module-not-listed", module.file, 1, values))
            self.errors.extend(mistakes.errors)

    def library(self) -> Library:
        return Library(
            courses=self.courses,
            modules={one.key: _with_includes(one, self.media) for one in self.modules},
            routes=self.registers.get("routes", {}),
            laws=self.registers.get("laws", {}),
            glossary=self.registers.get("glossary", {}),
            media=self.media,
            registers=self.register_files,
            meeting_pages={one.key: _with_includes(one, self.media) for one in self.meeting_pages},
        )


def _note_misfiled(module: ModuleText, language: str, name: str, mistakes: Mistakes) -> None:
    """Note where the file's name and folder say something else than its front matter."""
    front, match = module.front, _MODULE_FILE.fullmatch(name)
    if match is None or match[2] not in _VARIANT_BY_SUFFIX:
        mistakes.add("file-name", 1, name=name)
        return
    if not LANGUAGE.fullmatch(language) or front.language not in ("", language):
        line = front.line_by_key.get("language", 1)
        mistakes.add("language-not-folder", line, language=front.language, folder=language)
    if front.id not in ("", match[1]):
        line = front.line_by_key.get("id", 1)
        mistakes.add("id-not-file-name", line, id=front.id, name=match[1])
    if front.variant != _VARIANT_BY_SUFFIX[match[2]]:
        mistakes.add("variant-not-file-name", front.line_by_key.get("variant", 1), name=name)


def _with_includes(module: ModuleText, media: Mapping[str, Media]) -> ModuleText:
    """*module* with the pictures and files it shows counted into its version."""
    included: Iterable[Media] = (media[path] for path in media_of(module) if path in media)
    pairs = [(one.path, one.digest) for one in included]
    return replace(module, text_version=digest.with_includes(module.text_version, pairs))
