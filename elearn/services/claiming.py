"""What was done under a resume number becomes a person's own, once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.record.completion import EvidenceKind, effective
from elearn.services import open_work, standing
from elearn.services.open_work import Holder
from elearn.store.db import Session
from elearn.store.models import Attempt, Evidence, OpenWork
from elearn.store.queries.open_courses import works
from elearn.store.queries.standing_facts import evidence_of
from elearn.store.upsert import insert_new


@dataclass(frozen=True)
class Claimable:
    """What lies under a number, as the record of one person has room for it; by module."""

    course: str
    done: Mapping[str, date]
    """What is to be entered, and for which day."""
    known: Mapping[str, date]
    """Done on a day for which, or after which, the record has the module already."""
    begun: frozenset[str]

    @property
    def is_empty(self) -> bool:
        return not (self.done or self.known or self.begun)


def claimable(session: Session, who: Holder, person: UUID, *, today: date) -> Claimable:
    """Raises: Refusal `resume-number-unknown`."""
    course = open_work.held(session, who, today=today).course_id
    rows = works(session, who.municipality, who.number_key)
    return _claimable(session, who, person, course, rows)


def claim(
    session: Session, who: Holder, person: UUID, *, new_id: Callable[[], UUID], today: date
) -> Claimable:
    """*person* has completed what is done under the number, each module on its own day, and goes on
    with what is begun where they have not begun it themselves. The number is gone then: what was
    done is claimed by one person and once.

    *new_id* is random, and the rows are recorded by the day, as for all own completions.

    Raises: Refusal `resume-number-unknown`, also where somebody has claimed it meanwhile;
        `claim-empty`.
    """
    course = open_work.locked(session, who, today=today).course_id
    rows = works(session, who.municipality, who.number_key)
    found = _claimable(session, who, person, course, rows)
    if found.is_empty:
        raise Refusal("claim-empty")
    for row in rows:
        if row.module_id in found.done:
            session.add(_evidence(row, person, course, new_id(), today))
    begun = [_attempt(row, person, course, new_id()) for row in rows if row.done_on is None]
    insert_new(session, Attempt, begun)
    open_work.forget(session, who)
    session.flush()
    standing.recompute(session, who.municipality, [person])
    return found


def _claimable(
    session: Session, who: Holder, person: UUID, course: str, rows: Sequence[OpenWork]
) -> Claimable:
    own = effective(evidence_of(session, who.municipality, person))
    latest = {row.module: row.completed_on for row in own if row.course == course}
    done = {row.module_id: row.done_on for row in rows if row.done_on is not None}
    known = {each: day for each, day in done.items() if latest.get(each, date.min) >= day}
    return Claimable(
        course,
        {each: day for each, day in done.items() if each not in known},
        known,
        frozenset(row.module_id for row in rows if row.done_on is None),
    )


def _evidence(row: OpenWork, person: UUID, course: str, id: UUID, today: date) -> Evidence:
    return Evidence(
        municipality_id=row.municipality_id,
        id=id,
        person_id=person,
        course_id=course,
        module_id=row.module_id,
        version=row.version,
        completed_on=row.done_on,
        recorded_at=datetime.combine(today, time.min, UTC),
        kind=EvidenceKind.OPEN.value,
    )


def _attempt(row: OpenWork, person: UUID, course: str, id: UUID) -> dict[str, object]:
    return {
        "municipality_id": row.municipality_id,
        "id": id,
        "person_id": person,
        "course_id": course,
        "module_id": row.module_id,
        "version": row.version,
        "state": "open",
        "sealed": row.sealed,
        "begun_on": row.begun_on,
    }
