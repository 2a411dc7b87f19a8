"""A text that rests on law has been read by a lawyer, or says that it has not."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for module in library.sources():
        if module.front.law_refs and not module.front.legal_review:
            yield at(module.file, module.front.line_by_key["law_refs"])


RULE = Rule("legal-review-missing", Level.INFO, check)
