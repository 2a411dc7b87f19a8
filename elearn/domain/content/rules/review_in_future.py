"""Nobody has reviewed anything tomorrow."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        reviewed = module.front.reviewed
        if reviewed and reviewed > today:
            line = module.front.line_by_key["reviewed"]
            yield at(module.file, line, day=reviewed.isoformat())


RULE = Rule("review-in-future", Level.WARNING, check)
