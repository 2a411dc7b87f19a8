"""What makes a habit of a module: from how many exercises on a pattern can be noticed."""

from elearn.domain.content import plain
from elearn.domain.content.course import ExerciseBlock, ModuleText
from elearn.domain.exercises.exercise import Body
from elearn.domain.exercises.interaction import Choice

MIN_EXERCISES = 3
"""Two alike may be chance."""


def single_choices(module: ModuleText) -> list[ExerciseBlock]:
    """The exercises of *module* in which one option of a list is to be chosen, and one is right."""
    return [one for one in module.exercises if _takes_one(one)]


def longest_is_right(block: ExerciseBlock) -> bool:
    """Whether the longest option, or one of several that are as long, is right."""
    lengths = [len(plain.of_markdown(item.text)) for item in block.spec.items]
    return any(
        item.checked and length == max(lengths)
        for item, length in zip(block.spec.items, lengths, strict=True)
    )


def _takes_one(block: ExerciseBlock) -> bool:
    if block.spec.body is not Body.NUMBERED_TASKS:
        return False
    match block.exercise.interaction():
        case Choice(multiple=False):
            return True
    return False
