"""The right option does not always stand in the same place."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.habits import MIN_EXERCISES, single_choices
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        blocks = single_choices(module)
        if len(blocks) < MIN_EXERCISES:
            continue
        always = frozenset.intersection(*(one.exercise.key() for one in blocks))
        if always:
            position = min(always, key=int)
            yield at(module.file, blocks[0].line, count=len(blocks), position=position)


RULE = Rule("position-always-right", Level.WARNING, check)
