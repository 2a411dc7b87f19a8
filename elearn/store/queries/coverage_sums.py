"""How many people count as what in a unit on a day? Read from sums, whose price does not grow
with the number of people."""

from collections import Counter, deque
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, func, or_, select

from elearn.domain.record.coverage import Coverage
from elearn.domain.record.tally import Change, Stretch, coverage_from, first_of
from elearn.domain.record.tally_packing import packed, unpacked
from elearn.store.about_persons import AboutPersons
from elearn.store.bulk import insert_rows
from elearn.store.db import Session
from elearn.store.models import CoverageChange, PersonTally
from elearn.store.upsert import raise_by

UNITS_AT_ONCE = 500
"""SQLite takes about a thousand values in one statement on old builds."""

Tallies = Mapping[tuple[UUID, str], tuple[Stretch, ...]]
"""By person and course; whom no duty ever concerned is absent."""
Sums = Mapping[tuple[str, Change], int]
"""By course and change."""


def coverage_on(
    session: Session, municipality: UUID, course: str, units: Collection[UUID], day: date
) -> dict[UUID, Coverage]:
    """Of each of *units* with everything that was under it on *day*."""
    sums = _sums_on(session, municipality, course, units, day)
    return {unit: coverage_from(sums[unit]) for unit in units}


def coverage_over_time(
    session: Session, municipality: UUID, course: str, unit: UUID, days: Sequence[date]
) -> list[Coverage]:
    """Of *unit* with everything that was under it, on each of *days*, which come in order."""
    if not days:
        return []
    sums = _sums_on(session, municipality, course, [unit], days[0])[unit]
    rows = session.execute(
        select(CoverageChange.on_day, CoverageChange.mark, CoverageChange.change)
        .where(
            CoverageChange.municipality_id == municipality,
            CoverageChange.course_id == course,
            CoverageChange.unit_id == unit,
            CoverageChange.grain == "day",
            CoverageChange.on_day > days[0],
            CoverageChange.on_day <= days[-1],
        )
        .order_by(CoverageChange.on_day)
    )
    waiting, found = deque(rows), []
    for day in days:
        while waiting and waiting[0].on_day <= day:
            row = waiting.popleft()
            sums[row.mark] += row.change
        found.append(coverage_from(sums))
    return found


def _sums_on(
    session: Session, municipality: UUID, course: str, units: Collection[UUID], day: date
) -> dict[UUID, Counter[str]]:
    year, month = first_of("year", day), first_of("month", day)
    grain, first = CoverageChange.grain, CoverageChange.on_day
    counts = or_(
        and_(grain == "year", first < year),
        and_(grain == "month", first >= year, first < month),
        and_(grain == "day", first >= month, first <= day),
    )
    sums: dict[UUID, Counter[str]] = {unit: Counter() for unit in units}
    waiting = list(units)
    for start in range(0, len(waiting), UNITS_AT_ONCE):
        rows = session.execute(
            select(CoverageChange.unit_id, CoverageChange.mark, func.sum(CoverageChange.change))
            .where(
                CoverageChange.municipality_id == municipality,
                CoverageChange.course_id == course,
                CoverageChange.unit_id.in_(waiting[start : start + UNITS_AT_ONCE]),
                counts,
            )
            .group_by(CoverageChange.unit_id, CoverageChange.mark)
        )
        for unit, mark, people in rows:
            sums[unit][mark] = int(people)
    return sums


def stored_tallies(
    session: Session, municipality: UUID, persons: Collection[UUID] | None = None
) -> dict[tuple[UUID, str], tuple[Stretch, ...]]:
    """What the sums hold of *persons*; None means of everybody."""
    return {
        (row.person_id, row.course_id): unpacked(row.stretches)
        for row in _TALLIES.rows(session, municipality, persons)
    }


def drop_tallies(session: Session, municipality: UUID) -> None:
    session.execute(delete(PersonTally).where(PersonTally.municipality_id == municipality))


def forget_tallies(
    session: Session, municipality: UUID, keys: Collection[tuple[UUID, str]]
) -> None:
    """*keys* are persons and courses that have one."""
    if keys:
        session.connection().execute(
            _FORGET,
            [
                {"municipality": municipality, "person": person, "course": course}
                for person, course in sorted(keys)
            ],
        )


def insert_tallies(session: Session, municipality: UUID, tallies: Tallies) -> None:
    """Where there are none."""
    insert_rows(
        session,
        PersonTally,
        [
            {
                "municipality_id": municipality,
                "person_id": person,
                "course_id": course,
                "stretches": packed(stretches),
            }
            for (person, course), stretches in tallies.items()
        ],
    )


def stored_sums(session: Session, municipality: UUID) -> dict[tuple[str, Change], int]:
    """All that are not nothing."""
    rows = session.execute(
        select(
            CoverageChange.course_id,
            CoverageChange.unit_id,
            CoverageChange.grain,
            CoverageChange.on_day,
            CoverageChange.mark,
            CoverageChange.change,
        ).where(CoverageChange.municipality_id == municipality, CoverageChange.change != 0)
    )
    return {
        (course, (unit, grain, day, mark)): change
        for course, unit, grain, day, mark, change in rows
    }


def drop_sums(session: Session, municipality: UUID) -> None:
    session.execute(delete(CoverageChange).where(CoverageChange.municipality_id == municipality))


def insert_sums(session: Session, municipality: UUID, sums: Sums) -> None:
    """Where there are none."""
    insert_rows(session, CoverageChange, _rows(municipality, sums))


def raise_sums(session: Session, municipality: UUID, sums: Sums) -> None:
    """Adds *sums* to what is there. Always in the order of their keys, so that two who raise the
    same ones wait for each other and never both at once."""
    raise_by(session, CoverageChange, _rows(municipality, sums), ["change"])


def _rows(municipality: UUID, sums: Sums) -> list[dict[str, Any]]:
    return [
        {
            "municipality_id": municipality,
            "unit_id": unit,
            "course_id": course,
            "grain": grain,
            "on_day": day,
            "mark": mark,
            "change": change,
        }
        for (course, (unit, grain, day, mark)), change in sorted(
            (sum_ for sum_ in sums.items() if sum_[1]), key=_by_key
        )
    ]


_TALLIES = AboutPersons(
    select(PersonTally.person_id, PersonTally.course_id, PersonTally.stretches).where(
        PersonTally.municipality_id == bindparam("municipality")
    ),
    PersonTally.person_id,
)
_FORGET = delete(PersonTally).where(
    PersonTally.municipality_id == bindparam("municipality"),
    PersonTally.person_id == bindparam("person"),
    PersonTally.course_id == bindparam("course"),
)


def _by_key(sum_: tuple[tuple[str, Change], int]) -> tuple[str, bytes, str, date, str]:
    """UUIDs compare in Python, which for a whole municipality takes longer than to write."""
    (course, (unit, grain, day, mark)), _change = sum_
    return course, unit.bytes, grain, day, mark
