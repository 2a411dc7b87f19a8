"""A footnote is referred to from somewhere."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.references import footnotes_in
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        used = {label for piece in module.pieces() for label, _ in footnotes_in(piece.text)}
        for source in module.sources.values():
            if source.label not in used:
                yield at(module.file, source.line, label=source.label)


RULE = Rule("footnote-unused", Level.WARNING, check)
