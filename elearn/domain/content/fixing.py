"""Writes what a machine may write into an author's file: missing ids, and marks of the source.

Nothing else in the file changes, not a space and not a line end. A mark that is there is never
replaced: that it is out of date is what its translator has to see.
"""

import re
from collections.abc import Iterator, Mapping
from unicodedata import normalize

from elearn.domain.content import digest
from elearn.domain.content.course import LEAD_ID, ModuleText
from elearn.domain.content.front_matter import split_front_matter
from elearn.domain.content.keywords import question_of
from elearn.domain.content.outline import UNCLOSED, Section, outline
from elearn.domain.content.parsing import read_library
from elearn.domain.content.source import Mistakes, lines_of

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LINE_END = re.compile(r"[\r\n]*$")
_MAX_SLUG = 40


def fixed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of *files* that need writing, as they should be; empty when none does.

    Sources come first, so that translations can take over their ids.
    """
    result = dict(files)
    for is_translation in (False, True):
        library, _ = read_library(result)
        for module in (*library.modules.values(), *library.meeting_pages.values()):
            if bool(module.front.translation_of) is is_translation:
                source = library.source_of(module) if is_translation else None
                result[module.file] = _fixed(result[module.file], module, source)
    return {path: data for path, data in result.items() if data != files[path]}


def slug(text: str) -> str:
    """*text* as an id: a to z, digits and hyphens, at most 40 of them, cut between words."""
    folded = normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words: list[str] = re.findall(r"[a-z0-9]+", folded) or ["block"]
    result = words[0][:_MAX_SLUG]
    for word in words[1:]:
        if len(result) + 1 + len(word) > _MAX_SLUG:
            break
        result = f"{result}-{word}"
    return result


def _fixed(data: bytes, module: ModuleText, source: ModuleText | None) -> bytes:
    mistakes = Mistakes(module.file)
    _, body = split_front_matter(lines_of(data, mistakes), mistakes)
    sections = [one for one in outline(body, mistakes).sections if one.level > 1]
    if UNCLOSED.intersection(error.code for error in mistakes.errors):
        return data
    lines = _LINE.findall(data.decode())
    ids = _ids(sections, source)
    for section, block_id in reversed(list(zip(sections, ids, strict=True))):
        _write(lines, section, dict(_additions(section, block_id, source)))
    return "".join(lines).encode()


def _ids(sections: list[Section], source: ModuleText | None) -> list[str]:
    """An id for each section: its own, that of the source's block in its place, or a new one."""
    taken = {LEAD_ID, *(one.settings.get("id", "") for one in sections)}
    parts = [part for part in source.parts if part.id != LEAD_ID] if source else []
    in_place = [part.id for part in parts] if len(parts) == len(sections) else []
    ids = []
    for position, section in enumerate(sections):
        proposed = in_place[position] if in_place else slug(question_of(section))
        ids.append(section.settings.get("id") or _unique(proposed, taken))
        taken.add(ids[-1])
    return ids


def _unique(proposed: str, taken: set[str]) -> str:
    number, unique = 1, proposed
    while unique in taken:
        number += 1
        unique = f"{proposed}-{number}"
    return unique


def _additions(
    section: Section, block_id: str, source: ModuleText | None
) -> Iterator[tuple[str, str]]:
    """The settings that *section* lacks."""
    if "id" not in section.settings:
        yield "id", block_id
    original = next((one for one in source.parts if one.id == block_id), None) if source else None
    if original and "of" not in section.settings:
        yield "of", digest.short(original.version)


def _write(lines: list[str], section: Section, additions: Mapping[str, str]) -> None:
    """Put *additions* into the comment of *section* in *lines*, or make one for them."""
    text = "; ".join(f"{key}: {value}" for key, value in additions.items())
    if not text:
        return
    if section.settings_line is not None:
        position = section.settings_line - 1
        lines[position] = lines[position].replace("<!--", f"<!-- {text};", 1)
        return
    heading = lines[section.line - 1]
    line_end = _LINE_END.search(heading)
    ending = (line_end[0] if line_end else "") or "\n"
    lines[section.line - 1] = heading.removesuffix(ending) + ending
    lines.insert(section.line, f"<!-- {text} -->{ending}")
