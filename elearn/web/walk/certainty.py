"""How sure the first answer was said to be, and whether that fitted."""

from dataclasses import dataclass

from flask_babel import gettext as _

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.exercises.grading import kind_of
from elearn.domain.recognition.rating import Certainty
from elearn.domain.record.attempt import Work
from elearn.wording.certainty import FITS


@dataclass(frozen=True)
class Stated:
    label: str
    """In the words of the exercise; plain text."""
    is_of_an_earlier_answer: bool
    """Whether another answer has been given since: only with the first is it asked for."""
    fit: str


def stated(exercise: CompiledExercise, work: Work) -> Stated | None:
    """None where it was not asked, or not said."""
    level = work.certainty.get(exercise.id)
    if level is None or exercise.id not in work.answers:
        return None
    first = work.first[exercise.id]
    kind = kind_of(exercise.exercise.grade(first))
    return Stated(
        label=exercise.confidence[level - 1],
        is_of_an_earlier_answer=first != work.answers[exercise.id],
        fit=_(FITS[Certainty(level), kind]) if (Certainty(level), kind) in FITS else "",
    )
