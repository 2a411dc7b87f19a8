"""Every option says why, the right ones too."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for block in module.exercises:
            for number, item in enumerate(block.spec.items, start=1):
                if not item.feedback:
                    yield at(module.file, item.line, number=number)


RULE = Rule("option-without-feedback", Level.WARNING, check)
