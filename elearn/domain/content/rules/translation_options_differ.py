"""A translation has as many options as its source."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.content.translations import exercise_pairs


def check(library: Library, today: date) -> Iterator[Place]:
    for module, block, original in exercise_pairs(library):
        own, wanted = len(block.spec.items), len(original.spec.items)
        if own != wanted:
            yield at(module.file, block.line, id=block.id, own=own, wanted=wanted)


RULE = Rule("translation-options-differ", Level.ERROR, check)
