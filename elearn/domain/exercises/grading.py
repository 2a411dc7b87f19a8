"""Exercises and answers in, a score out; nothing is stored and nothing is remembered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from elearn.domain.exercises.exercise import Answer, Exercise, Outcome

_ROUNDING = 1e-9
"""Thirds and sevenths of a point do not add up exactly; a learner must not fail by that."""


class Placed(Protocol):
    """An exercise in its place in a module."""

    @property
    def id(self) -> str: ...
    @property
    def points(self) -> int: ...
    @property
    def exercise(self) -> Exercise: ...


@dataclass(frozen=True)
class Score:
    """How one attempt went."""

    outcomes: Mapping[str, Outcome]
    """By exercise id, for the exercises that were answered, in the module's order."""
    unanswered: tuple[str, ...]
    """The ids of the exercises that still wait for an answer, in the module's order."""
    missed: tuple[str, ...]
    """The ids of the answered exercises with less than full credit, in the module's order."""
    points: float
    out_of: int
    """The points of every exercise that has a key, answered or not."""
    passed: bool
    """Whether everything was answered and the mark, where there is one, was met."""


def grade(
    exercises: Iterable[Placed],
    answers: Mapping[str, Answer],
    *,
    pass_fraction: float | None = None,
) -> Score:
    """The score of *answers*, which are keyed by exercise id.

    An exercise without an entry is unanswered; an empty answer is an answer. Exercises without
    a key ask for an answer but never count. *pass_fraction* is from 0 to 1; without it
    answering everything is enough. Answers to exercises that are not there are ignored.

    Raises: BadAnswer.
    """
    placed = tuple(exercises)
    outcomes = {one.id: one.exercise.grade(answers[one.id]) for one in placed if one.id in answers}
    unanswered = tuple(one.id for one in placed if one.id not in answers)
    keyed = [one for one in placed if one.exercise.is_scored()]
    credit_by_id = {one.id: _credit(outcomes.get(one.id)) for one in keyed}
    points = sum(one.points * credit_by_id[one.id] for one in keyed)
    out_of = sum(one.points for one in keyed)
    needed = (pass_fraction or 0.0) * out_of - _ROUNDING
    return Score(
        outcomes=outcomes,
        unanswered=unanswered,
        missed=tuple(one.id for one in keyed if one.id in outcomes and credit_by_id[one.id] < 1),
        points=points,
        out_of=out_of,
        passed=not unanswered and points >= needed,
    )


def kind_of(outcome: Outcome) -> str:
    """right, partly, wrong; or neutral, where nothing is right or wrong."""
    match outcome.credit:
        case None:
            return "neutral"
        case 1:
            return "right"
        case credit:
            return "partly" if credit > 0 else "wrong"


def _credit(outcome: Outcome | None) -> float:
    return (outcome.credit if outcome else None) or 0.0
