"""A module says where its facts come from."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.sources():
        if not module.sources:
            yield at(module.file, 1)


RULE = Rule("sources-missing", Level.WARNING, check)
