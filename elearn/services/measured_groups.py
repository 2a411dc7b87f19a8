"""Group figures of measurement: sums are raised when somebody finishes, and told once a quarter.

Off until the municipality's own panel has settled every case of the form.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from uuid import UUID

from elearn.domain.people.hindsight import keeper
from elearn.domain.people.intervals import months_later
from elearn.domain.people.org import OrgTree, Placement
from elearn.domain.recognition.disclosure import Tree
from elearn.domain.recognition.group_snapshot import group_snapshot
from elearn.domain.recognition.group_sums import (
    GroupSums,
    Ledger,
    contribution,
    is_counted,
)
from elearn.domain.recognition.measurement_block import MONTHS_UNSEEN, Occasion
from elearn.domain.recognition.measurement_record import Measured, course_of
from elearn.domain.recognition.quarter import quarter_of
from elearn.domain.recognition.rating import RatingCounts
from elearn.services.kept_practice import Practitioner
from elearn.services.panel import has_own_votes
from elearn.store.db import Session
from elearn.store.models import MeasurementSeen, MeasurementSnapshot, MeasurementSums
from elearn.store.queries.measured_groups import (
    courses_measured,
    latest_snapshot,
    locked_seen,
    sums_rows,
    unit_counted_in,
)
from elearn.store.queries.measurement import Form
from elearn.store.queries.org import placements
from elearn.store.sealing import Sealer
from elearn.store.upsert import insert_new, raise_by


def count_block(
    session: Session,
    who: Practitioner,
    sealer: Sealer,
    form: Form,
    blocks: Iterable[Measured],
    *,
    today: date,
) -> None:
    """Adds the latest of *blocks*, which are of the course of *form*, to the sums of one unit.

    Nothing happens while the form is not settled by an own panel, where too few cases were
    answered, or for somebody without a post today.
    """
    *earlier, latest = blocks
    if not is_counted(latest.counts):
        return
    if not has_own_votes(session, who.municipality, form.exercises):
        return
    unit = unit_counted_in(session, who.municipality, who.person, today)
    if unit is None:
        return
    before = _before(earlier, latest)
    if before and not _is_new(session, who, sealer, f"pair of {form.course}", today):
        before = None
    is_new_person = _is_new(session, who, sealer, f"person of {form.course}", today)
    added = contribution(latest.counts, before, is_new_person=is_new_person)
    _raise(session, who.municipality, unit, form.id, added, today)


def take_snapshots(session: Session, municipality: UUID, *, today: date) -> list[str]:
    """The courses of which what this quarter shows has now been fixed; none where it was before.

    A unit that is gone is told with the unit that took it over, or stands above where it was.
    """
    placed = placements(session, municipality)
    return [
        course
        for course in courses_measured(session, municipality)
        if _take(session, municipality, course, placed, today)
    ]


def _take(
    session: Session, municipality: UUID, course: str, placed: list[Placement], today: date
) -> bool:
    quarter = quarter_of(today)
    before = latest_snapshot(session, municipality, course)
    if before is not None and before.quarter >= quarter:
        return False
    tree = OrgTree.on(today, placed)
    rows = [
        (str(kept_by), on, sums)
        for unit, form, on, sums in sums_rows(session, municipality)
        if course_of(form) == course and (kept_by := keeper(unit, placed, tree))
    ]
    found = group_snapshot(_as_tree(tree), Ledger(rows), quarter=quarter, before=before)
    row = {
        "municipality_id": municipality,
        "course_id": course,
        "quarter_on": quarter,
        "content": json.dumps(found.as_json()),
    }
    return insert_new(session, MeasurementSnapshot, [row]) == 1


def _as_tree(tree: OrgTree) -> Tree[str]:
    children = {str(unit): tuple(map(str, tree.children(unit))) for unit in tree}
    return Tree(tuple(map(str, tree.roots)), children)


def _before(earlier: Iterable[Measured], latest: Measured) -> RatingCounts | None:
    """What the first block after a course is paired with."""
    if latest.occasion is not Occasion.AFTER_COURSE:
        return None
    found = [one.counts for one in earlier if one.occasion is Occasion.BEFORE_COURSE]
    return next((counts for counts in reversed(found) if is_counted(counts)), None)


def _is_new(session: Session, who: Practitioner, sealer: Sealer, what: str, today: date) -> bool:
    """Whether *who* has not been counted as *what* within a year; now they have. Deleting one's
    practice does not undo it, so that nobody can fill up a small group alone."""
    key = sealer.pseudonym("measured", what, who.municipality, who.person)
    row = {"municipality_id": who.municipality, "key": key, "seen_on": today}
    if insert_new(session, MeasurementSeen, [row]):
        return True
    seen = locked_seen(session, who.municipality, key)
    assert seen is not None
    if months_later(seen.seen_on, MONTHS_UNSEEN) > today:
        return False
    seen.seen_on = today
    return True


def _raise(
    session: Session, municipality: UUID, unit: UUID, form: str, added: GroupSums, today: date
) -> None:
    figures = asdict(added)
    row = {
        "municipality_id": municipality,
        "unit_id": unit,
        "form": form,
        "quarter_on": quarter_of(today),
    }
    raise_by(session, MeasurementSums, [row | figures], list(figures))
