"""An entry in the register of laws is read again in time."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for law in library.laws.values():
        if law.review_by < today:
            day = law.review_by.isoformat()
            yield at(library.registers["laws"], law.line, key=law.key, day=day)


RULE = Rule("law-review-overdue", Level.WARNING, check)
