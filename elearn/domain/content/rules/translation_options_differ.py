"""A translation has as many options, phrases and parts as its source.

Words to type are another matter: one language has more ways to say a thing than another.
"""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.content.translations import exercise_pairs, is_typed_in_words
from elearn.domain.content.understanding import size_of


def check(library: Library, today: date) -> Iterator[Place]:
    for module, block, original in exercise_pairs(library):
        own, wanted = size_of(block.spec), size_of(original.spec)
        if is_typed_in_words(block) or block.exercise.name != original.exercise.name:
            continue
        if own != wanted:
            yield at(module.file, block.line, id=block.id, own=own, wanted=wanted)


RULE = Rule("translation-options-differ", Level.ERROR, check)
