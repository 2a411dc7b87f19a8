"""What a case is an example of is a word of the glossary, so that one concept has one name."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.record import nearest
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for block in module.exercises:
            key = block.spec.settings.get("concept")
            if key and key not in library.glossary:
                near = nearest(key, library.glossary)
                yield at(module.file, block.line, key=key, near=near)


RULE = Rule("concept-unknown", Level.WARNING, check)
