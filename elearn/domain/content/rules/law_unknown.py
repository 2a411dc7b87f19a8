"""A law that a module rests on is in the register of laws."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for key in module.front.law_refs:
            if key not in library.laws:
                yield at(module.file, module.front.line_by_key.get("law_refs", 1), key=key)


RULE = Rule("law-unknown", Level.ERROR, check)
