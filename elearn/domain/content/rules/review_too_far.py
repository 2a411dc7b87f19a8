"""No more than a year passes between two reviews."""

from collections.abc import Iterator
from datetime import date, timedelta

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at

_YEAR = timedelta(days=366)


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        reviewed, by = module.front.reviewed, module.front.review_by
        if reviewed and by and by - reviewed > _YEAR:
            yield at(module.file, module.front.line_by_key["review_by"])


RULE = Rule("review-too-far", Level.WARNING, check)
