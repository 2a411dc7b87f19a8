"""Says in words how an exercise was understood: numbers mean one answer, hyphens several."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.content.understanding import understood


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for block in module.exercises:
            yield at(module.file, block.line, **understood(block))


RULE = Rule("understood", Level.INFO, check)
