"""A section → the block it is: text, or an exercise. A mistyped exercise never becomes text."""

import re
from collections.abc import Iterable

from elearn.domain.content import digest
from elearn.domain.content.block_settings import (
    TEXT_SETTINGS,
    id_of,
    note_inner_settings,
    note_unknown_settings,
    source_mark_of,
)
from elearn.domain.content.course import LEAD_ID, Block, TextBlock
from elearn.domain.content.definitions import Definitions
from elearn.domain.content.exercise_block import read_exercise, settings_of_exercises
from elearn.domain.content.exercise_text import BOX, ENTRY
from elearn.domain.content.hidden_headings import (
    is_part_of_nothing,
    note_hidden_headings,
    note_part_level,
)
from elearn.domain.content.keywords import KEYWORD, keyword_of, types_by_keyword, words_of_parts
from elearn.domain.content.line import Kind, Line
from elearn.domain.content.outline import Section
from elearn.domain.content.parts_text import has_inner_headings
from elearn.domain.content.record import nearest
from elearn.domain.content.role_text import note_roles, read_roles
from elearn.domain.content.source import Mistakes
from elearn.domain.exercises.all_types import EXERCISE_TYPES
from elearn.domain.exercises.exercise import Body

TEXT_TYPE = "text"
"""What `type:` says of a section that only looks like an exercise."""

_TASKS = frozenset({Body.NUMBERED_TASKS, Body.BULLETED_TASKS})
_EMPHASIS = " *_"
_INDENTED_QUOTE = re.compile(r"^ {2,}>")


def read_block(
    section: Section, definitions: Definitions, mistakes: Mistakes, *, shuffle: bool
) -> Block | None:
    """The block of *section*; None for an empty lead and where mistakes were noted instead.

    *definitions* are those of the whole file; *shuffle* is what the module says about the order
    of options.
    """
    type_names = _types_named(section, mistakes)
    is_text = section.settings.get("type") == TEXT_TYPE
    if type_names is None or (not is_text and note_hidden_headings(section, mistakes)):
        return None
    if type_names:
        note_roles(section, mistakes)
        return read_exercise(section, type_names, definitions, mistakes, shuffle=shuffle)
    noted = len(mistakes.errors)
    _note_mistyped(section, mistakes)
    if len(mistakes.errors) > noted:
        return None
    return _text(section, mistakes) if section.level > 1 else _lead(section, mistakes)


def _types_named(section: Section, mistakes: Mistakes) -> tuple[str, ...] | None:
    """The exercise types that setting or keyword can mean; empty for text, None for a mistake."""
    named = section.settings.get("type", "")
    if named == TEXT_TYPE or named in EXERCISE_TYPES:
        return () if named == TEXT_TYPE else (named,)
    if named:
        near = nearest(named, [*EXERCISE_TYPES, TEXT_TYPE])
        mistakes.add("type-unknown", section.line, type=named, near=near)
        return None
    return types_by_keyword().get(keyword_of(section), ()) if section.level == 3 else ()


def _lead(section: Section, mistakes: Mistakes) -> TextBlock | None:
    """The text before the first section; its heading, where it has one, is the module's title."""
    if not section.body:
        return None
    first_line = section.line + section.level
    version = digest.of_block(section.block)
    for_roles = read_roles(section, mistakes)
    return TextBlock(LEAD_ID, 0, "", section.body, first_line, version, for_roles=for_roles)


def _text(section: Section, mistakes: Mistakes) -> TextBlock:
    note_unknown_settings(section, TEXT_SETTINGS, mistakes)
    note_inner_settings(section, mistakes)
    if not section.heading:
        mistakes.add("heading-empty", section.line)
    return TextBlock(
        id=id_of(section, mistakes),
        level=section.level,
        heading=section.heading,
        text=section.body,
        line=section.line,
        version=digest.of_block(section.block),
        of=source_mark_of(section, mistakes),
        for_roles=read_roles(section, mistakes),
    )


def _note_mistyped(section: Section, mistakes: Mistakes) -> None:
    """Note whatever in *section* looks as if its author had an exercise in mind."""
    if section.settings.get("type") == TEXT_TYPE:
        return
    tasks, ticked, quoted = _signs_of_exercise(section)
    has_parts = has_inner_headings(section, words_of_parts())
    has_settings = not settings_of_exercises().isdisjoint(section.settings)
    looks_like_one = bool(tasks or quoted or section.marks or has_parts or has_settings)
    keyword = keyword_of(section)
    known = list(types_by_keyword())
    if looks_like_one and keyword in known:
        level, heading = "#" * section.level, f"### {section.heading}"
        mistakes.add("exercise-level", section.line, level=level, heading=heading)
    elif is_part_of_nothing(section, looks_like_one=looks_like_one):
        note_part_level(section, mistakes)
    elif looks_like_one and keyword and section.level == 3:
        near = nearest(keyword, known)
        mistakes.add("keyword-unknown", section.line, keyword=keyword, near=near)
    elif looks_like_one and section.level == 3 and (first := _first_words(section.heading, known)):
        heading = f"### {first}:{section.heading.removeprefix(first)}"
        mistakes.add("keyword-without-colon", section.line, keyword=first, heading=heading)
    elif ticked and (line := _keyword_in_text(section, ticked)):
        heading = f"### {line.text.strip(_EMPHASIS)}"
        mistakes.add("exercise-without-heading", line.number, heading=heading)
    elif ticked and quoted:
        mistakes.add("exercise-without-keyword", quoted)


def _keyword_in_text(section: Section, before: int) -> Line | None:
    """The line of text above line *before* that begins as the heading of an exercise does."""
    for line in section.lines:
        keyword = KEYWORD.match(line.text.strip(_EMPHASIS)) if line.number < before else None
        if keyword and line.kind is Kind.TEXT and _takes_tasks(keyword[1].lower()):
            return line
    return None


def _takes_tasks(keyword: str) -> bool:
    """Whether it begins an exercise with a task list: “Example:” above a check list is text."""
    names = types_by_keyword().get(keyword, ())
    return any(_TASKS & EXERCISE_TYPES[name].bodies for name in names)


def _first_words(heading: str, keywords: Iterable[str]) -> str:
    """The one of *keywords* that *heading* begins with, as it stands there; empty for none."""
    found = (word for word in keywords if f"{heading.lower()} ".startswith(f"{word} "))
    return heading[: len(max(found, key=len, default=""))]


def _signs_of_exercise(section: Section) -> tuple[int, int, int]:
    """The first lines of a task list, of a ticked box and of a quote in a list; 0 for none."""
    tasks = ticked = quoted = 0
    in_list = False
    for line in section.lines:
        entry = ENTRY.match(line.text) if line.kind is Kind.TEXT else None
        if entry:
            in_list = True
            box = BOX.match(entry[3] or "")
            tasks = tasks or (line.number if box else 0)
            ticked = ticked or (line.number if box and box[1] != " " else 0)
        elif in_list and line.kind is Kind.TEXT and _INDENTED_QUOTE.match(line.text):
            quoted = quoted or line.number
    return tasks, ticked, quoted
