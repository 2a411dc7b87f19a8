"""A paragraph with a figure or a finding says where it comes from."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library, TextBlock
from elearn.domain.content.phrases import any_of, paragraphs_of
from elearn.domain.content.references import footnotes_in
from elearn.domain.content.rule import Level, Place, Rule, at

_CLAIM = any_of(
    "forskning*",
    "studie",
    "studier",
    "studien",
    "statistik*",
    "undersökning*",
    "enligt lag*",
    "procent",
    "research*",
    "study",
    "studies",
    "statistics",
    "survey*",
    "per cent",
    "percent",
)


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.modules.values():
        for part in module.parts:
            for text, line in paragraphs_of(part) if isinstance(part, TextBlock) else ():
                claim = _CLAIM.search(text)
                if claim and not any(footnotes_in(text)):
                    yield at(module.file, line, word=claim[0])


RULE = Rule("claim-without-source", Level.WARNING, check)
