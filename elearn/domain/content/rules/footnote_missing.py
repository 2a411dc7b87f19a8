"""A footnote mark has its footnote."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.references import footnotes_in
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for piece in module.pieces():
            for label, offset in footnotes_in(piece.text):
                if label not in module.sources:
                    yield at(module.file, piece.line + offset, label=label)


RULE = Rule("footnote-missing", Level.ERROR, check)
