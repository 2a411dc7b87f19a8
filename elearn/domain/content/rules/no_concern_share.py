"""At least a third of the cases end in no concern, or in another kind of support."""

from collections.abc import Iterator
from datetime import date

from elearn.domain.content.course import Course, ExerciseBlock, Library
from elearn.domain.content.rule import Level, Place, Rule, at
from elearn.domain.recognition.case import Truth

CASE_TAGS = frozenset({"fall", "case"})
NO_CONCERN_TAGS = frozenset({"ingen-oro", "no-concern", "annat-stod", "other-support"})


def check(library: Library, today: date) -> Iterator[Place]:
    for course in library.courses.values():
        cases = list(_cases(course, library))
        harmless = [one for one in cases if _ends_in_no_concern(one)]
        if len(harmless) * 3 < len(cases):
            yield at(course.file, 1, cases=len(cases), harmless=len(harmless))


def _cases(course: Course, library: Library) -> Iterator[ExerciseBlock]:
    """The exercises of *course* that are judged or tagged as cases, in their source language."""
    for module in library.sources():
        for block in module.exercises if module.course == course.id else ():
            tagged = (CASE_TAGS | NO_CONCERN_TAGS).intersection(block.tags)
            if tagged or "truth" in block.spec.settings:
                yield block


def _ends_in_no_concern(block: ExerciseBlock) -> bool:
    tagged = bool(NO_CONCERN_TAGS.intersection(block.tags))
    return tagged or block.spec.settings.get("truth") == Truth.LOOKALIKE


RULE = Rule("no-concern-share", Level.WARNING, check)
