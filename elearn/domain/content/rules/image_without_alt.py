"""A picture says in words what it shows. Source: WCAG 2.2, 1.1.1."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.links import links_of
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for link, url, line in links_of(module):
            if link.is_image and not link.text:
                yield at(module.file, line, target=url)


RULE = Rule("image-without-alt", Level.ERROR, check)
