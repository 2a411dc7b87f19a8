"""The worker: looks for work, does one piece at a time, and says how it went.

Job rows own the work. A worker takes one by a lease; when it dies, the lease runs out and
another takes it. Source: docs/decisions/0004.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from elearn import jobs as folder
from elearn.domain.ids import RANDOM_BYTES, new_id
from elearn.jobs._job import HinderedError, Job, NotYetError, Workshop
from elearn.registry import discover
from elearn.services import jobs
from elearn.store.db import DatabaseGone
from elearn.store.queries.jobs import Claim, beat, is_tick_known

log = structlog.get_logger("elearn")
BEAT_NAME = "worker"
BEAT_EVERY = timedelta(seconds=15)
PAUSE_SECONDS = 1.0
PAUSE_WITHOUT_DATABASE_SECONDS = 5.0


def known_jobs() -> Mapping[str, Job]:
    return discover(folder, "JOB", "elearn.jobs")


class Worker:
    def __init__(self, workshop: Workshop, kinds: Mapping[str, Job]) -> None:
        self._workshop = workshop
        self._kinds = kinds
        self._beaten_at: datetime | None = None
        self._ticked: dict[str, int] = {}

    def run_until(self, stopped: Callable[[], bool], pause: Callable[[float], None]) -> None:
        """Works until *stopped* says so; a job that was begun is finished first."""
        while not stopped():
            try:
                was_busy = self.step()
            except DatabaseGone:
                log.warning("worker-without-database")
                pause(PAUSE_WITHOUT_DATABASE_SECONDS)
                continue
            if not was_busy:
                pause(PAUSE_SECONDS)

    def step(self) -> bool:
        """One look round, and one job if any is due. Whether there was one."""
        self._tick()
        self._beat()
        claim = self._claim()
        if claim is None:
            return False
        self._do(claim)
        return True

    def _claim(self) -> Claim | None:
        now = self._workshop.now()
        with self._workshop.database.reading() as reading:
            if not jobs.is_due(reading, now=now):
                return None
        with self._workshop.database.writing() as writing:
            claim = jobs.claim(writing, now=now)
            writing.commit()
        return claim

    def _do(self, claim: Claim) -> None:
        try:
            self._kinds[claim.name].run(claim, self._workshop)
        except NotYetError as early:
            with self._workshop.database.writing() as writing:
                jobs.put_back(writing, claim, early.at)
                writing.commit()
        except HinderedError as hindrance:
            log.warning("job-waits", job=str(claim.id), name=claim.name, reason=hindrance.reason)
            with self._workshop.database.writing() as writing:
                jobs.record_hindrance(writing, claim, hindrance.reason, now=self._workshop.now())
                writing.commit()
        except Exception as error:
            self._record_failure(claim, error)
        else:
            with self._workshop.database.writing() as writing:
                jobs.record_done(writing, claim)
                writing.commit()

    def _record_failure(self, claim: Claim, error: Exception) -> None:
        """Its class and place, never its words: these may hold personal data."""
        kind = type(error).__name__
        log.error("job-failed", job=str(claim.id), name=claim.name, error=kind, at=_place(error))
        with self._workshop.database.writing() as writing:
            jobs.record_failure(writing, claim, kind, now=self._workshop.now())
            writing.commit()

    def _tick(self) -> None:
        """Writes down the periodic jobs whose time has come, once however many workers do so."""
        for job in self._kinds.values():
            if job.every is None:
                continue
            now = self._workshop.now()
            slot = int(now.timestamp() // job.every.total_seconds())
            if self._ticked.get(job.name) == slot:
                continue
            with self._workshop.database.reading() as reading:
                known = is_tick_known(reading, jobs.tick_key(job.name, slot))
            if not known:
                with self._workshop.database.writing() as writing:
                    jobs.add_tick(writing, job.name, slot, id=self._new_id(), now=now)
                    writing.commit()
            self._ticked[job.name] = slot

    def _beat(self) -> None:
        now = self._workshop.now()
        if self._beaten_at is not None and now - self._beaten_at < BEAT_EVERY:
            return
        with self._workshop.database.writing() as writing:
            beat(writing, BEAT_NAME, now)
            jobs.sweep(writing, now=now)
            writing.commit()
        self._beaten_at = now

    def _new_id(self) -> UUID:
        return new_id(self._workshop.now(), self._workshop.chance(RANDOM_BYTES))


def _place(error: Exception) -> str:
    """Where it was raised: `dispose.py:31`."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
