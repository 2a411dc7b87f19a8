"""No two options of an exercise say the same."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for block in module.exercises:
            seen: set[str] = set()
            for item in block.spec.items:
                text = item.text.casefold().strip(" .")
                if text in seen:
                    yield at(module.file, item.line, text=item.text)
                seen.add(text)


RULE = Rule("option-repeated", Level.ERROR, check)
