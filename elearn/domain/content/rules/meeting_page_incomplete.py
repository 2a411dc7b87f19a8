"""A meeting page has all that whoever leads a meeting needs, and asks nothing that is marked."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from elearn.domain.content.course import Block, Library, ModuleText, TextBlock
from elearn.domain.content.meeting import (
    ANSWERS,
    CASE,
    FEWEST_CHOICES,
    LEADING,
    POINTS,
    SECTIONS,
    TALK,
)
from elearn.domain.content.rule import Level, Place, Rule, at

_NUMBERED = re.compile(r"^\d+[.)] ", re.MULTILINE)
_QUOTED = re.compile(r"^> ", re.MULTILINE)
_LABELLED = re.compile(r"^\*\*[^*\n]+:\*\* ", re.MULTILINE)


def check(library: Library, today: date) -> Iterator[Place]:
    for page in library.meeting_pages.values():
        by_id = {part.id: part for part in page.parts}
        for missing in (one for one in SECTIONS if one not in by_id):
            yield at(page.file, 1, variant="section", id=missing)
        for missing in (one for one in ANSWERS if one not in by_id):
            yield at(page.file, _line(by_id, LEADING), variant="answer", id=missing)
        yield from _of_talk(page, by_id.get(TALK))
        yield from _of_case(page, by_id.get(CASE))
        for exercise in page.exercises:
            yield at(page.file, exercise.line, variant="exercise")


def _line(by_id: Mapping[str, Block], id: str) -> int:
    return by_id[id].line if id in by_id else 1


def _of_talk(page: ModuleText, block: Block | None) -> Iterator[Place]:
    if isinstance(block, TextBlock):
        points = len(_NUMBERED.findall(block.text))
        if points != POINTS:
            yield at(page.file, block.line, variant="points", points=points)


def _of_case(page: ModuleText, block: Block | None) -> Iterator[Place]:
    if isinstance(block, TextBlock):
        if not _QUOTED.search(block.text):
            yield at(page.file, block.line, variant="case")
        if len(_NUMBERED.findall(block.text)) < FEWEST_CHOICES:
            yield at(page.file, block.line, variant="vote")
        if not _LABELLED.search(block.text):
            yield at(page.file, block.line, variant="afterwards")


RULE = Rule("meeting-page-incomplete", Level.ERROR, check)
