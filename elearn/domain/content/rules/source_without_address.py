"""Somebody outside can open the source."""

import re
from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at

_ADDRESS = re.compile(r"https?://|\bdnr\b|\bisbn\b|\b(?:19|20)\d\d:\d+", re.IGNORECASE)


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for source in module.sources.values():
            if not _ADDRESS.search(source.text):
                yield at(module.file, source.line, label=source.label)


RULE = Rule("source-without-address", Level.WARNING, check)
