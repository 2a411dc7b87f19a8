"""A module is written in one language and translated into the others."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    first_by_module: dict[tuple[str, str], str] = {}
    for module in library.sources():
        first = first_by_module.setdefault((module.course, module.front.id), module.file)
        if first != module.file:
            yield at(module.file, 1, other=first)


RULE = Rule("translation-twice-source", Level.ERROR, check)
