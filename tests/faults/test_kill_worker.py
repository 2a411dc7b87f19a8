"""The worker is killed again and again while it sends: no letter is lost, few are repeated."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from config import HERE
from elearn.domain.ids import new_id
from elearn.services import week_letters
from elearn.store.models import Job, Reminder
from tests.faults.server import KEY

pytestmark = pytest.mark.slow
LETTERS = 40
KILLS = 4
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday morning; each worker is started when the lease of the one before has run out."""
LONGEST_WAIT = 60

WORKER = """
import os, sys, time
from datetime import datetime, timedelta
from pathlib import Path
from config import Config
from elearn.jobs._job import Workshop
from elearn.jobs._worker import Worker, known_jobs
from elearn.mail.send import into_folder
from elearn.store.db import open_database

url, folder, now = sys.argv[1], Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3])

class Shop(Workshop):
    def send(self):
        into = into_folder(folder / "mail", "no-reply@example.se")
        def send(letter):
            into(letter)
            with (folder / "server.log").open("a") as log:
                log.write(letter.message_id + "\\n")
                log.flush()
        return send

config = Config(
    mode="demo", secret_key="s" * 40, data_keys=(os.environ["KEY"],), pepper="p" * 40,
    base_url="https://larande.example.se", instance=folder,
)
worker = Worker(Shop(config, open_database(url), lambda: now, os.urandom), known_jobs())
while worker.step():
    pass
print("idle", flush=True)
"""


def start(scene, folder, moment):
    arguments = [sys.executable, "-c", WORKER, scene.url, str(folder), moment.isoformat()]
    return subprocess.Popen(
        arguments, cwd=HERE, env={**os.environ, "KEY": KEY}, stdout=subprocess.PIPE
    )


def said(folder):
    """Message-IDs in the order in which a mail server took them."""
    log = folder / "server.log"
    return log.read_text().splitlines() if log.exists() else []


def kill_after(process, folder, letters):
    until = time.monotonic() + LONGEST_WAIT
    while len(said(folder)) < letters and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_kills_in_the_middle_lose_no_letter_and_repeat_at_most_one_each(scene, tmp_path):
    make = scene.make
    make.clock = lambda: NOW
    with make.at_once():
        unit = make.unit("South")
        people = [make.person(email=f"p{n}@example.se", has_secret=False) for n in range(LETTERS)]
        for person in people:
            make.employment(person, unit)
        make.duty("basics", modules=["first"], units=[unit], from_on=date(2026, 10, 21))
    make.recompute()
    numbers = iter(range(1, 1000))
    with make.database.writing() as session:
        week_letters.plan(
            session,
            make.owner,
            people,
            NOW.date(),
            NOW,
            new_id=lambda: new_id(NOW, next(numbers).to_bytes(10, "big")),
        )
        session.commit()

    for number in range(KILLS):
        worker = start(scene, tmp_path, NOW + number * timedelta(minutes=11))
        kill_after(worker, tmp_path, (number + 1) * LETTERS // (KILLS + 2))
    last = start(scene, tmp_path, NOW + KILLS * timedelta(minutes=11))
    assert last.communicate(timeout=LONGEST_WAIT)[0] == b"idle\n"

    taken = Counter(said(tmp_path))
    planned = {f"<{job.id}@larande.example.se>" for job in jobs_of(make)}
    assert taken.keys() == planned
    assert len(planned) == LETTERS
    assert sum(taken.values()) - LETTERS <= KILLS
    assert len(list((tmp_path / "mail").glob("*.eml"))) == LETTERS
    with make.database.reading() as session:
        assert session.query(Reminder).filter_by(step="after-due").count() == LETTERS


def jobs_of(make):
    with make.database.reading() as session:
        return session.query(Job).filter_by(name="mail-week").all()
