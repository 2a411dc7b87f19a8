"""What is kept of where people stand in some courses, and what has to be written when that becomes
otherwise: no row more."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import bindparam, delete, select

from elearn.domain.record.completion import Status
from elearn.domain.record.completion import StatusPeriod as Period
from elearn.domain.record.tally import Stretch
from elearn.domain.record.tally_packing import packed, unpacked
from elearn.store.bulk import insert_rows
from elearn.store.db import Session
from elearn.store.models import CoverageChange, Duty, PersonTally, StatusPeriod


@dataclass(frozen=True, slots=True)
class Kept:
    """By person; whom no duty for the courses ever concerned is absent."""

    periods: dict[UUID, set[tuple[UUID, Period]]] = field(default_factory=lambda: defaultdict(set))
    """With the duty that each is of."""
    tallies: dict[UUID, dict[str, tuple[Stretch, ...]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    """By course."""


def kept(session: Session, municipality: UUID, courses: Collection[str]) -> Kept:
    found = Kept()
    periods = (
        select(
            StatusPeriod.person_id,
            StatusPeriod.duty_id,
            StatusPeriod.from_on,
            StatusPeriod.to_on,
            StatusPeriod.status,
            StatusPeriod.due_on,
            StatusPeriod.valid_until,
        )
        .join(
            Duty,
            (Duty.municipality_id == StatusPeriod.municipality_id)
            & (Duty.id == StatusPeriod.duty_id),
        )
        .where(StatusPeriod.municipality_id == municipality, Duty.course_id.in_(courses))
    )
    for person, duty, from_on, to_on, status, due_on, valid_until in session.execute(periods):
        period = Period(from_on, to_on, Status(status), due_on, valid_until)
        found.periods[person].add((duty, period))
    tallies = select(PersonTally.person_id, PersonTally.course_id, PersonTally.stretches).where(
        PersonTally.municipality_id == municipality, PersonTally.course_id.in_(courses)
    )
    for person, course, stretches in session.execute(tallies):
        found.tallies[person][course] = unpacked(stretches)
    return found


def replace_some_periods(
    session: Session,
    municipality: UUID,
    gone: Iterable[tuple[UUID, UUID, Period]],
    new: Iterable[tuple[UUID, UUID, Period]],
) -> None:
    """Each with its person and duty."""
    keys = [
        {"person": person, "duty": duty, "from_on_": each.from_on} for person, duty, each in gone
    ]
    if keys:
        session.connection().execute(
            delete(StatusPeriod).where(
                StatusPeriod.municipality_id == municipality,
                StatusPeriod.duty_id == bindparam("duty"),
                StatusPeriod.person_id == bindparam("person"),
                StatusPeriod.from_on == bindparam("from_on_"),
            ),
            keys,
        )
    rows = [
        {
            "municipality_id": municipality,
            "duty_id": duty,
            "person_id": person,
            "from_on": each.from_on,
            "to_on": each.to_on,
            "status": each.status.value,
            "due_on": each.due_on,
            "valid_until": each.valid_until,
        }
        for person, duty, each in new
    ]
    insert_rows(session, StatusPeriod, rows)


def replace_some_tallies(
    session: Session,
    municipality: UUID,
    gone: Collection[tuple[UUID, str]],
    new: Mapping[tuple[UUID, str], Sequence[Stretch]],
) -> None:
    """By person and course."""
    if gone:
        session.connection().execute(
            delete(PersonTally).where(
                PersonTally.municipality_id == municipality,
                PersonTally.person_id == bindparam("person"),
                PersonTally.course_id == bindparam("course"),
            ),
            [{"person": person, "course": course} for person, course in gone],
        )
    rows = [
        {
            "municipality_id": municipality,
            "person_id": person,
            "course_id": course,
            "stretches": packed(stretches),
        }
        for (person, course), stretches in new.items()
    ]
    insert_rows(session, PersonTally, rows)


def drop_empty_sums(session: Session, municipality: UUID, courses: Collection[str]) -> None:
    """Those that have come to nothing."""
    session.execute(
        delete(CoverageChange).where(
            CoverageChange.municipality_id == municipality,
            CoverageChange.course_id.in_(courses),
            CoverageChange.change == 0,
        )
    )
