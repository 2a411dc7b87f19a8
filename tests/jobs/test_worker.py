"""A job is done once by whoever is first, again when its worker died, and never silently lost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from elearn.domain.ids import new_id
from elearn.jobs._job import HinderedError
from elearn.jobs._worker import Worker, known_jobs
from elearn.services import jobs
from elearn.store.models import Job, WorkerBeat
from elearn.store.queries.jobs import add_job, last_beat


class Counting:
    """Counts how often it ran; raises what it was given first."""

    every = None

    def __init__(self, name="count", raises=None, every=None):
        self.name = name
        self.raises = raises
        self.every = every
        self.ran = []

    def run(self, claim, workshop):
        self.ran.append(claim.id)
        if self.raises is not None:
            raise self.raises


def asked(workshop, name="count", number=1, **options):
    id = new_id(workshop.now(), number.to_bytes(10, "big"))
    with workshop.database.writing() as session:
        add_job(session, None, name, {}, id=id, run_at=workshop.now(), **options)
        session.commit()
    return id


def row(workshop, id):
    with workshop.database.reading() as session:
        return session.get(Job, id)


def test_a_job_that_is_due_is_done_and_says_so(workshop):
    kind = Counting()
    id = asked(workshop)

    was_busy = Worker(workshop, {"count": kind}).step()

    assert was_busy
    assert kind.ran == [id]
    assert row(workshop, id).state == "done"


def test_a_worker_without_work_rests(workshop):
    assert not Worker(workshop, {}).step()


def test_a_job_for_later_waits_for_its_time(workshop, clock):
    kind = Counting()
    id = asked(workshop)
    clock.moment -= timedelta(minutes=1)

    assert not Worker(workshop, {"count": kind}).step()
    assert row(workshop, id).state == "waiting"


def test_two_workers_do_twenty_jobs_once_each(workshop):
    kinds = [Counting(), Counting()]
    ids = {asked(workshop, number=number) for number in range(20)}
    together = Barrier(2)

    def work(kind):
        worker = Worker(workshop, {"count": kind})
        together.wait()
        for _ in range(40):
            worker.step()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, kinds))

    ran = kinds[0].ran + kinds[1].ran
    assert sorted(ran) == sorted(ids)


def test_a_job_whose_worker_died_is_taken_up_when_the_lease_runs_out(workshop, clock):
    kind = Counting()
    id = asked(workshop)
    with workshop.database.writing() as session:
        dead = jobs.claim(session, now=clock())
        session.commit()

    clock.moment += timedelta(minutes=9)
    assert not Worker(workshop, {"count": kind}).step()
    clock.moment += timedelta(minutes=2)
    assert Worker(workshop, {"count": kind}).step()

    assert kind.ran == [id]
    with workshop.database.writing() as session:
        assert not jobs.record_failure(session, dead, "TooLate", now=clock())
    assert row(workshop, id).state == "done"


def test_a_job_that_kills_each_worker_is_given_up(workshop, clock):
    id = asked(workshop)
    for _ in range(jobs.MOST_ATTEMPTS):
        with workshop.database.writing() as session:
            assert jobs.claim(session, now=clock()) is not None
            session.commit()
        clock.moment += jobs.LEASE

    Worker(workshop, {"count": Counting()}).step()

    assert (row(workshop, id).state, row(workshop, id).error) == ("failed", "lease-ran-out")


def test_a_failure_is_told_by_its_class_and_tried_again_later(workshop, clock):
    kind = Counting(raises=OSError("alva@example.se refused"))
    id = asked(workshop)
    worker = Worker(workshop, {"count": kind})

    worker.step()

    failed = row(workshop, id)
    assert (failed.state, failed.error, failed.attempts) == ("waiting", "OSError", 1)
    assert failed.run_at == clock() + timedelta(minutes=2)
    assert not worker.step()


def test_a_failure_that_stays_is_given_up_after_ten_times(workshop, clock):
    kind = Counting(raises=OSError())
    id = asked(workshop)
    worker = Worker(workshop, {"count": kind})

    for _ in range(30):
        worker.step()
        clock.moment += timedelta(hours=6)

    assert len(kind.ran) == 10
    assert row(workshop, id).state == "failed"


def test_a_job_nobody_knows_fails_and_does_not_stop_the_worker(workshop):
    unknown = asked(workshop, "of-a-plug-in-that-was-removed", number=1)
    known = asked(workshop, number=2)
    worker = Worker(workshop, {"count": Counting()})

    worker.step()
    worker.step()

    assert row(workshop, unknown).error == "KeyError"
    assert row(workshop, known).state == "done"


def test_what_hinders_a_job_is_no_attempt(workshop, clock):
    kind = Counting(raises=HinderedError("no-smtp-url"))
    id = asked(workshop)
    worker = Worker(workshop, {"count": kind})

    worker.step()

    assert (row(workshop, id).state, row(workshop, id).attempts) == ("waiting", 0)
    assert row(workshop, id).error == "no-smtp-url"


def test_what_is_hindered_for_a_day_is_given_up(workshop, clock):
    kind = Counting(raises=HinderedError("no-smtp-url"))
    id = asked(workshop)
    clock.moment += timedelta(days=1, minutes=1)

    Worker(workshop, {"count": kind}).step()

    assert row(workshop, id).state == "failed"


def test_a_periodic_job_comes_once_a_slot_however_many_workers_there_are(workshop, clock):
    kind = Counting(every=timedelta(hours=1))
    workers = [Worker(workshop, {"count": kind}) for _ in range(3)]

    for worker in workers:
        worker.step()
    clock.moment += timedelta(hours=1)
    for worker in workers:
        worker.step()

    assert len(kind.ran) == 2


def test_a_worker_says_when_it_last_looked(workshop, clock):
    Worker(workshop, {}).step()

    with workshop.database.reading() as session:
        assert last_beat(session) == clock()
        assert session.query(WorkerBeat).count() == 1


def test_the_job_at_hand_is_finished_before_the_worker_stops(workshop):
    stops = []
    kind = Counting()
    kind.run = lambda claim, workshop: stops.append(claim.id)
    ids = [asked(workshop, number=number) for number in range(2)]

    Worker(workshop, {"count": kind}).run_until(lambda: bool(stops), lambda _seconds: None)

    assert len(stops) == 1
    assert sorted(row(workshop, id).state for id in ids) == ["done", "waiting"]


def test_a_database_that_is_gone_makes_the_worker_wait(workshop):
    class Gone:
        def reading(self):
            from sqlalchemy.exc import OperationalError

            raise OperationalError("select", {}, Exception())

        writing = reading

    pauses = []
    worker = Worker(replace(workshop, database=Gone()), {})

    worker.run_until(lambda: bool(pauses), pauses.append)

    assert pauses == [5.0]


@pytest.mark.parametrize("name", ["dispose", "mail-link", "mail-new-secret"])
def test_the_jobs_of_the_house_are_found(name):
    assert known_jobs()[name].name == name
