"""What of a module somebody is asked who took an earlier version of it."""

from collections.abc import Collection, Iterator

from elearn.domain.content.compiled import CompiledModule, CompiledText
from elearn.domain.content.course import Retake
from elearn.domain.content.walk import steps_of


def asks_changes_only(retakes: Collection[Retake]) -> bool:
    """Whether the versions since, each with what it asks of those who did the one before, leave it
    at what has changed. Where none asks for anything, renewing means all of it."""
    return Retake.CHANGED in retakes and Retake.ALL not in retakes


def changed_since(old: CompiledModule, new: CompiledModule) -> tuple[str, ...]:
    """The ids of the exercises of *new* that are others than in *old*, or come after a text that
    is; in the order of the module. Both are in one language."""
    return tuple(_changed(old, new))


def _changed(old: CompiledModule, new: CompiledModule) -> Iterator[str]:
    texts = {part.id: part.html for part in old.parts if isinstance(part, CompiledText)}
    exercises = {one.id: one.version for one in old.exercises}
    for step in steps_of(new):
        if step.exercise is None:
            continue
        is_other = exercises.get(step.exercise.id) != step.exercise.version
        if is_other or any(texts.get(text.id) != text.html for text in step.texts):
            yield step.exercise.id
