"""Work for later: asked for in the transaction that causes it, done by a worker."""

from datetime import datetime, timedelta
from uuid import UUID

from elearn.domain.ids import made_at
from elearn.domain.people.sign_in import LINK_EVERY
from elearn.store.db import Session
from elearn.store.queries import jobs as ask
from elearn.store.queries.jobs import Claim

LEASE = timedelta(minutes=10)
"""Longer than any job takes; afterwards its worker is taken for dead."""
MOST_ATTEMPTS = 10
LONGEST_PAUSE = timedelta(hours=6)
WHILE_HINDERED = timedelta(minutes=5)
LONGEST_HINDERED = timedelta(days=1)


def ask_for_link(
    session: Session, municipality: UUID, person: UUID, *, id: UUID, now: datetime
) -> None:
    """A letter to *person* with a one-time link, unless one was asked for minutes ago.

    The worker makes the code when it sends, so none rests here.
    """
    prefix = f"mail-link:{municipality}:{person}:"
    if ask.has_job_since(session, prefix, now - LINK_EVERY):
        return
    slot = int(now.timestamp() // LINK_EVERY.total_seconds())
    ask.add_job(
        session,
        municipality,
        "mail-link",
        {"person": str(person)},
        id=id,
        run_at=now,
        once_key=f"{prefix}{slot}",
    )


def tell_of_new_secret(
    session: Session, municipality: UUID, person: UUID, *, id: UUID, now: datetime
) -> None:
    """A letter that the password was changed, so that its owner hears of it in any case."""
    payload = {"person": str(person)}
    ask.add_job(session, municipality, "mail-new-secret", payload, id=id, run_at=now)


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether there is a job to claim."""
    return ask.due_job(session, now) is not None


def claim(session: Session, *, now: datetime) -> Claim | None:
    """A job for this worker alone; None when nothing is due, or when another took it."""
    due = ask.due_job(session, now)
    if due is None:
        return None
    return ask.claim_job(session, due, now=now, leased_until=now + LEASE)


def record_done(session: Session, claim: Claim) -> bool:
    """False when the lease had run out and another worker has the job."""
    return ask.finish_job(session, claim, ask.DONE, None)


def record_failure(session: Session, claim: Claim, error: str, *, now: datetime) -> bool:
    """Tries again after 2, 4, 8 … minutes, at most six hours, and gives up after ten times."""
    if claim.attempts >= MOST_ATTEMPTS:
        return ask.finish_job(session, claim, ask.FAILED, error)
    pause = min(LONGEST_PAUSE, timedelta(minutes=2**claim.attempts))
    return ask.postpone_job(session, claim, now + pause, error, attempts=claim.attempts)


def record_hindrance(session: Session, claim: Claim, reason: str, *, now: datetime) -> bool:
    """It could not even be tried: it waits, and that counts as no attempt. After a day it is
    given up, because a letter that comes much later misleads."""
    if now - made_at(claim.id) > LONGEST_HINDERED:
        return ask.finish_job(session, claim, ask.FAILED, reason)
    return ask.postpone_job(
        session, claim, now + WHILE_HINDERED, reason, attempts=claim.attempts - 1
    )


def put_back(session: Session, claim: Claim, at: datetime) -> bool:
    """It was taken too early: it waits until *at*, and nothing counts against it."""
    return ask.postpone_job(session, claim, at, None, attempts=claim.attempts - 1)


def sweep(session: Session, *, now: datetime) -> int:
    """Gives up jobs that every worker died on. A lease that ran out frees its job by itself."""
    return ask.fail_abandoned(session, now, MOST_ATTEMPTS)


def tick_key(name: str, slot: int) -> str:
    return f"{name}:{slot}"


def add_tick(session: Session, name: str, slot: int, *, id: UUID, now: datetime) -> None:
    """The periodic job *name* for its *slot*: however many workers ask, it is there once."""
    ask.add_job(session, None, name, {}, id=id, run_at=now, once_key=tick_key(name, slot))
