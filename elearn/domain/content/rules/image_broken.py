"""A picture is a file beside the course; nothing is loaded from elsewhere."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library, Media
from elearn.domain.content.links import links_of, target_of
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for link, url, line in links_of(module):
            if link.is_image and not isinstance(target_of(url, module, library), Media):
                yield at(module.file, line, target=url or link.label)


RULE = Rule("image-broken", Level.ERROR, check)
