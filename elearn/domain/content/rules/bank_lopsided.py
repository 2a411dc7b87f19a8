"""A bank that is not published yet lacks what it will need, or a published one could be better."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.balancing import banks_of, weighed
from elearn.domain.content.course import Library, Publication
from elearn.domain.content.rule import Level, Place, Rule
from elearn.domain.recognition import balance


def check(library: Library, today: date) -> Iterator[Place]:
    for course in library.courses.values():
        banks = banks_of(course, library)
        published = banks.get(Publication.PUBLISHED, [])
        drafts = banks.get(Publication.DRAFT, [])
        for _, place in weighed(published + drafts) if drafts else ():
            yield place
        for finding, place in weighed(published) if not drafts else ():
            if finding.level is balance.Level.WARNING:
                yield place


RULE = Rule("bank-lopsided", Level.WARNING, check)
