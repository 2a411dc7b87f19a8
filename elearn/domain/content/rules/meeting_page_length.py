"""A meeting page fits into a workplace meeting."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Library
from elearn.domain.content.meeting import LONGEST, SHORTEST
from elearn.domain.content.rule import Level, Place, Rule, at


def check(library: Library, today: date) -> Iterator[Place]:
    for page in library.meeting_pages.values():
        source = library.source_of(page) or page
        minutes = page.front.minutes or source.front.minutes or 0
        if not SHORTEST <= minutes <= LONGEST:
            line = page.front.line_by_key.get("minutes", 1)
            yield at(page.file, line, shortest=SHORTEST, longest=LONGEST)


RULE = Rule("meeting-page-length", Level.WARNING, check)
