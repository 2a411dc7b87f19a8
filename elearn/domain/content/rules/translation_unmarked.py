"""A translated exercise says which text it was translated from."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.content.translations import exercise_pairs


def check(library: Library, today: date) -> Iterator[Place]:
    for module, block, _ in exercise_pairs(library):
        if not block.of:
            yield at(module.file, block.line, id=block.id)


RULE = Rule("translation-unmarked", Level.WARNING, check)
