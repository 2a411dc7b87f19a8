"""What must still happen, and who is at it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, Executable, and_, delete, or_, select, update

from elearn.store.db import Session
from elearn.store.models import Job, WorkerBeat
from elearn.store.upsert import insert_new

WAITING = "waiting"
DONE = "done"
FAILED = "failed"


@dataclass(frozen=True)
class Claim:
    """A job that one worker has, until its lease runs out."""

    id: UUID
    municipality: UUID | None
    name: str
    payload: Mapping[str, Any]
    attempts: int
    """This one included. It tells this claim from any other of the same job."""


def add_job(
    session: Session,
    municipality: UUID | None,
    name: str,
    payload: Mapping[str, Any],
    *,
    id: UUID,
    run_at: datetime,
    once_key: str | None = None,
) -> None:
    """Nothing new is written when there is a job with this *once_key*."""
    row = {
        "id": id,
        "municipality_id": municipality,
        "name": name,
        "payload": dict(payload),
        "state": WAITING,
        "run_at": run_at,
        "attempts": 0,
        "once_key": once_key,
    }
    insert_new(session, Job, [row])


def has_job_since(session: Session, key_prefix: str, since: datetime) -> bool:
    """Whether a job whose once_key begins so was to run after *since*."""
    found = session.scalar(
        select(Job.id)
        .where(Job.once_key.startswith(key_prefix, autoescape=True), Job.run_at > since)
        .limit(1)
    )
    return found is not None


def due_job(session: Session, now: datetime) -> UUID | None:
    """The one that has waited longest and that nobody has; None when there is none."""
    return session.scalar(select(Job.id).where(_free(now)).order_by(Job.run_at, Job.id).limit(1))


def claim_job(session: Session, id: UUID, *, now: datetime, leased_until: datetime) -> Claim | None:
    """None when another worker was quicker. One statement decides, on either database."""
    taken = _changed(
        session,
        update(Job)
        .where(Job.id == id, _free(now))
        .values(leased_until=leased_until, attempts=Job.attempts + 1)
        .execution_options(synchronize_session=False),
    )
    if not taken:
        return None
    row = session.execute(
        select(Job.id, Job.municipality_id, Job.name, Job.payload, Job.attempts).where(Job.id == id)
    ).one()
    return Claim(*row)


def finish_job(session: Session, claim: Claim, state: str, error: str | None) -> bool:
    """False when the lease ran out and another worker has the job now."""
    return _changed_claim(session, claim, state=state, error=error, leased_until=None)


def postpone_job(
    session: Session, claim: Claim, run_at: datetime, error: str, *, attempts: int
) -> bool:
    """Puts it back for later, with *attempts* on its account. False as in `finish_job`."""
    return _changed_claim(
        session, claim, run_at=run_at, error=error, leased_until=None, attempts=attempts
    )


def fail_abandoned(session: Session, now: datetime, most_attempts: int) -> int:
    """How many jobs were given up because each of their workers died on them."""
    return _changed(
        session,
        update(Job)
        .where(Job.state == WAITING, Job.leased_until <= now, Job.attempts >= most_attempts)
        .values(state=FAILED, error="lease-ran-out", leased_until=None)
        .execution_options(synchronize_session=False),
    )


def is_tick_known(session: Session, once_key: str) -> bool:
    return session.scalar(select(Job.id).where(Job.once_key == once_key)) is not None


def drop_finished(session: Session, before: datetime) -> int:
    """Done and failed jobs that were to run before that moment."""
    return _changed(session, delete(Job).where(Job.state.in_((DONE, FAILED)), Job.run_at < before))


def beat(session: Session, name: str, now: datetime) -> None:
    """The worker *name* has just looked for work."""
    insert_new(session, WorkerBeat, [{"name": name, "seen_at": now}])
    session.execute(update(WorkerBeat).where(WorkerBeat.name == name).values(seen_at=now))


def last_beat(session: Session) -> datetime | None:
    """When any worker last looked for work; None when none ever has."""
    return session.scalar(select(WorkerBeat.seen_at).order_by(WorkerBeat.seen_at.desc()).limit(1))


def _free(now: datetime) -> ColumnElement[bool]:
    return and_(
        Job.state == WAITING,
        Job.run_at <= now,
        or_(Job.leased_until.is_(None), Job.leased_until <= now),
    )


def _changed_claim(session: Session, claim: Claim, **values: Any) -> bool:
    statement = (
        update(Job)
        .where(Job.id == claim.id, Job.state == WAITING, Job.attempts == claim.attempts)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return _changed(session, statement) == 1


def _changed(session: Session, statement: Executable) -> int:
    return cast(CursorResult[Any], session.execute(statement)).rowcount
