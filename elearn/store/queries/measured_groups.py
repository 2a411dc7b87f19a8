"""The sums that group figures are made from, and what has been shown of them."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from elearn.domain.people.employment import longest_unit
from elearn.domain.recognition.group_snapshot import GroupSnapshot, group_snapshot_of
from elearn.domain.recognition.group_sums import NAMES, GroupSums
from elearn.domain.recognition.measurement_record import course_of
from elearn.store.db import Session
from elearn.store.models import MeasurementSeen, MeasurementSnapshot, MeasurementSums
from elearn.store.queries.standing_facts import facts


def unit_counted_in(session: Session, municipality: UUID, person: UUID, today: date) -> UUID | None:
    """The one unit to whose sums *person* adds; None without a post today."""
    return longest_unit(facts(session, municipality, [person]).posts.get(person, ()), today)


def locked_seen(session: Session, municipality: UUID, key: bytes) -> MeasurementSeen | None:
    """Held until the transaction ends."""
    wanted = select(MeasurementSeen).where(
        MeasurementSeen.municipality_id == municipality, MeasurementSeen.key == key
    )
    held = wanted.with_for_update().execution_options(populate_existing=True)
    return session.scalar(held)


def sums_rows(session: Session, municipality: UUID) -> Iterator[tuple[UUID, str, date, GroupSums]]:
    """Unit, form, quarter and sums, in their order."""
    rows = session.scalars(
        select(MeasurementSums)
        .where(MeasurementSums.municipality_id == municipality)
        .order_by(MeasurementSums.unit_id, MeasurementSums.form, MeasurementSums.quarter_on)
    )
    for row in rows:
        yield row.unit_id, row.form, row.quarter_on, _sums(row)


def courses_measured(session: Session, municipality: UUID) -> list[str]:
    """Those of which any group sum is kept, in order."""
    forms = session.scalars(
        select(MeasurementSums.form).where(MeasurementSums.municipality_id == municipality)
    )
    return sorted(set(map(course_of, forms)))


def latest_snapshot(session: Session, municipality: UUID, course: str) -> GroupSnapshot | None:
    """Raises: FormatError `snapshot-malformed`."""
    content = session.scalar(
        select(MeasurementSnapshot.content)
        .where(
            MeasurementSnapshot.municipality_id == municipality,
            MeasurementSnapshot.course_id == course,
        )
        .order_by(MeasurementSnapshot.quarter_on.desc())
        .limit(1)
    )
    return group_snapshot_of(json.loads(content)) if content else None


def stored_snapshots(session: Session, municipality: UUID) -> list[tuple[str, date, str]]:
    """Course, quarter and content of each, in order."""
    rows = session.execute(
        select(
            MeasurementSnapshot.course_id,
            MeasurementSnapshot.quarter_on,
            MeasurementSnapshot.content,
        )
        .where(MeasurementSnapshot.municipality_id == municipality)
        .order_by(MeasurementSnapshot.course_id, MeasurementSnapshot.quarter_on)
    )
    return [(row.course_id, row.quarter_on, row.content) for row in rows]


def _sums(row: Any) -> GroupSums:
    return GroupSums(*(getattr(row, name) for name in NAMES))
