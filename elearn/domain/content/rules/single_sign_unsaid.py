"""A module that speaks of signs says that no single sign proves anything."""

import re
from collections.abc import Iterator
from datetime import date

from elearn.domain.content import plain
from elearn.domain.content.course import Library, ModuleText
from elearn.domain.content.phrases import SIGN, any_of
from elearn.domain.content.rule import Level, Place, Rule, at

_SENTENCE_END = re.compile(r"[.!?]")
_DENIAL = any_of("inget", "inga", "inte", "enskil*", "ensam*", "no", "not", "single", "alone")


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        sentences = [one for one in _sentences(module) if SIGN.search(one)]
        if sentences and not any(map(_DENIAL.search, sentences)):
            yield at(module.file, 1)


def _sentences(module: ModuleText) -> list[str]:
    text = " ".join(plain.of_markdown(piece.text) for piece in module.pieces())
    return _SENTENCE_END.split(text)


RULE = Rule("single-sign-unsaid", Level.WARNING, check)
