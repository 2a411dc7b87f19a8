"""How has training gone over some years: coverage on certain days, ways in which it was done?"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import distinct, extract, func, select
from sqlalchemy.orm import aliased

from elearn.domain.people.hindsight import branch_on, scope_on
from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.record.coverage import visible_units
from elearn.store.db import Session
from elearn.store.models import Attendance, Evidence, Meeting
from elearn.store.queries.coverage_sums import coverage_on
from elearn.store.queries.my_units import SeenUnits, around, seen_units, showable
from elearn.store.queries.unit_courses import UnitCourse
from elearn.store.queries.unit_people import standings_in_units


@dataclass(frozen=True, slots=True)
class CoverageDay(SeenUnits):
    """The unit and what was under it that day; the tree is empty when it was not there."""

    day: date
    is_whole: bool
    """Whether all that stood under it that day is the viewer's today; if not, nothing is shown."""


def coverage_day(
    session: Session,
    municipality: UUID,
    course: UnitCourse,
    top: UUID,
    named: frozenset[UUID],
    counted: frozenset[UUID],
    placed: Collection[Placement],
    today_tree: OrgTree,
    *,
    day: date,
) -> CoverageDay:
    """Of *top* and everything that was under it on *day*, from the kept sums. Of units whose people
    the viewer may not see by name only figures that give no small group away, judged beside all
    that the viewer could put them next to; where some of these have names for the viewer, from the
    people themselves, since sums do not say who could be subtracted."""
    branch = branch_on(day, top, placed, named | counted, today_tree)
    is_whole = not branch.elsewhere
    if not is_whole:
        return CoverageDay(branch.tree, {}, frozenset(), day, is_whole)
    units = list(branch.tree)
    if not units or named.issuperset(today_tree.subtree(top)):
        sums = coverage_on(session, municipality, course.id, units, day)
        shown = frozenset(units)
    else:
        scope = scope_on(day, placed, named | counted, today_tree)
        beside = scope if named else around(scope, top)
        sums = coverage_on(session, municipality, course.id, list(beside), day)
        if named:
            people = standings_in_units(session, municipality, course.duties, list(scope), day)
            shown = named | showable(scope, people, sums, named)
        else:
            shown = visible_units(beside, sums)
    seen = seen_units(branch.tree, sums, shown)
    return CoverageDay(seen.tree, seen.coverage, seen.sheltering, day, is_whole)


def people_by_way(
    session: Session, municipality: UUID, years: Sequence[int]
) -> Mapping[tuple[int, str], int]:
    """How many people completed a module, by year and kind of evidence. What was taken back is
    left out, unless the taking back was itself taken back."""
    taken, again = aliased(Evidence), aliased(Evidence)
    year = extract("year", Evidence.completed_on)
    is_restored = (
        select(again.id)
        .where(again.municipality_id == taken.municipality_id, again.withdraws == taken.id)
        .exists()
    )
    is_taken_back = (
        select(taken.id)
        .where(
            taken.municipality_id == Evidence.municipality_id,
            taken.withdraws == Evidence.id,
            ~is_restored,
        )
        .exists()
    )
    rows = session.execute(
        select(year, Evidence.kind, func.count(distinct(Evidence.person_id)))
        .where(
            Evidence.municipality_id == municipality,
            Evidence.withdraws.is_(None),
            Evidence.completed_on >= date(min(years), 1, 1),
            Evidence.completed_on <= date(max(years), 12, 31),
            ~is_taken_back,
        )
        .group_by(year, Evidence.kind)
    )
    return {(int(when), kind): people for when, kind, people in rows}


def meetings_by_year(
    session: Session, municipality: UUID, years: Sequence[int]
) -> Mapping[int, int]:
    """How many workplace meetings somebody was noted at."""
    was_there = (
        select(Attendance.id)
        .where(
            Attendance.municipality_id == Meeting.municipality_id,
            Attendance.meeting_id == Meeting.id,
        )
        .exists()
    )
    days = session.scalars(
        select(Meeting.held_on).where(
            Meeting.municipality_id == municipality,
            Meeting.held_on >= date(min(years), 1, 1),
            Meeting.held_on <= date(max(years), 12, 31),
            was_there,
        )
    )
    return Counter(day.year for day in days)
