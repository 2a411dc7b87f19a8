"""No option speaks of the others: the order is not the same for everybody."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library, Role
from elearn.domain.content.phrases import any_of, found
from elearn.domain.content.rule import Level, Place, Rule, at

_OTHERS = any_of(
    "alla ovan*",
    "inget av ovan*",
    "ingen av ovan*",
    "inga av ovan*",
    "alla alternativ*",
    "inget av alternativ*",
    "båda ovan*",
    "all of the above",
    "none of the above",
    "both of the above",
    "all the above",
    "any of the above",
)


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for text, line in found(_OTHERS, module, Role.OPTION):
            yield at(module.file, line, text=text)


RULE = Rule("all-of-the-above", Level.WARNING, check)
