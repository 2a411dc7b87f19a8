"""What must still happen, and who is at it?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Executable,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)

from elearn.domain.ids import made_at
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


def add_personal_jobs(
    session: Session,
    municipality: UUID,
    name: str,
    asked: Iterable[tuple[UUID, UUID, str]],
    run_at: datetime,
) -> int:
    """A job each, of id, person and once_key; how many of them were not there yet."""
    rows: list[dict[str, Any]] = [
        {
            "id": id,
            "municipality_id": municipality,
            "name": name,
            "payload": {"person": str(person)},
            "state": WAITING,
            "run_at": run_at,
            "attempts": 0,
            "once_key": once_key,
        }
        for id, person, once_key in asked
    ]
    return insert_new(session, Job, rows)


def persons_with_job(session: Session, municipality: UUID, key_prefix: str) -> frozenset[UUID]:
    """About whom the municipality has jobs whose once_key begins so, done or not."""
    payloads = session.scalars(
        select(Job.payload).where(
            Job.municipality_id == municipality,
            Job.once_key.startswith(key_prefix, autoescape=True),
        )
    )
    return frozenset(UUID(payload["person"]) for payload in payloads)


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
    session: Session, claim: Claim, run_at: datetime, error: str | None, *, attempts: int
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


def count_failed(
    session: Session, municipality: UUID, names: Collection[str], since: datetime
) -> int:
    """How many jobs of those kinds that were to run after *since* were given up."""
    return _counted(session, municipality, names, Job.state == FAILED, Job.run_at > since)


def count_overdue(
    session: Session, municipality: UUID, names: Collection[str], before: datetime
) -> int:
    """How many jobs of those kinds wait although they were asked for, or to run, before that
    moment. A retry counts from when it was first asked for."""
    waiting = select(Job.id, Job.run_at, Job.attempts, Job.error).where(
        Job.municipality_id == municipality, Job.name.in_(names), Job.state == WAITING
    )
    return sum(
        row.run_at < before or (row.error is not None and made_at(row.id) < before)
        for row in session.execute(waiting)
    )


def beat(session: Session, name: str, now: datetime) -> None:
    """The worker *name* has just looked for work."""
    insert_new(session, WorkerBeat, [{"name": name, "seen_at": now}])
    session.execute(update(WorkerBeat).where(WorkerBeat.name == name).values(seen_at=now))


def last_beat(session: Session) -> datetime | None:
    """When any worker last looked for work; None when none ever has."""
    return session.scalar(select(WorkerBeat.seen_at).order_by(WorkerBeat.seen_at.desc()).limit(1))


def _counted(
    session: Session, municipality: UUID, names: Collection[str], *where: ColumnElement[bool]
) -> int:
    rows = select(func.count()).where(
        Job.municipality_id == municipality, Job.name.in_(names), *where
    )
    return session.scalar(rows) or 0


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
