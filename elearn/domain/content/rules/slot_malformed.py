"""Double braces hold the name of a local value and nothing else."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.references import slots_in
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for piece in module.pieces():
            for name, offset in slots_in(piece.text):
                if not name:
                    yield at(module.file, piece.line + offset)


RULE = Rule("slot-malformed", Level.ERROR, check)
