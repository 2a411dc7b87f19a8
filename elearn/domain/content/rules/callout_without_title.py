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
            lines = part.text.split("\n") if isinstance(part, TextBlock) else []
            for offset, line in enumerate(lines):
                if _CALLOUT.match(line):
                    yield at(module.file, part.text_line + offset)


RULE = Rule("callout-without-title", Level.WARNING, check)
