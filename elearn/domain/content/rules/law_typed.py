"""Paragraphs of law stand in the register, because laws move."""

import re
from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library, Role
from elearn.domain.content.phrases import lines_of
from elearn.domain.content.rule import Level, Place, Rule, at

_PARAGRAPH = re.compile(
    r"\b\d{1,4}\s?(?:kap\.|[a-z]?\s?§)|§\s?\d|\b(?:chapter|section) \d", re.IGNORECASE
)


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for line, number, piece in lines_of(module):
            if piece.role is not Role.SOURCE and (law := _PARAGRAPH.search(line)):
                yield at(module.file, number, law=law[0])


RULE = Rule("law-typed", Level.WARNING, check)
