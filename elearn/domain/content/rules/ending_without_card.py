"""A module ends with whom to turn to."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library, TextBlock
from elearn.domain.content.references import links_in, slots_in
from elearn.domain.content.rule import Level, Place, Rule, at

_CARD = "/card"


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        if library.is_bank(module):
            continue
        texts = [part for part in module.parts if isinstance(part, TextBlock)]
        if not texts or not _points_on(texts[-1].text):
            yield at(module.file, texts[-1].line if texts else 1)


def _points_on(text: str) -> bool:
    to_card = any(link.target == _CARD for link in links_in(text))
    return to_card or any(name for name, _ in slots_in(text))


RULE = Rule("ending-without-card", Level.WARNING, check)
