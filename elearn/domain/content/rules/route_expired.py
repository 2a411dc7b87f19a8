"""Somebody has vouched for a route, and the day they vouched for has not passed."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.routes import Urgency
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for route in library.routes.values():
        # Of an acute one another sentence: nobody may be told to try an alarm number.
        variant = "acute" if route.urgency is Urgency.ACUTE else ""
        if route.verified_until is not None and route.verified_until < today:
            day = route.verified_until.isoformat()
            place = library.registers["routes"]
            yield at(place, route.line, key=route.key, variant=variant, day=day)


RULE = Rule("route-expired", Level.WARNING, check)
