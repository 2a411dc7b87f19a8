"""A translation has a module that it translates."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        said = module.front.translation_of
        source = library.source_of(module)
        if said and (source is None or said.partition("@")[0] != source.front.id):
            yield at(module.file, module.front.line_by_key["translation_of"], source=said)


RULE = Rule("translation-without-source", Level.ERROR, check)
