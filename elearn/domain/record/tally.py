"""What one person adds to the coverage of units over time, so that a unit's figures can be kept
as sums that grow with days and not with people.

A *stretch* says that from one day to another the person counts in a unit with a mark: a status,
that they are under way though their last day has passed, or that they work in several units of it.
Coverage of a day is the sum over everybody of the stretches that hold it; a sum changes only on the
days on which some stretch begins or ends.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from elearn.domain.people.employment import Employment
from elearn.domain.people.intervals import Days, Interval, intersect, later, subtract, union
from elearn.domain.people.org import OrgHistory
from elearn.domain.record.completion import Status, StatusPeriod
from elearn.domain.record.coverage import MOST_PRESSING_FIRST, Coverage

SEVERAL = "several"
"""The mark of somebody who works in more than one unit of the group, beside their status."""
BEGUN_LATE = "begun-late"
"""The mark of somebody under way who should have been done by then, beside their status."""


@dataclass(frozen=True, slots=True)
class Stretch:
    unit: UUID
    """Counted there with all that is under it."""
    mark: str
    """A status, `BEGUN_LATE` or `SEVERAL`."""
    from_on: date
    to_on: date | None


GRAINS = ("day", "month", "year")
Change = tuple[UUID, str, date, str]
"""A unit, a grain, the first day of that day, month or year, and a mark: by how much the number of
people with the mark changed in it."""


def tally(
    posts: Iterable[Employment],
    periods: Iterable[Sequence[StatusPeriod]],
    history: OrgHistory,
) -> tuple[Stretch, ...]:
    """The stretches of one person in one course, in order.

    *posts* are all that the person ever had, *periods* those of each duty for the course. Who
    works in two units counts once in each and once in every unit above both.
    """
    every = list(periods)
    statuses = _most_pressing(every)
    late = intersect(statuses[Status.UNDER_WAY], _begun_late(every))
    concerned = union(chain.from_iterable(statuses.values()))
    found: list[Stretch] = []
    for unit, places in _places(posts, history).items():
        there = union(chain.from_iterable(places))
        marked = [(status.value, intersect(days, there)) for status, days in statuses.items()]
        marked.append((BEGUN_LATE, intersect(late, there)))
        marked.append((SEVERAL, intersect(concerned, _overlaps(places))))
        found += [
            Stretch(unit, mark, each.from_on, each.to_on) for mark, days in marked for each in days
        ]
    return tuple(sorted(found, key=_order))


def changes(stretches: Iterable[Stretch]) -> Counter[Change]:
    """By how much each sum changes, in every grain; a change of nothing is left out."""
    edges: Counter[tuple[UUID, date, str]] = Counter()
    for each in stretches:
        edges[each.unit, each.from_on, each.mark] += 1
        if each.to_on is not None:
            edges[each.unit, each.to_on, each.mark] -= 1
    found: Counter[Change] = Counter()
    for (unit, day, mark), by in edges.items():
        for grain in GRAINS:
            found[unit, grain, first_of(grain, day), mark] += by
    return Counter({change: by for change, by in found.items() if by})


def first_of(grain: str, day: date) -> date:
    """The first day of the day, month or year that holds *day*."""
    if grain == "day":
        return day
    return day.replace(day=1) if grain == "month" else day.replace(month=1, day=1)


def coverage_from(sums: Mapping[str, int]) -> Coverage:
    """From sums by mark; a missing one is zero."""
    return Coverage.of(
        {status: sums.get(status.value, 0) for status in Status},
        sums.get(SEVERAL, 0),
        sums.get(BEGUN_LATE, 0),
    )


def _most_pressing(periods: Iterable[Sequence[StatusPeriod]]) -> dict[Status, Days]:
    """The days of each status; where several duties concern the person the most pressing counts."""
    days: dict[Status, list[Interval]] = defaultdict(list)
    for period in chain.from_iterable(periods):
        days[period.status].append(Interval(period.from_on, period.to_on))
    found: dict[Status, Days] = {}
    taken: Days = ()
    for status in MOST_PRESSING_FIRST:
        every = union(days[status])
        found[status] = subtract(every, taken)
        taken = union((*taken, *every))
    return found


def _begun_late(periods: Iterable[Sequence[StatusPeriod]]) -> Days:
    """The days on which a duty has been begun and its last day has passed."""
    found = []
    for period in chain.from_iterable(periods):
        if period.status is Status.UNDER_WAY and period.due_on is not None:
            first = max(period.from_on, later(period.due_on, 1))
            if first < period.end:
                found.append(Interval(first, period.to_on))
    return union(found)


def _places(posts: Iterable[Employment], history: OrgHistory) -> dict[UUID, list[Days]]:
    """By unit, the days on which the person worked in each of the units that it held."""
    employed: dict[UUID, list[Interval]] = defaultdict(list)
    for post in posts:
        employed[post.unit].append(post.period)
    found: dict[UUID, list[Days]] = defaultdict(list)
    for at, intervals in employed.items():
        held = union(intervals)
        for unit, days in history.periods_above(at).items():
            if there := intersect(held, days):
                found[unit].append(there)
    return found


def _overlaps(places: Sequence[Days]) -> Days:
    """The days that are in more than one of *places*."""
    seen: Days = ()
    twice: Days = ()
    for days in places:
        twice = union((*twice, *intersect(seen, days)))
        seen = union((*seen, *days))
    return twice


def _order(each: Stretch) -> tuple[UUID, str, date]:
    return each.unit, each.mark, each.from_on
