"""A source was published, or read again, within three years."""

import re
from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at

_YEARS = 3
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ADDRESS = re.compile(r"https?://\S+")


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for source in module.sources.values():
            years = [int(year) for year in _YEAR.findall(_ADDRESS.sub("", source.text))]
            if years and max(years) < today.year - _YEARS:
                yield at(module.file, source.line, label=source.label, year=max(years))


RULE = Rule("source-old", Level.WARNING, check)
