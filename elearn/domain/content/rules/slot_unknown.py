"""A local value is one that the register of routes can fill."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.references import slots_in
from elearn.domain.content.routes import local_values
from elearn.domain.content.rule import Level, Place, Rule, at

MUNICIPALITY = "lokal.kommun"
"""The one local value that is no route: the municipality's name."""


def check(library: Library, today: date) -> Iterator[Place]:
    known = {MUNICIPALITY, *local_values(library.routes.values(), "sv")}
    for module in library.modules.values():
        for piece in module.pieces():
            for name, offset in slots_in(piece.text):
                if name and name not in known:
                    yield at(module.file, piece.line + offset, slot=name)


RULE = Rule("slot-unknown", Level.ERROR, check)
