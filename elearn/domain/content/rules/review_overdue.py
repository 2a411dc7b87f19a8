"""A module is read again in time."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        by = module.front.review_by
        if by and by < today:
            yield at(module.file, module.front.line_by_key["review_by"], day=by.isoformat())


RULE = Rule("review-overdue", Level.WARNING, check)
