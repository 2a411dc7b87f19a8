"""Whatever can be chosen says why, what is right too; of what can be typed, the known mistakes."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import ExerciseBlock, Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.exercises.exercise import Item
from elearn.domain.exercises.interaction import Choice, Entry


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for block in module.exercises:
            for number, item in _choosable(block):
                if not item.feedback:
                    yield at(module.file, item.line, number=number)
            for phrase in block.spec.phrases:
                if not phrase.why:
                    yield at(module.file, phrase.line, variant="phrase", label=phrase.label)


def _choosable(block: ExerciseBlock) -> Iterator[tuple[int, Item]]:
    lists = (block.spec.items, *(part.spec.items for part in block.spec.parts))
    numbered = (one for items in lists for one in enumerate(items, start=1))
    match block.exercise.interaction():
        case Choice():
            yield from numbered
        case Entry():
            yield from ((number, item) for number, item in numbered if not item.checked)


RULE = Rule("option-without-feedback", Level.WARNING, check)
