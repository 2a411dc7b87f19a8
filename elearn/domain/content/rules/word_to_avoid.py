"""Words that point at people or promise certainty are left out."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.phrases import any_of, found
from elearn.domain.content.rule import Level, Place, Rule, at

_WORDS = any_of(
    "misstänkt",
    "misstänkta",
    "potentiell extremist",
    "potentiella extremister",
    "radikal",
    "radikala",
    "radikalt",
    "avslöja*",
    "signalement",
    "terroristprofil*",
    "a suspect",
    "the suspect",
    "suspected extremist*",
    "potential extremist*",
    "terrorist profile*",
    "radicalised",
)


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for word, line in found(_WORDS, module):
            yield at(module.file, line, word=word)


RULE = Rule("word-to-avoid", Level.WARNING, check)
