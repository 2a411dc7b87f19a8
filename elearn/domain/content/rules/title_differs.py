"""The heading of a module is its title."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        heading, title = module.title_heading, module.front.title
        if heading and title and heading != title:
            yield at(module.file, 1, heading=heading, title=title)


RULE = Rule("title-differs", Level.WARNING, check)
