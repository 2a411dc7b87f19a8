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
    """None on the last screen, when text follows the last exercise."""


def steps_of(module: CompiledModule) -> tuple[Step, ...]:
    """Every part of *module* in its order; a screen ends with an exercise."""
    steps: list[Step] = []
    texts: list[CompiledText] = []
    for part in module.parts:
        if isinstance(part, CompiledText):
            texts.append(part)
            continue
        steps.append(Step(len(steps) + 1, tuple(texts), part))
        texts = []
    if texts:
        steps.append(Step(len(steps) + 1, tuple(texts), None))
    return tuple(steps)


def resume_at(steps: Sequence[Step], answered: Collection[str]) -> int:
    """The first step whose exercise still waits for an answer; one past the last when none
    does."""
    for step in steps:
        if step.exercise is not None and step.exercise.id not in answered:
            return step.number
    return len(steps) + 1
