"""The lines of one file → ModuleText. What it includes is added by `parsing.py`."""

from collections.abc import Sequence
from dataclasses import replace

from elearn.domain.content import digest
from elearn.domain.content.bank import note_cases
from elearn.domain.content.between_exercises import note_between_exercises
from elearn.domain.content.blocks import read_block
from elearn.domain.content.course import Block, ExerciseBlock, ModuleText, Source
from elearn.domain.content.front_matter import split_front_matter
from elearn.domain.content.outline import UNCLOSED, Outline, Section, outline
from elearn.domain.content.references import footnotes_in
from elearn.domain.content.source import Mistakes
from elearn.domain.exercises.exercise import Body


def read_module(course: str, lines: tuple[str, ...], mistakes: Mistakes) -> ModuleText | None:
    """The module in *lines*; None when its front matter cannot be read.

    With mistakes noted it may lack the blocks that they are about, and all of them where a
    comment or fence never ends: what else is amiss would follow from that.
    """
    front, body = split_front_matter(lines, mistakes)
    structure = outline(body, mistakes)
    if any(error.code in UNCLOSED for error in mistakes.errors):
        structure = Outline([Section(0, "", 1)])
    _note_titles(structure.sections, mistakes)
    shuffle = front.shuffle if front else True
    defined = structure.definitions
    read = [read_block(one, defined, mistakes, shuffle=shuffle) for one in structure.sections]
    parts = tuple(block for block in read if block)
    _note_repeated_ids(parts, mistakes)
    _note_unused_marks(structure.sections, read, mistakes)
    note_between_exercises(parts, mistakes)
    if front is None:
        return None
    module = ModuleText(
        course=course,
        file=mistakes.file,
        front=front,
        parts=parts,
        sources=structure.definitions.sources,
        links=structure.definitions.links,
        title_heading=next((one.heading for one in structure.sections if one.level == 1), ""),
        text_version=digest.of_module(lines),
    )
    note_cases(module, mistakes)
    return replace(module, sources=_in_order_of_use(module))


def _note_titles(sections: list[Section], mistakes: Mistakes) -> None:
    """A module has at most one title, and it comes first."""
    titles = [section for section in sections if section.level == 1]
    for title in titles[1:]:
        mistakes.add("title-twice", title.line, first=titles[0].line)
    is_first = sections[1:2] == titles[:1] and not sections[0].body
    if titles and not is_first:
        mistakes.add("title-not-first", titles[0].line)


def _note_repeated_ids(parts: tuple[Block, ...], mistakes: Mistakes) -> None:
    line_by_id: dict[str, int] = {}
    for part in parts:
        if part.id in line_by_id:
            mistakes.add("id-twice", part.line, id=part.id, first=line_by_id[part.id])
        elif part.id:
            line_by_id[part.id] = part.line


def _note_unused_marks(
    sections: Sequence[Section], read: Sequence[Block | None], mistakes: Mistakes
) -> None:
    """Note the marks that no passage refers to, but for those under an exercise with mistakes."""
    blocks = [block for block in read if isinstance(block, ExerciseBlock)]
    used = {phrase.label for block in blocks for phrase in block.spec.phrases}
    for section, block in zip(sections, read, strict=True):
        is_passage = isinstance(block, ExerciseBlock) and block.spec.body is Body.PASSAGE
        code = "mark-unused" if is_passage else "marks-outside-exercise"
        for mark in section.marks:
            if mark.label not in used and (block or section.level < 2):
                mistakes.add(code, mark.line, label=mark.label)


def _in_order_of_use(module: ModuleText) -> dict[str, Source]:
    """The sources in the order in which the text first refers to them; the unused come last."""
    labels = [label for piece in module.pieces() for label, _ in footnotes_in(piece.text)]
    used = {label: module.sources[label] for label in labels if label in module.sources}
    return used | {k: v for k, v in module.sources.items() if k not in used}
