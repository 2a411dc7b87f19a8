"""The right option is not always the longest one."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.habits import MIN_EXERCISES, longest_is_right, single_choices
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        blocks = single_choices(module)
        if len(blocks) >= MIN_EXERCISES and all(map(longest_is_right, blocks)):
            yield at(module.file, blocks[0].line, count=len(blocks))


RULE = Rule("longest-option-right", Level.WARNING, check)
