"""A translation follows the text that its source has now."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content import digest
from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.content.translations import pairs


def check(library: Library, today: date) -> Iterator[Place]:
    for module, source in pairs(library):
        version_by_id = {part.id: digest.short(part.version) for part in source.parts}
        for part in module.parts:
            current = version_by_id.get(part.id, part.of)
            if part.of and part.of != current:
                yield at(module.file, part.line, id=part.id, now=current)


RULE = Rule("translation-stale", Level.WARNING, check)
