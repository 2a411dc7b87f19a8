"""How the share that is current in a unit has changed over the last year."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from elearn.domain.people.permissions import Permission
from elearn.domain.record.coverage import SMALLEST_GROUP
from elearn.store.queries.unit_courses import UnitCourse
from elearn.store.queries.unit_trend import TrendPoint, unit_trend
from elearn.web.db import session
from elearn.web.guard import tree, within
from elearn.web.tenant import municipality_id


def trend_of(
    unit: UUID, course: UnitCourse | None, day: date, *, seen_by: Permission
) -> Sequence[TrendPoint]:
    """Empty where it would show nothing: no course, or nobody it was ever asked of.

    Whoever may see no names sees no figure of fewer than five people. Whoever may see those of some
    gets no line: taking away the known would leave figures of the rest, however few they are.
    """
    scope, named = within(seen_by), within(Permission.SEE_UNIT_STATUS)
    if scope & named and scope - named:
        return ()
    points = unit_trend(
        session(), municipality_id(), unit, course.id if course else "", scope, tree(), on=day
    )
    if scope - named:
        points = [_unless_small(point) for point in points]
    return points if any(each.coverage and each.coverage.denominator for each in points) else ()


def _unless_small(point: TrendPoint) -> TrendPoint:
    if point.coverage and point.coverage.denominator < SMALLEST_GROUP:
        return replace(point, coverage=None, is_small=True)
    return point
