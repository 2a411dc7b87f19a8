"""Somebody has vouched for every route at least once."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.routes import Urgency
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for route in library.routes.values():
        # Of an acute one another sentence: nobody may be told to try an alarm number.
        variant = "acute" if route.urgency is Urgency.ACUTE else ""
        if route.verified_until is None:
            yield at(library.registers["routes"], route.line, key=route.key, variant=variant)


RULE = Rule("route-unverified", Level.WARNING, check)
