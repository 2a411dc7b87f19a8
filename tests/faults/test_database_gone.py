"""The database does not answer, or takes no more: a page says so, and it comes back by itself."""

import sqlite3
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from lxml.html import document_fromstring
from sqlalchemy import event

from elearn.services import standing
from elearn.store import db
from elearn.store.db import open_database
from elearn.store.models import Attempt, Evidence, ExerciseCounter
from tests.client import PageClient
from tests.factories import Factory
from tests.pages import inspect
from tests.web.learner.test_module import MODULE, attempt_id, options
from tests.web.town import served, town

PAGES = ["/", "/login", "/courses", MODULE, "/me", "/help", "/card", "/units", "/no-such-page"]
UNSTORED = {"/login", "/help", "/no-such-page"}
"""Pages that may well be drawn without asking."""


@pytest.fixture
def learner(database, clock):
    """Signed in, with everything read once that a process keeps in memory."""
    made = town(served(database, clock), Factory(database, clock))
    client = made.client("manager")
    for path in PAGES[:-1]:
        client.page(path)
    client.post(f"{MODULE}/begin")
    return client


def says_break(response):
    """The page of a break: what happened, what to do, and when to try again."""
    html = response.get_data(as_text=True)
    assert response.status_code == 503, html[:1500]
    assert not inspect(html)
    assert int(response.headers["Retry-After"]) > 0
    assert "comes back by itself" in html or "kommer tillbaka av sig själv" in html
    assert document_fromstring(html).xpath("//main//a[@href='/']")


@contextmanager
def gone(database):
    """PostgreSQL lets nobody in; SQLite's file is something else."""
    if database.is_sqlite:
        yield from _unreadable(database)
        return
    yield from _closed(database)


def _unreadable(database):
    path = Path(database.engine.url.database)
    database.close()
    with path.open("r+b") as file:
        head = file.read(100)
        file.seek(0)
        file.write(b"this is no database" + b"!" * 81)
    yield
    database.close()
    with path.open("r+b") as file:
        file.write(head)


def _closed(database):
    name = database.engine.url.database
    server = database.engine.url.set(drivername="postgresql", database="postgres")
    admin = psycopg.connect(server.render_as_string(hide_password=False), autocommit=True)
    with admin:
        admin.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        try:
            yield
        finally:
            admin.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")


@pytest.mark.parametrize("who", ["signed-in", "nobody"])
def test_pages_say_so_and_come_back_by_themselves(learner, database, clock, who):
    client = learner if who == "signed-in" else PageClient(learner.app, learner.make)

    with gone(database):
        for path in PAGES:
            response = client.get(path)
            if response.status_code == 503 or (who == "signed-in" and path not in UNSTORED):
                says_break(response)
            assert response.status_code in {200, 303, 404, 503}
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503

    for path in ("/login", "/help"):
        client.page(path)
    if who == "signed-in":
        client.page("/me")


def test_a_form_says_so_and_changes_nothing(learner, database):
    token = learner.csrf_token()

    with gone(database):
        response = learner.browser.post(f"{MODULE}/finish", data={"csrf_token": token})
        says_break(response)

    with database.reading() as session:
        assert session.query(Evidence).count() == 1, "the one that the town begins with"
        assert session.query(Attempt).one().state == "open"


def test_a_new_process_meets_a_database_that_is_not_there(clock, tmp_path):
    """Nothing has been read yet, not even whose pages these are."""
    for url in (
        "postgresql://nobody@127.0.0.1:1/nothing",
        f"sqlite:///{tmp_path}/no/such/folder/x.sqlite",
    ):
        database = open_database(url)
        client = PageClient(served(database, clock), Factory(database, clock))
        for path in PAGES:
            says_break(client.get(path))
        assert client.get("/readyz").status_code == 503
        database.close()


@pytest.fixture
def impatient(monkeypatch):
    """SQLite waits a tenth of a second for another writer instead of five."""
    hurried = (*db.SQLITE_PRAGMAS[:-1], "PRAGMA busy_timeout=100")
    assert "busy_timeout" in db.SQLITE_PRAGMAS[-1]
    monkeypatch.setattr(db, "SQLITE_PRAGMAS", hurried)


def test_a_writer_that_never_ends_lets_readers_read(impatient, make, app, client, clock):
    made = town(app, Factory(make.database, clock), "town.test")
    reader = made.client("plain")
    reader.post(f"{MODULE}/begin")
    other = sqlite3.connect(make.database.engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    reader.page("/")
    reader.page(f"{MODULE}/steps/1")
    says_break(reader.browser.post(f"{MODULE}/finish", base_url=reader.site,
                                   data={"csrf_token": reader.csrf_token()}))  # fmt: skip

    other.execute("ROLLBACK")
    other.close()
    assert reader.post(f"{MODULE}/finish").status_code == 303


class Disk:
    """Of a SQLite file: whether it may grow."""

    def __init__(self, database):
        self.database = database
        self.is_full = False
        event.listen(database.engine, "connect", self._limit)

    def _limit(self, connection, _record):
        if self.is_full:
            [pages] = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count={pages}")

    def fill(self):
        self.is_full = True
        self.database.close()

    def free(self):
        self.is_full = False
        self.database.close()


def test_a_full_disk_is_told_and_nothing_is_half_written(make, app, clock):
    """The module is taken again and again until its evidence needs another page of the file."""
    made = town(app, Factory(make.database, clock), "town.test")
    reader = made.client("plain")
    with make.database.reading() as session:
        before = session.query(Evidence).count()
    disk = Disk(make.database)
    disk.fill()

    finished = 0
    while (response := _taken(reader)).status_code == 303:
        finished += 1
        assert finished < 400, "the disk never filled"
    says_break(response)
    reader.page("/")
    reader.page("/me")

    disk.free()
    with make.database.reading() as session:
        assert session.query(Evidence).count() == before + finished
        assert standing.disagreements(session, made.make.owner) == []
        assert {row.count for row in session.query(ExerciseCounter)} <= {1}
    assert _taken(reader).status_code == 303


def _taken(reader):
    """The first answer that is a break, else that to the last form."""
    steps = {1: ["Hello"], 2: ["To listen", "To ask"]}
    response = reader.post(f"{MODULE}/begin")
    for number, words in steps.items():
        if response.status_code != 303:
            return response
        html = reader.get(f"{MODULE}/steps/{number}").get_data(as_text=True)
        if '<section id="feedback"' in html:
            continue
        chosen = [options(html)[word] for word in words]
        response = reader.post(
            f"{MODULE}/steps/{number}", {"attempt": attempt_id(html), "answer": chosen}
        )
    if response.status_code != 303:
        return response
    return reader.post(f"{MODULE}/finish")
