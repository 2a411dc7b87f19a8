"""Says in words how an exercise was understood."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for block in module.exercises:
            key = ", ".join(sorted(block.exercise.key(), key=int))
            options = len(block.spec.items)
            yield at(module.file, block.line, type=block.exercise.name, key=key, options=options)


RULE = Rule("understood", Level.INFO, check)
