"""A module as a learner walks through it: text, then what it asks, one screen at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from elearn.domain.content.compiled import CompiledExercise, CompiledModule, CompiledText


@dataclass(frozen=True)
class Step:
    """One screen."""

    number: int
    """From 1."""
    texts: tuple[CompiledText, ...]
    """What is read first; may be empty."""
    exercise: CompiledExercise | None
    """None on the last screen, when text follows the last exercise, and where one was skipped
    that has no alternative."""
    skipped: CompiledExercise | None = None
    """What would stand here, had it not been skipped after its content notice."""


def steps_of(module: CompiledModule, skipped: Collection[str] = ()) -> tuple[Step, ...]:
    """Every part of *module* in its order; a screen ends with an exercise.

    In place of an exercise whose id is *skipped* stands its alternative; alternatives have no
    screen of their own.
    """
    alternatives = _alternatives(module)
    steps: list[Step] = []
    texts: list[CompiledText] = []
    for part in module.parts:
        if isinstance(part, CompiledText):
            texts.append(part)
        elif part.id not in alternatives:
            given_up = part if part.id in skipped else None
            asked = alternatives.get(_alternative(part)) if given_up else part
            steps.append(Step(len(steps) + 1, tuple(texts), asked, given_up))
            texts = []
    if texts:
        steps.append(Step(len(steps) + 1, tuple(texts), None))
    return tuple(steps)


def asked_of(module: CompiledModule, skipped: Collection[str] = ()) -> tuple[CompiledExercise, ...]:
    """The exercises that a learner is to answer who *skipped* some, in the order of the steps."""
    steps = steps_of(module, skipped)
    return tuple(step.exercise for step in steps if step.exercise is not None)


def open_parts(module: CompiledModule) -> tuple[CompiledText | CompiledExercise, ...]:
    """What nobody needs to be asked about first: neither alternatives, which are for some only,
    nor what stands behind a content notice."""
    alternatives = _alternatives(module)
    return tuple(
        part
        for part in module.parts
        if isinstance(part, CompiledText) or not (part.notice or part.id in alternatives)
    )


def resume_at(steps: Sequence[Step], answered: Collection[str]) -> int:
    """The first step whose exercise still waits for an answer; one past the last when none
    does."""
    for step in steps:
        if step.exercise is not None and step.exercise.id not in answered:
            return step.number
    return len(steps) + 1


def _alternative(exercise: CompiledExercise) -> str:
    return exercise.alternative if exercise.notice else ""


def _alternatives(module: CompiledModule) -> dict[str, CompiledExercise]:
    """By id, the exercises that are there for those who skip another one."""
    ids = set(map(_alternative, module.exercises)) - {""}
    return {one.id: one for one in module.exercises if one.id in ids}
