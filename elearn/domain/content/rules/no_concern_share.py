"""At least a third of the cases end in no concern, or in another kind of support."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Course, Library
from elearn.domain.content.measures import cases_in
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for course in library.courses.values():
        cases = list(_cases(course, library))
        if sum(cases) * 3 < len(cases):
            yield at(course.file, 1, cases=len(cases), harmless=sum(cases))


def _cases(course: Course, library: Library) -> Iterator[bool]:
    """Of each in the source language of *course*, whether it ends so."""
    for module in library.sources():
        if module.course == course.id:
            for block in module.exercises:
                yield from cases_in(block)


RULE = Rule("no-concern-share", Level.WARNING, check)
