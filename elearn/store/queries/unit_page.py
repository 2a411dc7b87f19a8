"""How does a unit stand, and who is on one page of its list?

Figures come from the kept sums, and names are read only of those on the page: the database counts
how many share a status and a last day, and only the people of those that fall on the page are
looked at. Where sums cannot tell, where there are few, or where the list is ordered or searched by
name, `unit_report` reads everybody.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate
from uuid import UUID

from sqlalchemy import and_, distinct, func, or_, select

from elearn.domain.people.hindsight import Branch, branch_on
from elearn.domain.people.naming import sorting_key
from elearn.domain.people.org import OrgTree
from elearn.domain.record.completion import Status
from elearn.domain.record.coverage import MOST_PRESSING_FIRST
from elearn.store.db import Session
from elearn.store.models import Employment, StatusPeriod
from elearn.store.queries.coverage_sums import coverage_on
from elearn.store.queries.org import placements
from elearn.store.queries.unit_courses import UnitCourse
from elearn.store.queries.unit_people import (
    UnitPerson,
    asked_on,
    coverage_of,
    employed_in,
    people_in_units,
    standings_in_units,
    urgency,
)
from elearn.store.queries.unit_report import (
    TO_DO,
    Shown,
    UnitFigures,
    Wanted,
    parts_of,
    report_of_branch,
)

PERSONS_AT_ONCE = 500
FEW = 500
"""Up to so many people it is quicker to read everybody than to ask several times."""
NO_DAY = date.max.isoformat()
NOT_ASKED = urgency(None)

_Count = tuple[int, str, int]
"""An urgency, a last day, and how many people have both as the most pressing that is asked; those
of whom nothing is asked come last."""
_Place = tuple[str, list[tuple[int, str]], int]
"""A place on the list, the urgencies and last days of those who share it, and how many they are."""


@dataclass(frozen=True, slots=True)
class UnitOverview:
    figures: UnitFigures
    total: int
    """How many are on the list, all pages of it."""
    people: Callable[[int, int], Sequence[UnitPerson]]
    """Those from one place of the list to before another."""


def unit_overview(
    session: Session,
    municipality: UUID,
    unit: UUID,
    course: UnitCourse | None,
    wanted: Wanted,
    within: frozenset[UUID],
    today_tree: OrgTree,
    *,
    on: date,
) -> UnitOverview:
    """As `unit_report` has it, a page at a time."""
    branch = branch_on(on, unit, placements(session, municipality), within, today_tree)
    duties = course.duties if course else ()
    here = [unit] if unit in branch.tree else []
    parts = [*here, *parts_of(branch.tree, unit)]
    sums = coverage_on(session, municipality, course.id if course else "", parts, on)
    is_large = unit in sums and sums[unit].concerned > FEW
    if course is None or branch.elsewhere or not is_large or not _can_be_counted(wanted):
        report = report_of_branch(session, municipality, unit, duties, wanted, branch, on=on)
        return UnitOverview(report, len(report.people), partial(_between, report.people))
    counts = _counts(session, municipality, duties, list(branch.tree), on)
    direct = standings_in_units(session, municipality, duties, here, on)
    figures = UnitFigures(
        unit=unit,
        day=on,
        tree=branch.tree,
        elsewhere=branch.elsewhere,
        coverage=sums[unit],
        coverage_by_unit=sums,
        directly=coverage_of(direct),
        not_asked=sum(people for rank, _, people in counts if rank == NOT_ASKED),
        next_due_on=_next_due_on(counts, on),
    )
    if wanted.unit in branch.tree and wanted.unit:
        narrow = list(branch.tree.subtree(wanted.unit))
        counts = _counts(session, municipality, duties, narrow, on)
    else:
        narrow = list(branch.tree)
    listed = _ordered([each for each in counts if _is_wanted(each, wanted, on)], wanted.sort)
    return UnitOverview(
        figures,
        sum(people for *_, people in listed),
        partial(_page, session, municipality, duties, branch, narrow, listed, on),
    )


def _can_be_counted(wanted: Wanted) -> bool:
    """Whether the list can be told without anybody's name or validity."""
    by_count = wanted.sort.removeprefix("-") in ("status", "due")
    return by_count and not wanted.text and wanted.status is not Shown.NOT_ASKED


def _counts(
    session: Session,
    municipality: UUID,
    duties: Collection[UUID],
    units: Collection[UUID],
    on: date,
) -> list[_Count]:
    """The most pressing first, and among those alike the earliest last day."""
    if len(duties) == 1:
        rows = session.execute(
            select(
                StatusPeriod.status,
                StatusPeriod.due_on,
                func.count(distinct(Employment.person_id)),
            )
            .outerjoin(StatusPeriod, asked_on(duties, on))
            .where(*employed_in(municipality, units, on))
            .group_by(StatusPeriod.status, StatusPeriod.due_on)
        )
        return sorted((*_key_of(code, due_on), people) for code, due_on, people in rows)
    people = _most_pressing(session, municipality, duties, units, on)
    return sorted((*key, count) for key, count in Counter(people.values()).items())


