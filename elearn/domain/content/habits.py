"""What makes a habit of a module: from how many exercises on a pattern can be noticed."""

from elearn.domain.content.course import ExerciseBlock, ModuleText
from elearn.domain.exercises.interaction import Choice

MIN_EXERCISES = 3
"""Two alike may be chance."""


def single_choices(module: ModuleText) -> list[ExerciseBlock]:
    """The exercises of *module* in which one option is to be chosen."""
    return [one for one in module.exercises if _takes_one(one)]


def _takes_one(block: ExerciseBlock) -> bool:
    match block.exercise.interaction():
        case Choice(multiple=False):
            return True
    return False
