"""Counters of first answers: how an exercise fell out, never for whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from elearn.domain.content.compiled import CompiledExercise, CompiledModule
from elearn.domain.recognition.exact_sums import addable
from elearn.domain.recognition.item_sums import ItemSums
from elearn.domain.record.attempt import Work
from elearn.store.db import Session
from elearn.store.models import ExerciseCounter, ExerciseSeen, ExerciseSums, ExerciseWorkplace
from elearn.store.queries.item_figures import marks_of, workplaces_of
from elearn.store.sealing import Sealer
from elearn.store.upsert import insert_and_tell, insert_new, raise_by


@dataclass(frozen=True)
class _First:
    """A first answer, as far as it is counted."""

    version: str
    marks: tuple[str, ...]
    credit: float | None
    rest: float | None
    """The mean mark of the module's other exercises; None where no other has a mark."""


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
    first_by_key = {
        sealer.pseudonym(municipality, person, first.version): first
        for first in _firsts(module, work)
    }
    rows = [
        {"municipality_id": municipality, "key": key, "seen_on": today}
        for key in sorted(first_by_key)
    ]
    never_seen = insert_and_tell(session, ExerciseSeen, rows, "key")
    by_version = {first_by_key[key].version: first_by_key[key] for key in never_seen}
    counted = [by_version[version] for version in sorted(by_version)]
    _raise_counters(session, municipality, counted)
    _raise_sums(session, municipality, counted)
    units = workplaces_of(session, municipality, person, today)
    _note_workplaces(session, municipality, sealer, units, counted)


def _raise_counters(session: Session, municipality: UUID, counted: Collection[_First]) -> None:
    """All rows of an exercise are written, most of them as they were: which one was written last
    would tell what the latest learner had answered."""
    known = marks_of(session, municipality, [first.version for first in counted])
    rows = [
        {
            "municipality_id": municipality,
            "exercise_version": first.version,
            "mark": mark,
            "count": int(mark in first.marks),
            "rest": (first.rest or 0.0) * (mark in first.marks),
        }
        for first in counted
        for mark in sorted({*first.marks, *known.get(first.version, ())})
    ]
    raise_by(session, ExerciseCounter, rows, ["count", "rest"])


def _raise_sums(session: Session, municipality: UUID, counted: Collection[_First]) -> None:
    rows = [
        {"municipality_id": municipality, "exercise_version": first.version}
        | _as_row(ItemSums().with_answer(addable(first.credit), first.rest))
        for first in counted
        if first.credit is not None and first.rest is not None
    ]
    raise_by(session, ExerciseSums, rows, list(_as_row(ItemSums())))


def _note_workplaces(
    session: Session,
    municipality: UUID,
    sealer: Sealer,
    units: Collection[UUID],
    counted: Collection[_First],
) -> None:
    """In the order of the keys, which is no order of anything."""
    version_by_key = {
        sealer.pseudonym("workplace", municipality, unit, first.version): first.version
        for unit in units
        for first in counted
    }
    rows = [
        {"municipality_id": municipality, "key": key, "exercise_version": version_by_key[key]}
        for key in sorted(version_by_key)
    ]
    insert_new(session, ExerciseWorkplace, rows)


def _as_row(sums: ItemSums) -> dict[str, float]:
    return {
        "answers": sums.answers,
        "x": sums.x,
        "rest": sums.rest,
        "x_squared": sums.x_squared,
        "rest_squared": sums.rest_squared,
        "x_rest": sums.x_rest,
    }


def _firsts(module: CompiledModule, work: Work) -> list[_First]:
    """Nothing of what was not answered, nor of what has neither a key nor options."""
    credits = {
        one.id: one.exercise.grade(work.first[one.id]).credit
        for one in module.exercises
        if one.id in work.first
    }
    return [
        _First(one.version, marks, credits[one.id], _rest(credits, one.id))
        for one in module.exercises
        if one.id in credits and (marks := _marks(one, work, credits[one.id]))
    ]


def _rest(credits: dict[str, float | None], exercise: str) -> float | None:
    others = [credit for id, credit in credits.items() if id != exercise and credit is not None]
    return addable(sum(others) / len(others)) if others else None


def _marks(exercise: CompiledExercise, work: Work, credit: float | None) -> tuple[str, ...]:
    options = exercise.exercise.counted(work.first[exercise.id])
    if not options and not exercise.exercise.key():
        return ()
    is_right = credit == 1
    return (
        "answered",
        *(["right"] if is_right else []),
        *(f"option-{option}" for option in options),
        *_certainty(exercise, work, is_right=is_right),
    )


def _certainty(exercise: CompiledExercise, work: Work, *, is_right: bool) -> list[str]:
    level = work.certainty.get(exercise.id)
    return [f"certainty-{level}-{'right' if is_right else 'wrong'}"] if level else []
