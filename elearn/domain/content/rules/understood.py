"""Says in words how an exercise was understood: numbers mean one answer, hyphens several."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import ExerciseBlock, Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.exercises.interaction import Choice


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for block in module.exercises:
            if not isinstance(block.exercise.interaction(), Choice):
                continue
            key = ", ".join(sorted(block.exercise.key(), key=int))
            options = len(block.spec.items)
            yield at(module.file, block.line, variant=_variant(block), key=key, options=options)


def _variant(block: ExerciseBlock) -> str:
    """Which of its sentences tells what was understood."""
    asked = block.exercise.interaction()
    if isinstance(asked, Choice) and asked.multiple:
        return "several"
    return "one" if len(block.exercise.key()) == 1 else "any"


RULE = Rule("understood", Level.INFO, check)
