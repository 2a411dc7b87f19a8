"""What is published for practice does not itself teach a prejudice."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.balancing import banks_of, weighed
from elearn.domain.content.course import Library, Publication
from elearn.domain.content.rule import Level, Place, Rule
from elearn.domain.recognition import balance


def check(library: Library, today: date) -> Iterator[Place]:
    for course in library.courses.values():
        banks = banks_of(course, library).get(Publication.PUBLISHED, [])
        for finding, place in weighed(banks):
            if finding.level is balance.Level.BLOCKING:
                yield place


RULE = Rule("bank-unbalanced", Level.ERROR, check)
