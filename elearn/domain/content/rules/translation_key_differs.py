"""What is right in one language is right in the other."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import ExerciseBlock, Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.content.translations import exercise_pairs, is_typed_in_words
from elearn.domain.content.understanding import size_of


def check(library: Library, today: date) -> Iterator[Place]:
    for module, block, original in exercise_pairs(library):
        if _differs(block, original):
            yield at(module.file, block.line, id=block.id)


def _differs(block: ExerciseBlock, original: ExerciseBlock) -> bool:
    """Where the number of options differs already, or words are typed, keys cannot be compared."""
    if block.exercise.name != original.exercise.name:
        return True
    comparable = size_of(block.spec) == size_of(original.spec) and not is_typed_in_words(block)
    return comparable and block.exercise.key() != original.exercise.key()


RULE = Rule("translation-key-differs", Level.ERROR, check)
