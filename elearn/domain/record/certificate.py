"""What a certificate says: a course was completed on a day, once a renewal cycle.

Rules on values alone; who may have one and how it is signed is said elsewhere.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from elearn.domain.record.completion import Evidence, Round, effective, rounds
from elearn.domain.record.duty import Need


@dataclass(frozen=True, slots=True)
class Cycle:
    """One time that a course was completed."""

    course: str
    completed_on: date
    valid_until: date | None
    """The last valid day; None when for good."""
    rows: tuple[UUID, ...]
    """The evidence it rests on, in an order that does not change."""


@dataclass(frozen=True, slots=True)
class Measure:
    """By what a course counts as completed."""

    course: str
    modules: tuple[str, ...]
    need: Need
    valid_days: int | None


class Standing(StrEnum):
    """What somebody who checks a certificate is told."""

    STANDS = "stands"
    EXPIRED = "expired"
    """It was right, and its time is over."""
    CORRECTED = "corrected"
    """Something it rests on was taken back."""


def cycles(evidence: Iterable[Evidence], measures: Iterable[Measure]) -> list[Cycle]:
    """Every cycle that stands, the latest first; the same rows make one cycle only, with the
    longest validity that any of the measures gives it."""
    done = effective(evidence)
    found: dict[tuple[str, tuple[UUID, ...]], Cycle] = {}
    for measure in measures:
        asked = [
            row for row in done if row.course == measure.course and row.module in measure.modules
        ]
        for each in rounds(measure.modules, measure.need, measure.valid_days, asked):
            cycle = _cycle(measure.course, each)
            other = found.get((cycle.course, cycle.rows), cycle)
            if _lasts(cycle) >= _lasts(other):
                found[cycle.course, cycle.rows] = cycle
    return sorted(found.values(), key=lambda cycle: (-cycle.completed_on.toordinal(), cycle.course))


def standing(
    rows: Collection[UUID], valid_until: date | None, evidence: Iterable[Evidence], *, today: date
) -> Standing:
    """Of a certificate that rests on *rows*, *evidence* being everything about its holder."""
    if not set(rows) <= {row.id for row in effective(evidence)}:
        return Standing.CORRECTED
    if valid_until is not None and valid_until < today:
        return Standing.EXPIRED
    return Standing.STANDS


def _cycle(course: str, each: Round) -> Cycle:
    last = None if each.last_on == date.max else each.last_on
    return Cycle(course, each.completed_on, last, tuple(sorted(row.id for row in each.rows)))


def _lasts(cycle: Cycle) -> date:
    return cycle.valid_until or date.max
