"""What in a database contradicts itself?"""

import hashlib
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, not_, select

from elearn.store.db import Session
from elearn.store.models import (
    ContentBlob,
    Evidence,
    ExerciseCounter,
    ExerciseSeen,
    ExerciseSums,
    Module,
    ModuleVersion,
)

ROUNDING = 1e-6


def evidence_without_version(session: Session, municipality: UUID) -> list[UUID]:
    """Evidence of a module version that was never published."""
    return list(
        session.scalars(
            select(Evidence.id)
            .outerjoin(
                ModuleVersion,
                and_(
                    ModuleVersion.municipality_id == Evidence.municipality_id,
                    ModuleVersion.course_id == Evidence.course_id,
                    ModuleVersion.module_id == Evidence.module_id,
                    ModuleVersion.digest == Evidence.version,
                ),
            )
            .where(Evidence.municipality_id == municipality, ModuleVersion.digest.is_(None))
            .order_by(Evidence.id)
        )
    )


def modules_without_version(session: Session, municipality: UUID) -> list[tuple[str, str]]:
    """Course and id of modules whose current version was never published."""
    rows = session.execute(
        select(Module.course_id, Module.id)
        .outerjoin(
            ModuleVersion,
            and_(
                ModuleVersion.municipality_id == Module.municipality_id,
                ModuleVersion.course_id == Module.course_id,
                ModuleVersion.module_id == Module.id,
                ModuleVersion.digest == Module.version,
            ),
        )
        .where(Module.municipality_id == municipality, ModuleVersion.digest.is_(None))
        .order_by(Module.course_id, Module.id)
    )
    return [(course, module) for course, module in rows]


def counters(session: Session, municipality: UUID) -> dict[str, dict[str, int]]:
    """Counts by mark, by exercise version."""
    rows = session.execute(
        select(ExerciseCounter.exercise_version, ExerciseCounter.mark, ExerciseCounter.count)
        .where(ExerciseCounter.municipality_id == municipality)
        .order_by(ExerciseCounter.exercise_version, ExerciseCounter.mark)
    )
    found: dict[str, dict[str, int]] = {}
    for version, mark, count in rows:
        found.setdefault(version, {})[mark] = count
    return found


def impossible_sums(session: Session, municipality: UUID) -> list[str]:
    """Exercise versions whose sums no answers from 0 to 1 can have, in order."""
    row = ExerciseSums
    whole = (row.x, row.rest)
    squared = (row.x_squared, row.rest_squared)
    fits = [_between(one, row.answers) for one in whole]
    fits += [_between(square, one) for square, one in zip(squared, whole, strict=True)]
    fits += [_between(row.x_rest, one) for one in whole]
    asked = select(row.exercise_version).where(
        row.municipality_id == municipality, not_(and_(*fits))
    )
    return list(session.scalars(asked.order_by(row.exercise_version)))


def _between(sum_: Any, most: Any) -> ColumnElement[bool]:
    """Whether *sum_* is from 0 to *most*, but for what rounding adds."""
    return and_(sum_ >= -ROUNDING, sum_ <= most + ROUNDING)


def exercises_seen(session: Session, municipality: UUID) -> int:
    """How many first answers of anybody to anything are remembered; old ones are disposed of."""
    counting = select(func.count()).where(ExerciseSeen.municipality_id == municipality)
    return session.scalar(counting) or 0


def altered_blobs(session: Session) -> Iterator[str]:
    """Digests that are not those of their bytes."""
    rows = session.execute(
        select(ContentBlob.digest, ContentBlob.body).order_by(ContentBlob.digest),
        execution_options={"yield_per": 50},
    )
    for digest, body in rows:
        if hashlib.sha256(body).hexdigest() != digest:
            yield digest
