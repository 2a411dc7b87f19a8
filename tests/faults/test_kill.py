"""The server is killed while many answer: what was acknowledged is there, once."""

import threading
import time
from collections import Counter

import pytest

from elearn.domain.record.attempt import Work
from elearn.services import standing
from elearn.store.models import Attempt, Evidence, ExerciseCounter, ExerciseSeen
from tests.faults.server import LOST, SEALER, Server
from tests.faults.walk import RIGHT, Walker

pytestmark = pytest.mark.slow
SECONDS_OF_STORM = 1.5
LONGEST_WAIT = 30
"""Seconds for a first module to be finished on a machine that is busy."""


def storm(walker, trouble):
    """Takes the module again and again until the server is gone."""
    try:
        while True:
            walker.take()
            walker.leave()
    except LOST:
        return
    except BaseException as error:
        trouble.append(error)


def test_a_kill_in_the_middle_loses_no_acknowledged_answer_and_doubles_none(scene):
    server = Server(scene.url)
    server.start()
    trouble: list[BaseException] = []
    try:
        walkers = {name: Walker(scene.browser(server.port, name)) for name in scene.names}
        threads = [threading.Thread(target=storm, args=(w, trouble)) for w in walkers.values()]
        for thread in threads:
            thread.start()
        time.sleep(SECONDS_OF_STORM)
        until = time.monotonic() + LONGEST_WAIT
        while not trouble and not _finished(walkers) and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        server.kill()
    for thread in threads:
        thread.join(20)

    assert not trouble
    assert _finished(walkers) > 0, "the storm came to nothing"
    server.start()
    try:
        for name, walker in walkers.items():
            _answers_are_there(scene, scene.names[name], walker)
            walker.take()
        _nothing_is_doubled(scene, walkers)
    finally:
        server.stop()


def _finished(walkers):
    """How many modules the server has said were done."""
    return sum(walker.finished for walker in walkers.values())


def _answers_are_there(scene, person, walker):
    """Of the attempt that was open; the one request on its way may or may not have arrived."""
    with scene.make.database.reading() as session:
        attempt = session.query(Attempt).filter_by(person_id=person, state="open").first()
        kept = Work.loaded(SEALER.open(attempt.sealed)).answers if attempt else {}
        recorded = session.query(Evidence).filter_by(person_id=person).count()
    assert recorded - walker.finished in {0, 1}
    if recorded == walker.finished:
        assert len(kept) >= len(walker.answered), (kept, walker.answered)
    walker.finished = recorded


def _nothing_is_doubled(scene, walkers):
    people = len(walkers)
    with scene.make.database.reading() as session:
        evidence = Counter(row.person_id for row in session.query(Evidence))
        counters = session.query(ExerciseCounter).all()
        seen = session.query(ExerciseSeen).count()
        wrong = standing.disagreements(session, scene.make.owner)
        per_person = Counter(row.person_id for row in session.query(Attempt))
    assert evidence == {scene.names[name]: walker.finished for name, walker in walkers.items()}
    assert {row.count for row in counters if row.mark in {"answered", "right"}} == {people}
    assert seen == people * len(RIGHT)
    assert wrong == []
    assert set(per_person.values()) <= {1}
