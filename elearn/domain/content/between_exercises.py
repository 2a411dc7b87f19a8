"""What exercises of one module say of each other: alternatives, and names of parts."""

from collections.abc import Mapping, Sequence

from elearn.domain.content.course import Block, ExerciseBlock
from elearn.domain.content.source import Mistakes


def note_between_exercises(blocks: Sequence[Block], mistakes: Mistakes) -> None:
    """Note the alternatives that cannot stand in, and the parts that share a name."""
    block_by_id = {block.id: block for block in blocks}
    exercises = [block for block in blocks if isinstance(block, ExerciseBlock)]
    for block in exercises:
        if block.alternative:
            _note_alternative(block, block_by_id, mistakes)
    _note_repeated_parts(exercises, mistakes)


def _note_alternative(
    block: ExerciseBlock, block_by_id: Mapping[str, Block], mistakes: Mistakes
) -> None:
    other = block_by_id.get(block.alternative)
    if not isinstance(other, ExerciseBlock) or other is block:
        mistakes.add("alternative-absent", block.line, id=block.alternative)
        return
    concepts = {one.spec.settings.get("concept", "") for one in (block, other)} - {""}
    if len(concepts) > 1:
        mistakes.add("alternative-other-concept", block.line, id=block.alternative)


def _note_repeated_parts(exercises: Sequence[ExerciseBlock], mistakes: Mistakes) -> None:
    """A story is played by its anchors in other viewers, and those belong to the whole file."""
    line_by_name: dict[tuple[str, str], int] = {}
    for part in (part for block in exercises for part in block.spec.parts):
        first = line_by_name.setdefault((part.word, part.name), part.line)
        if first != part.line:
            mistakes.add("part-twice", part.line, name=part.name, first=first)