def _key_of(status: str | None, due_on: date | None) -> tuple[int, str]:
    rank = urgency(Status(status)) if status else NOT_ASKED
    return rank, due_on.isoformat() if due_on else NO_DAY


def _most_pressing(
    session: Session,
    municipality: UUID,
    duties: Collection[UUID],
    units: Collection[UUID],
    on: date,
) -> dict[UUID, tuple[int, str]]:
    """Where several duties ask for the course, the most pressing of each person."""
    rows = session.execute(
        select(Employment.person_id, StatusPeriod.status, StatusPeriod.due_on)
        .outerjoin(StatusPeriod, asked_on(duties, on))
        .where(*employed_in(municipality, units, on))
    )
    found: dict[UUID, tuple[int, str]] = {}
    for person, code, due_on in rows:
        key = _key_of(code, due_on)
        found[person] = min(key, found.get(person, key))
    return found


def _is_wanted(count: _Count, wanted: Wanted, on: date) -> bool:
    rank, due_on, _ = count
    if rank == NOT_ASKED:
        return False
    status = MOST_PRESSING_FIRST[rank]
    match wanted.status:
        case Shown.ASKED:
            return True
        case Shown.TO_DO:
            return status in TO_DO
        case Shown.LATE:
            return status in TO_DO and due_on < on.isoformat()
        case _:
            return status is wanted.status


def _ordered(counts: Sequence[_Count], sort: str) -> list[_Place]:
    """Places on the list that several share, each with the keys of those who do."""
    by_due = sort.removeprefix("-") == "due"
    places: dict[str, tuple[list[tuple[int, str]], int]] = {}
    for rank, due_on, people in counts:
        place = due_on if by_due else f"{rank}{due_on}"
        keys, known = places.get(place, ([], 0))
        places[place] = ([*keys, (rank, due_on)], known + people)
    order = sorted(places, reverse=sort.startswith("-"))
    return [(place, *places[place]) for place in order]


def _page(
    session: Session,
    municipality: UUID,
    duties: Collection[UUID],
    branch: Branch,
    units: Collection[UUID],
    listed: Sequence[_Place],
    on: date,
    first: int,
    end: int,
) -> list[UnitPerson]:
    """Of *listed* those from *first* to before *end*; by name where several share a place."""
    begins = [0, *accumulate(people for *_, people in listed)]
    found: list[UnitPerson] = []
    shown = [
        (place, keys)
        for start, (place, keys, people) in zip(begins, listed, strict=False)
        if start < end and start + people > first
    ]
    if not shown:
        return []
    order = {key: number for number, (_, keys) in enumerate(shown) for key in keys}
    persons = _sharing(session, municipality, duties, units, order, on)
    for start in range(0, len(persons), PERSONS_AT_ONCE):
        some = persons[start : start + PERSONS_AT_ONCE]
        found += people_in_units(session, municipality, duties, list(branch.tree), on, among=some)
    at = {each.person: order.get(_key_of(each.status, each.due_on)) for each in found}
    found = [each for each in found if at[each.person] is not None]
    found.sort(key=lambda each: (at[each.person], sorting_key(each.sorting_name), each.person))
    before = begins[[place for place, *_ in listed].index(shown[0][0])]
    return found[first - before : end - before]


def _sharing(
    session: Session,
    municipality: UUID,
    duties: Collection[UUID],
    units: Collection[UUID],
    keys: Collection[tuple[int, str]],
    on: date,
) -> list[UUID]:
    """Of whom a duty asks that, with one of *keys*; another may ask something more pressing."""
    days_of: dict[Status, list[date]] = defaultdict(list)
    for rank, due_on in keys:
        days_of[MOST_PRESSING_FIRST[rank]] += [date.fromisoformat(due_on)]
    alike = or_(
        *(
            and_(
                StatusPeriod.status == status.value,
                or_(
                    StatusPeriod.due_on.in_(days),
                    *([StatusPeriod.due_on.is_(None)] if date.max in days else []),
                ),
            )
            for status, days in days_of.items()
        )
    )
    return list(
        session.scalars(
            select(Employment.person_id)
            .distinct()
            .join(StatusPeriod, asked_on(duties, on))
            .where(*employed_in(municipality, units, on), alike)
        )
    )


def _next_due_on(counts: Sequence[_Count], on: date) -> date | None:
    coming = (
        due_on
        for rank, due_on, _ in counts
        if rank != NOT_ASKED
        and MOST_PRESSING_FIRST[rank] in TO_DO
        and on.isoformat() <= due_on < NO_DAY
    )
    first = min(coming, default=None)
    return date.fromisoformat(first) if first else None


def _between(people: Sequence[UnitPerson], first: int, end: int) -> Sequence[UnitPerson]:
    return people[first:end]
