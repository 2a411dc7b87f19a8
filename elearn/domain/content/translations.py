"""Modules beside the modules that they translate or simplify."""

from collections.abc import Iterator

from elearn.domain.content.course import ExerciseBlock, Library, ModuleText
from elearn.domain.exercises.interaction import Entry

INHERITED = {"credit": "exact"}
"""Settings of an exercise that a translation takes over when it is silent about them, each with
what it is when the source is silent, too."""


def pairs(library: Library) -> Iterator[tuple[ModuleText, ModuleText]]:
    """Each translation with its source; those without one are left out."""
    for module in library.modules.values():
        source = library.source_of(module)
        if source is not None and source is not module:
            yield module, source


def exercise_pairs(
    library: Library,
) -> Iterator[tuple[ModuleText, ExerciseBlock, ExerciseBlock]]:
    """Each translation with an exercise of its own and that of its source with the same id."""
    for module, source in pairs(library):
        original_by_id = {block.id: block for block in source.exercises}
        for block in module.exercises:
            if block.id in original_by_id:
                yield module, block, original_by_id[block.id]


def is_typed_in_words(block: ExerciseBlock) -> bool:
    """Whether what is right in *block* belongs to its language."""
    match block.exercise.interaction():
        case Entry(numeric=False):
            return True
    return False
