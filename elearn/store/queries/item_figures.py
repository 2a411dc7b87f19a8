"""How did the exercises do: the sums that authors' figures are made from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from elearn.domain.recognition.item_sums import ItemSums
from elearn.store.db import Session
from elearn.store.models import Employment, ExerciseCounter, ExerciseSums, ExerciseWorkplace

OPTION = "option-"


@dataclass(frozen=True)
class ItemFigures:
    """Of one exercise version."""

    sums: ItemSums
    workplaces: int
    options: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    """By option: how many chose it, and the sum of their mean marks elsewhere."""


def workplaces_of(session: Session, municipality: UUID, person: UUID, today: date) -> list[UUID]:
    """The units in which *person* is employed *today*."""
    rows = session.scalars(
        select(Employment.unit_id)
        .where(
            Employment.municipality_id == municipality,
            Employment.person_id == person,
            Employment.from_on <= today,
            or_(Employment.to_on.is_(None), Employment.to_on > today),
        )
        .distinct()
    )
    return list(rows)


def marks_of(
    session: Session, municipality: UUID, versions: Collection[str]
) -> dict[str, list[str]]:
    """The marks that are counted of each of *versions*."""
    rows = session.execute(
        select(ExerciseCounter.exercise_version, ExerciseCounter.mark).where(
            ExerciseCounter.municipality_id == municipality,
            ExerciseCounter.exercise_version.in_(versions),
        )
    )
    found: dict[str, list[str]] = {}
    for version, mark in rows:
        found.setdefault(version, []).append(mark)
    return found


def item_figures(session: Session, municipality: UUID) -> dict[str, ItemFigures]:
    """By exercise version. Three questions, however many exercises."""
    workplaces = _workplaces(session, municipality)
    options = _options(session, municipality)
    rows = session.scalars(select(ExerciseSums).where(ExerciseSums.municipality_id == municipality))
    return {
        row.exercise_version: ItemFigures(
            _sums(row),
            workplaces.get(row.exercise_version, 0),
            options.get(row.exercise_version, {}),
        )
        for row in rows
    }


def _sums(row: Any) -> ItemSums:
    return ItemSums(row.answers, row.x, row.rest, row.x_squared, row.rest_squared, row.x_rest)


def _workplaces(session: Session, municipality: UUID) -> dict[str, int]:
    rows = session.execute(
        select(ExerciseWorkplace.exercise_version, func.count())
        .where(ExerciseWorkplace.municipality_id == municipality)
        .group_by(ExerciseWorkplace.exercise_version)
    )
    return {row[0]: row[1] for row in rows}


def _options(session: Session, municipality: UUID) -> dict[str, dict[str, tuple[int, float]]]:
    rows = session.execute(
        select(
            ExerciseCounter.exercise_version,
            ExerciseCounter.mark,
            ExerciseCounter.count,
            ExerciseCounter.rest,
        ).where(
            ExerciseCounter.municipality_id == municipality,
            ExerciseCounter.mark.startswith(OPTION, autoescape=True),
        )
    )
    found: dict[str, dict[str, tuple[int, float]]] = {}
    for version, mark, count, rest in rows:
        found.setdefault(version, {})[mark.removeprefix(OPTION)] = (count, rest)
    return found
