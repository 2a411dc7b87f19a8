"""Counters of first answers: how an exercise fell out, never for whom."""

from datetime import date
from uuid import UUID

from elearn.domain.content.compiled import CompiledExercise, CompiledModule
from elearn.domain.record.attempt import Work
from elearn.store.db import Session
from elearn.store.models import ExerciseCounter, ExerciseSeen
from elearn.store.sealing import Sealer
from elearn.store.upsert import insert_and_tell, raise_by_one


def count_first_answers(
    session: Session,
    who: tuple[UUID, UUID],
    sealer: Sealer,
    module: CompiledModule,
    work: Work,
    *,
    today: date,
) -> None:
    """Raises the counters of exercises that this person answers for the first time ever.

    *who* is municipality and person. In key order, so that two submissions at once never wait
    for each other in a ring, and so that the order of rows says nothing about the order of
    answers.
    """
    municipality, person = who
    counted = [exercise for exercise in module.exercises if _marks(exercise, work)]
    exercise_by_key = {
        sealer.pseudonym(municipality, person, exercise.version): exercise for exercise in counted
    }
    rows = [
        {"municipality_id": municipality, "key": key, "seen_on": today}
        for key in sorted(exercise_by_key)
    ]
    never_seen = insert_and_tell(session, ExerciseSeen, rows, "key")
    marks = {
        (exercise.version, mark)
        for key, exercise in exercise_by_key.items()
        if key in never_seen
        for mark in _marks(exercise, work)
    }
    counters = [
        {"municipality_id": municipality, "exercise_version": version, "mark": mark}
        for version, mark in sorted(marks)
    ]
    raise_by_one(session, ExerciseCounter, counters, "count")


def _marks(exercise: CompiledExercise, work: Work) -> list[str]:
    """Nothing of what was not answered, nor of what has neither a key nor options."""
    first = work.first.get(exercise.id)
    if first is None:
        return []
    options = exercise.exercise.counted(first)
    if not options and not exercise.exercise.key():
        return []
    is_right = exercise.exercise.grade(first).credit == 1
    return [
        "answered",
        *(["right"] if is_right else []),
        *(f"option-{option}" for option in options),
        *_certainty(exercise, work, is_right=is_right),
    ]


def _certainty(exercise: CompiledExercise, work: Work, *, is_right: bool) -> list[str]:
    level = work.certainty.get(exercise.id)
    return [f"certainty-{level}-{'right' if is_right else 'wrong'}"] if level else []
