"""A text to mark in has no more signals than phrases that are to be left alone."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.exercises.exercise import Meaning

_HARMLESS = frozenset({Meaning.NEUTRAL, Meaning.PROTECTIVE})


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for block in module.exercises:
            meanings = [phrase.meaning for phrase in block.spec.phrases]
            signals = meanings.count(Meaning.SIGNAL)
            harmless = sum(meaning in _HARMLESS for meaning in meanings)
            if signals > harmless:
                yield at(module.file, block.line, signals=signals, harmless=harmless)


RULE = Rule("signals-outnumber", Level.WARNING, check)
