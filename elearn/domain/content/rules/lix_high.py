"""Swedish text is easy enough to read. Source: LIX, see plain.lix."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.measures import lix_of
from elearn.domain.content.rule import Level, Place, Rule, at

LIMIT = 40
_SHORT_TEXT = 50
"""Fewer words than this say nothing about how hard a text is."""


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        if module.front.language != "sv":
            continue
        lix, words = lix_of(module)
        if lix > LIMIT and words >= _SHORT_TEXT:
            yield at(module.file, 1, lix=lix, limit=LIMIT)


RULE = Rule("lix-high", Level.WARNING, check)
