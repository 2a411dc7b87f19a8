"""A module that speaks of signs says that no single sign proves anything."""

import re
from collections.abc import Iterator
from datetime import date

from elearn.domain.content import plain
from elearn.domain.content.course import Library
from elearn.domain.content.phrases import SIGN
from elearn.domain.content.rule import Level, Place, Rule, at

_SAID = re.compile(
    r"\b(?:inget|inga|enskil\w*|ensam\w*|no|not|single|alone)\b[^.!?]*\b(?:tecken|signal\w*|signs?)\b"
    r"|\b(?:tecken|signal\w*|signs?)\b[^.!?]*\b(?:ensam\w*|inget|inte|alone|nothing|not)\b",
    re.IGNORECASE,
)


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        text = " ".join(plain.of_markdown(piece.text) for piece in module.pieces())
        if SIGN.search(text) and not _SAID.search(text):
            yield at(module.file, 1)


RULE = Rule("single-sign-unsaid", Level.WARNING, check)
