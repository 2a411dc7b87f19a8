"""How has the share that is current in a unit changed, month by month?"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from uuid import UUID

from elearn.domain.people.hindsight import branch_on
from elearn.domain.people.intervals import months_later
from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.record.coverage import Coverage
from elearn.store.db import Session
from elearn.store.queries.coverage_sums import coverage_over_time
from elearn.store.queries.org import placements

MONTHS = 12


@dataclass(frozen=True, slots=True)
class TrendPoint:
    day: date
    coverage: Coverage | None
    """None when the unit was not there that day, or held units that belong to somebody else
    today: their people may not be counted for this viewer."""
    is_small: bool = False
    """Whether it is left out because so few people were asked."""


def unit_trend(
    session: Session,
    municipality: UUID,
    unit: UUID,
    course: str,
    within: frozenset[UUID],
    today_tree: OrgTree,
    *,
    on: date,
) -> list[TrendPoint]:
    """Of the first day of each of the last months, and of *on*, as it is known today. *within* are
    the units that the viewer has."""
    days = trend_days(on)
    placed = placements(session, municipality)
    known = coverage_over_time(session, municipality, course, unit, days)
    whole = _whole_on(days, unit, placed, within, today_tree)
    return [
        TrendPoint(day, coverage if day in whole else None)
        for day, coverage in zip(days, known, strict=True)
    ]


def _whole_on(
    days: Sequence[date],
    unit: UUID,
    placed: Collection[Placement],
    within: frozenset[UUID],
    today_tree: OrgTree,
) -> frozenset[date]:
    """Those of *days* on which *unit* was there and held nothing of anybody else's today. Looked
    at once for all days between which nothing moved: drawing up a tree is what costs."""
    changes = sorted({edge for each in placed for edge in (each.from_on, each.to_on) if edge})
    found: list[date] = []
    for _, alike in groupby(days, partial(bisect_right, changes)):
        same = list(alike)
        branch = branch_on(same[0], unit, placed, within, today_tree)
        found += same if len(branch.tree) and not branch.elsewhere else []
    return frozenset(found)


def trend_days(on: date) -> Sequence[date]:
    first = on.replace(day=1)
    days = [months_later(first, -back) for back in range(MONTHS - 1, -1, -1)]
    return days if on == first else [*days, on]
