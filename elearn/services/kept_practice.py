"""The sealed row of somebody's practice: found by its owner's own request, opened, written.

Nobody else ever finds it: its key is a pseudonym of the person.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from elearn.domain.errors import FormatError
from elearn.domain.recognition.practice_record import PracticeRecord, record_of
from elearn.domain.recognition.practice_session import PracticeSession, session_of
from elearn.store.db import Session
from elearn.store.models import Practice
from elearn.store.queries.practice import locked_practice, practice_of
from elearn.store.sealing import Sealer
from elearn.store.upsert import insert_new


@dataclass(frozen=True)
class Practitioner:
    municipality: UUID
    person: UUID
    merged: Collection[UUID] = ()
    """Persons in the register who turned out to be the same human."""

    def key(self, sealer: Sealer) -> bytes:
        return sealer.pseudonym("practice", self.municipality, self.person)

    def keys(self, sealer: Sealer) -> list[bytes]:
        """Of every row that is theirs, the own one first. Only what was practised under the
        first that has a row goes on; a merger moves nothing, so that a split gives it back."""
        others = [Practitioner(self.municipality, each).key(sealer) for each in self.merged]
        return [self.key(sealer), *sorted(others)]


@dataclass(frozen=True)
class Kept:
    """What is kept of somebody's practice, opened."""

    record: PracticeRecord = field(default_factory=PracticeRecord)
    session: PracticeSession | None = None
    """None unless one was begun today and not ended."""
    touched_on: date | None = None
    """The last day of practice; None when nothing is kept."""
    is_lost: bool = False
    """Whether something is kept that no key opens any more."""


def kept(session: Session, who: Practitioner, sealer: Sealer, *, today: date) -> Kept:
    rows = (practice_of(session, who.municipality, key) for key in who.keys(sealer))
    return opened(next(filter(None, rows), None), sealer, today)


def locked(session: Session, who: Practitioner, sealer: Sealer) -> Practice | None:
    """The row, held until the transaction ends; None where nothing is kept."""
    return next(every_locked(session, who, sealer), None)


def every_locked(session: Session, who: Practitioner, sealer: Sealer) -> Iterator[Practice]:
    """Also those that a merger has put aside."""
    rows = (locked_practice(session, who.municipality, key) for key in who.keys(sealer))
    return filter(None, rows)


def made(session: Session, who: Practitioner, sealer: Sealer, today: date) -> Practice:
    """The row, held; a new one where there was none. Two that begin at once find the same one."""
    found = locked(session, who, sealer)
    if found is not None:
        return found
    key = who.key(sealer)
    empty = _sealed(sealer, PracticeRecord().as_json())
    row = {"municipality_id": who.municipality, "key": key, "sealed": empty, "touched_on": today}
    insert_new(session, Practice, [row])
    found = locked_practice(session, who.municipality, key)
    assert found is not None
    return found


def opened(row: Practice | None, sealer: Sealer, today: date) -> Kept:
    if row is None:
        return Kept()
    try:
        record = record_of(_unsealed(sealer, row.sealed))
        sealed = row.sealed_session
        under_way = session_of(_unsealed(sealer, sealed)) if sealed else None
    except FormatError:
        return Kept(touched_on=row.touched_on, is_lost=True)
    is_of_today = under_way is not None and under_way.begun_on == today
    return Kept(record, under_way if is_of_today else None, row.touched_on)


def write(
    row: Practice,
    sealer: Sealer,
    record: PracticeRecord,
    under_way: PracticeSession | None,
    today: date,
) -> None:
    row.sealed = _sealed(sealer, record.as_json())
    row.sealed_session = _sealed(sealer, under_way.as_json()) if under_way else None
    row.touched_on = today


def _sealed(sealer: Sealer, content: dict[str, object]) -> bytes:
    return sealer.seal_evenly(json.dumps(content).encode())


def _unsealed(sealer: Sealer, sealed: bytes) -> dict[str, object]:
    """Raises: FormatError when no key opens it, or nothing of ours is inside."""
    body = sealer.open(sealed)
    if body is None:
        raise FormatError("practice-unreadable")
    content: dict[str, object] = json.loads(body)
    return content
