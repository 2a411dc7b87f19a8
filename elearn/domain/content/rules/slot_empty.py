"""A local value that a module shows is not empty."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.references import slots_in
from elearn.domain.content.routes import local_values
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    full = {route.key: route for route in library.routes.values() if not route.is_empty}
    for module in library.modules.values():
        values = local_values(full.values(), module.front.language)
        every = local_values(library.routes.values(), module.front.language)
        for piece in module.pieces():
            for name, offset in slots_in(piece.text):
                if name in every and not values.get(name):
                    yield at(module.file, piece.line + offset, slot=name)


RULE = Rule("slot-empty", Level.ERROR, check)
