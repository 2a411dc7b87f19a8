"""An answered exercise with its explanations."""

from dataclasses import dataclass

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.exercises.exercise import Outcome
from elearn.domain.record.attempt import Work


@dataclass(frozen=True)
class Chosen:
    """An option that was chosen, and what is said about it."""

    text: str
    feedback: str
    is_right: bool


@dataclass(frozen=True)
class Review:
    """Only ever made of an exercise that has an answer."""

    exercise: CompiledExercise
    outcome: Outcome
    kind: str
    """right, partly, wrong or neutral."""
    chosen: tuple[Chosen, ...]
    missed: tuple[Chosen, ...]
    """Options of the key that were not chosen."""


def reviewed(exercise: CompiledExercise, work: Work) -> Review:
    answered = work.answers[exercise.id]
    outcome = exercise.exercise.grade(answered)
    key = exercise.exercise.key()
    interaction = exercise.exercise.interaction()
    told = [
        (option.id, Chosen(option.text, exercise.feedback.get(option.id, ""), option.id in key))
        for option in interaction.options
    ]
    is_partial = interaction.multiple and outcome.credit != 1
    return Review(
        exercise,
        outcome,
        _kind(outcome.credit),
        tuple(chosen for id, chosen in told if id in answered),
        tuple(chosen for id, chosen in told if id not in answered and id in key and is_partial),
    )


def _kind(credit: float | None) -> str:
    if credit is None:
        return "neutral"
    if credit == 1:
        return "right"
    return "partly" if credit > 0 else "wrong"
