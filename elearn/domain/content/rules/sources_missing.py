"""A module says where its facts come from; the cases of a bank are invented."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.sources():
        if not module.sources and not module.is_bank:
            yield at(module.file, 1)


RULE = Rule("sources-missing", Level.WARNING, check)
