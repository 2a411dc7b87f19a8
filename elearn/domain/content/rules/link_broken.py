"""A link leads to something that is there, and may be led to."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.links import Nowhere, links_of, target_of
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for link, url, line in links_of(module):
            if link.is_image:
                continue
            if not url:
                yield at(module.file, line, target=link.label or link.text)
            elif isinstance(target_of(url, module, library), Nowhere):
                yield at(module.file, line, target=url)


RULE = Rule("link-broken", Level.ERROR, check)
