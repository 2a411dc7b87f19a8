"""What is right in one language is right in the other."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import ExerciseBlock, Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.content.translations import INHERITED, exercise_pairs
from elearn.domain.content.understanding import size_of


def check(library: Library, today: date) -> Iterator[Place]:
    for module, block, original in exercise_pairs(library):
        if block.exercise.name != original.exercise.name:
            kinds = {"own": block.exercise.name, "wanted": original.exercise.name}
            yield at(module.file, block.line, variant="kind", id=block.id, **kinds)
        elif key := _contradicted(block, original):
            yield at(module.file, block.line, variant="setting", id=block.id, key=key)
        elif _differs(block, original):
            yield at(module.file, block.line, id=block.id)


def _contradicted(block: ExerciseBlock, original: ExerciseBlock) -> str:
    """A setting by which a translation would count otherwise than its source; empty for none."""
    own, wanted = block.spec.settings, original.spec.settings
    said = (key for key in INHERITED if key in own)
    return next((key for key in said if own[key] != wanted.get(key, INHERITED[key])), "")


def _differs(block: ExerciseBlock, original: ExerciseBlock) -> bool:
    """Where the number of options differs already, keys cannot be compared."""
    is_comparable = size_of(block.spec) == size_of(original.spec)
    return is_comparable and block.exercise.essence() != original.exercise.essence()


RULE = Rule("translation-key-differs", Level.ERROR, check)
