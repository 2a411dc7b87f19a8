"""Somebody has vouched for a route, and the day they vouched for has not passed."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for route in library.routes.values():
        if route.verified_until < today:
            day = route.verified_until.isoformat()
            yield at(library.registers["routes"], route.line, key=route.key, day=day)


RULE = Rule("route-expired", Level.WARNING, check)
