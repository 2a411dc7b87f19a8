"""A call-out says in its title what it is about, in the language of the text."""

import re
from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library, TextBlock
from elearn.domain.content.rule import Level, Place, Rule, at

_CALLOUT = re.compile(r"^(?:!!!|\?\?\?\+?)[ ]+[\w -]+$")


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for part in module.parts:
            if isinstance(part, TextBlock):
                yield from _without_title(part, module.file)


def _without_title(block: TextBlock, file: str) -> Iterator[Place]:
    for offset, line in enumerate(block.text.split("\n")):
        if _CALLOUT.match(line):
            yield at(file, block.text_line + offset)


RULE = Rule("callout-without-title", Level.WARNING, check)
