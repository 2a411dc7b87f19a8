"""Letters about practice, for whoever asked for them: turned on, turned off, due, sent.

Which rows are whose only the program can tell, with both keys that lie outside the database.
Source: docs/decisions/0028.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from elearn.domain.people.intervals import contains
from elearn.domain.recognition.practice_letters import letter_is_due
from elearn.store.db import Session
from elearn.store.models import PracticeLetter
from elearn.store.queries import practice_letters as store
from elearn.store.queries.jobs import add_job
from elearn.store.queries.practice import own_leaves
from elearn.store.sealing import Sealer
from elearn.store.upsert import insert_new

LETTER_JOB = "mail-practice"

KEY_BYTES = 32
"""Of a pseudonym."""


@dataclass(frozen=True, slots=True)
class Wish:
    person: UUID
    last_on: date
    """The day of the last letter, or of asking for them."""


def key_of(sealer: Sealer, municipality: UUID, person: UUID) -> bytes:
    return sealer.pseudonym("practice-letter", municipality, person)


def turn_on(
    session: Session, municipality: UUID, person: UUID, sealer: Sealer, *, today: date
) -> None:
    """Nothing changes where it is on."""
    row = {
        "municipality_id": municipality,
        "key": key_of(sealer, municipality, person),
        "sealed": _sealed(sealer, Wish(person, today)),
    }
    insert_new(session, PracticeLetter, [row])


def turn_off(session: Session, municipality: UUID, key: bytes) -> None:
    """Of whoever has *key*: its owner, and the letter that was sent to them."""
    store.drop_practice_letter(session, municipality, key)


def is_on(session: Session, municipality: UUID, person: UUID, sealer: Sealer) -> bool:
    key = key_of(sealer, municipality, person)
    return store.practice_letter(session, municipality, key) is not None


def wish(session: Session, municipality: UUID, key: bytes, sealer: Sealer) -> Wish | None:
    """None when it was turned off meanwhile, or no key opens it any more."""
    row = store.practice_letter(session, municipality, key)
    return _opened(sealer, row) if row else None


def plan(
    session: Session,
    municipality: UUID,
    sealer: Sealer,
    *,
    new_id: Callable[[], UUID],
    now: datetime,
    today: date,
) -> int:
    """A job for each letter that is due, once a day. The job names nobody: it carries the
    pseudonym. How many are due."""
    due = [
        row.key
        for row in store.practice_letters(session, municipality)
        if (found := _opened(sealer, row)) and letter_is_due(found.last_on, today)
    ]
    for key in due:
        payload = {"key": key.hex()}
        once = f"{LETTER_JOB}:{key.hex()}:{today:%y%m%d}"
        add_job(session, municipality, LETTER_JOB, payload, id=new_id(), run_at=now, once_key=once)
    return len(due)


def is_away(session: Session, municipality: UUID, person: UUID, today: date) -> bool:
    """On leave from every employment."""
    return contains(own_leaves(session, municipality, person), today)


def note_sent(
    session: Session, municipality: UUID, key: bytes, person: UUID, sealer: Sealer, *, today: date
) -> None:
    """The next one comes in its time; nothing happens where it was turned off meanwhile."""
    row = store.practice_letter(session, municipality, key)
    if row is not None:
        row.sealed = _sealed(sealer, Wish(person, today))


def _sealed(sealer: Sealer, found: Wish) -> bytes:
    content = {"person": str(found.person), "last_on": found.last_on.isoformat()}
    return sealer.seal(json.dumps(content).encode())


def _opened(sealer: Sealer, row: PracticeLetter) -> Wish | None:
    body = sealer.open(row.sealed)
    if body is None:
        return None
    content = json.loads(body)
    return Wish(UUID(content["person"]), date.fromisoformat(content["last_on"]))
