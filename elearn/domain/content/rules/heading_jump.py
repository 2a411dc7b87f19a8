"""Headings go down one level at a time. Source: WCAG 2.2, 1.3.1.

A bank is never one page: each of its cases is shown by itself.
"""

import re
from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library, ModuleText, TextBlock
from elearn.domain.content.rule import Level, Place, Rule, at

_INNER = re.compile(r"^ {0,3}(#{4,6})[ ]")


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        if library.is_bank(module):
            continue
        level = 1
        for line, below in _headings(module):
            if below > level + 1:
                yield at(module.file, line, level="#" * below, above="#" * level)
            level = below


def _headings(module: ModuleText) -> Iterator[tuple[int, int]]:
    """The line and level of every heading in the text; an exercise's is of level 3."""
    for part in module.parts:
        if not isinstance(part, TextBlock):
            yield part.line, 3
            continue
        if part.level:
            yield part.line, part.level
        for offset, line in enumerate(part.text.split("\n")):
            if inner := _INNER.match(line):
                yield part.text_line + offset, len(inner[1])


RULE = Rule("heading-jump", Level.WARNING, check)
