"""No two options of a list say the same."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.exercises.exercise import Item, Spec


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for block in module.exercises:
            for item in _repeated(block.spec):
                yield at(module.file, item.line, text=item.text or item.partner)


def _repeated(spec: Spec) -> Iterator[Item]:
    seen: set[tuple[bool, str]] = set()
    for item in spec.items:
        said = bool(item.text), (item.text or item.partner).casefold().strip(" .")
        if said in seen:
            yield item
        seen.add(said)
    for part in spec.parts:
        yield from _repeated(part.spec)


RULE = Rule("option-repeated", Level.ERROR, check)
