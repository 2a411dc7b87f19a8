"""The right option is not always the longest one."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content import plain
from elearn.domain.content.course import ExerciseBlock, Library
from elearn.domain.content.habits import MIN_EXERCISES, single_choices
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        blocks = single_choices(module)
        if len(blocks) >= MIN_EXERCISES and all(map(_longest_is_right, blocks)):
            yield at(module.file, blocks[0].line, count=len(blocks))


def _longest_is_right(block: ExerciseBlock) -> bool:
    lengths = [len(plain.of_markdown(item.text)) for item in block.spec.items]
    return any(
        item.checked and length == max(lengths)
        for item, length in zip(block.spec.items, lengths, strict=True)
    )


RULE = Rule("longest-option-right", Level.WARNING, check)
