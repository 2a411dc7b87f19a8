"""A translation has the blocks of its source, no more and no fewer."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.content.translations import pairs


def check(library: Library, today: date) -> Iterator[Place]:
    for module, source in pairs(library):
        ids, own = {part.id for part in source.parts}, {part.id for part in module.parts}
        for part in module.parts:
            if part.id and part.id not in ids:
                yield at(module.file, part.line, id=part.id)
        for part in source.parts:
            if part.id and part.id not in own:
                yield at(module.file, 1, id=part.id)


RULE = Rule("translation-blocks-differ", Level.ERROR, check)
