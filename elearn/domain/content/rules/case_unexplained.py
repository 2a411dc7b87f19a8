"""Whoever has judged a case of a bank is told what decides."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.exercises.types.judge import Judge


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for block in module.exercises if module.is_bank else ():
            if isinstance(block.exercise, Judge) and not block.explanation:
                yield at(module.file, block.line)


RULE = Rule("case-unexplained", Level.WARNING, check)
