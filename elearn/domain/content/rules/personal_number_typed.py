"""No text holds a personal identity number, not even an invented one."""

import re
from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.phrases import lines_of
from elearn.domain.content.rule import Level, Place, Rule, at

_NUMBER = re.compile(
    r"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-+ ]?\d{4}(?!\d)"
)


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for line, number, _ in lines_of(module):
            if _NUMBER.search(line):
                yield at(module.file, number)


RULE = Rule("personal-number-typed", Level.ERROR, check)
