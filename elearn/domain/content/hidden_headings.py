"""Headings of exercises and of their parts that nothing can begin at: too deep, or indented.

Markdown makes code or a smaller heading of them, so that an exercise would be gone unnoticed.
"""

import re

from elearn.domain.content.keywords import KEYWORD, types_by_keyword, words_of_parts
from elearn.domain.content.line import Kind, Line
from elearn.domain.content.outline import Section
from elearn.domain.content.record import ID
from elearn.domain.content.source import Mistakes

_HEADING = re.compile(r"^( *)(#{1,6})[ #]*(\S.*?)[ #]*$")
_CODE_INDENT = 4
"""Spaces from which Markdown takes a line for code, and no longer for a heading."""
_EXERCISE, _PART = "###", "####"


def note_hidden_headings(section: Section, mistakes: Mistakes) -> bool:
    """Whether there are such headings below that of *section*; each is noted."""
    noted = len(mistakes.errors)
    for line in section.lines:
        heading = _HEADING.match(line.text) if line.kind is Kind.TEXT else None
        if heading:
            _note_below(line, heading, mistakes)
    return len(mistakes.errors) > noted


def is_part_of_nothing(section: Section, *, looks_like_one: bool) -> bool:
    """Whether the heading of *section* is one of a part with too few hashes."""
    keyword = KEYWORD.match(section.heading)
    if keyword is None or keyword[1].strip().lower() not in words_of_parts():
        return False
    return section.level > 1 and (looks_like_one or ID.fullmatch(keyword[2].strip()) is not None)


def note_part_level(section: Section, mistakes: Mistakes) -> None:
    heading = f"{_PART} {section.heading}"
    mistakes.add("part-level", section.line, level="#" * section.level, heading=heading)


def _note_below(line: Line, match: re.Match[str], mistakes: Mistakes) -> None:
    indent, level, text = match.groups()
    keyword = KEYWORD.match(text)
    word = keyword[1].strip().lower() if keyword else ""
    is_indented = len(indent) >= _CODE_INDENT
    if word in types_by_keyword():
        code = "exercise-indented" if is_indented else "exercise-level"
        mistakes.add(code, line.number, level=level, heading=f"{_EXERCISE} {text}")
    elif word in words_of_parts() and is_indented:
        mistakes.add("part-indented", line.number, heading=f"{_PART} {text}")
