"""An answered exercise with its explanations."""

from dataclasses import dataclass

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.exercises.exercise import Outcome, Remark
from elearn.domain.exercises.interaction import Choice
from elearn.domain.record.attempt import Work


@dataclass(frozen=True)
class Review:
    """Only ever made of an exercise that has an answer."""

    exercise: CompiledExercise
    outcome: Outcome
    kind: str
    """right, partly, wrong or neutral."""
    remarks: tuple[Remark, ...]

    @property
    def is_choice_of_one(self) -> bool:
        """Whether the verdict on the whole says all there is to say of what was chosen."""
        asked = self.exercise.exercise.interaction()
        return isinstance(asked, Choice) and not asked.multiple and len(self.remarks) == 1


def reviewed(exercise: CompiledExercise, work: Work) -> Review | None:
    """None while it has no answer."""
    answered = work.answers.get(exercise.id)
    if answered is None:
        return None
    outcome = exercise.exercise.grade(answered)
    remarks = exercise.exercise.remarks(answered)
    return Review(exercise, outcome, _kind(outcome.credit), remarks)


def _kind(credit: float | None) -> str:
    if credit is None:
        return "neutral"
    if credit == 1:
        return "right"
    return "partly" if credit > 0 else "wrong"
