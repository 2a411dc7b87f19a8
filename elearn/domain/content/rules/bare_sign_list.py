"""A list of signs never stands without other explanations, protection and a next step."""

import re
from collections.abc import Iterator
from datetime import date

from elearn.domain.content import plain
from elearn.domain.content.course import Library, TextBlock
from elearn.domain.content.phrases import SIGN, any_of
from elearn.domain.content.rule import Level, Place, Rule, at

_MIN_ENTRIES = 3
_ENTRY = re.compile(r"^ {0,3}(?:[-*+]|\d+[.)]) ", re.MULTILINE)
_NEEDED = (
    any_of("förklaring*", "orsak*", "bero på", "beror på", "explanation*", "reason*", "cause*"),
    any_of("skydd*", "trygg*", "protect*", "safe*"),
    any_of(
        "fråg*", "prata*", "dela*", "rådgör*", "kontakta*", "ask*", "talk*", "share*", "consult*"
    ),
)


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for part in module.parts:
            if isinstance(part, TextBlock) and _is_bare_list(part):
                yield at(module.file, part.line)


def _is_bare_list(block: TextBlock) -> bool:
    entries = list(_ENTRY.finditer(block.text))
    if len(entries) < _MIN_ENTRIES:
        return False
    introduction = block.text[: entries[0].start()].rstrip().rpartition("\n\n")[2]
    announced = SIGN.search(block.heading) or SIGN.search(introduction)
    text = plain.of_markdown(block.text)
    return bool(announced) and not all(needed.search(text) for needed in _NEEDED)


RULE = Rule("bare-sign-list", Level.WARNING, check)
