"""What both databases promise: locks, snapshots, keys, moments, and adding without losing."""

import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from elearn.store import db
from elearn.store.bulk import refresh_statistics
from elearn.store.db import DatabaseGone, open_database
from elearn.store.models import (
    Attempt,
    ExerciseCounter,
    ExerciseSeen,
    LoginSession,
    Municipality,
    Person,
)
from elearn.store.upsert import insert_and_tell, insert_new, raise_by_one
from tests.conftest import NOW
from tests.factories import Factory

WAIT = 10


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    return made


@pytest.fixture
def impatient(monkeypatch, sqlite_database, clock):
    """A SQLite database whose writers wait a twentieth of a second for each other."""
    hurried = (*db.SQLITE_PRAGMAS[:-1], "PRAGMA busy_timeout=50")
    assert "busy_timeout" in db.SQLITE_PRAGMAS[-1]
    monkeypatch.setattr(db, "SQLITE_PRAGMAS", hurried)
    sqlite_database.close()
    made = Factory(sqlite_database, clock)
    made.municipality()
    return made


def attempt(make, person, **values):
    row = {
        "course_id": "basics",
        "module_id": "first",
        "version": "1" * 64,
        "state": "open",
        "sealed": b"x",
        "begun_on": NOW.date(),
    }
    return Attempt(municipality_id=make.owner, id=uuid4(), person_id=person, **row | values)


def counters(make):
    both = ("answered", "right")
    return [{"municipality_id": make.owner, "exercise_version": "e", "mark": mark} for mark in both]


def test_sqlite_keeps_what_it_has_acknowledged(sqlite_database):
    with sqlite_database.engine.connect() as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize(
    ("url", "dialect"),
    [
        ("sqlite://", "sqlite+pysqlite"),
        ("sqlite:///:memory:", "sqlite+pysqlite"),
        ("postgres://u:p@h/x", "postgresql+psycopg"),
        ("postgresql://u:p@h/x", "postgresql+psycopg"),
        ("postgresql+psycopg://u:p@h/x", "postgresql+psycopg"),
    ],
)
def test_the_address_alone_chooses_the_database(url, dialect):
    database = open_database(url)

    assert f"{database.engine.dialect.name}+{database.engine.dialect.driver}" == dialect
    assert database.is_sqlite == dialect.startswith("sqlite")
    database.close()


def test_a_second_writer_waits_from_its_first_statement_on(impatient):
    """Not from its first write: a reader that turns writer half-way would fail at once."""
    with impatient.database.writing() as first:
        first.scalar(select(Municipality.id))
        with pytest.raises(DatabaseGone), impatient.database.writing() as second:
            second.scalar(select(Municipality.id))


def test_readers_go_on_while_somebody_writes_and_see_what_was_before(impatient):
    person = impatient.person(has_secret=False)

    with impatient.database.writing() as writing, impatient.database.reading() as reading:
        writing.get(Person, (impatient.owner, person)).given_name = "Changed"
        writing.flush()
        seen = reading.scalar(select(Person.given_name))
        writing.commit()
        still = reading.scalar(select(Person.given_name))

    assert seen == still == "Alva"
    with impatient.database.reading() as reading:
        assert reading.scalar(select(Person.given_name)) == "Changed"


def test_what_is_not_committed_is_not_kept(make):
    with make.database.writing() as session:
        session.execute(text("UPDATE municipality SET name = 'Changed'"))

    with make.database.reading() as session:
        assert session.scalar(select(Municipality.name)) == "Sjövikens kommun"


def test_a_session_that_failed_leaves_no_lock_behind(make):
    person = make.person(has_secret=False)
    with make.database.writing() as session:
        session.add(attempt(make, person))
        session.add(attempt(make, person))
        with pytest.raises(IntegrityError):
            session.flush()

    make.add(attempt(make, person))


def test_a_person_has_one_open_attempt_and_many_finished_ones(make):
    person = make.person(has_secret=False)
    make.add(attempt(make, person))

    make.add(attempt(make, person, state="submitted", submitted_on=NOW.date()))
    make.add(attempt(make, person, state="submitted", submitted_on=NOW.date()))
    make.add(attempt(make, person, module_id="second"))

    with pytest.raises(IntegrityError):
        make.add(attempt(make, person))


@pytest.mark.parametrize("values", [{"state": "half"}, {"person_id": uuid4()}])
def test_what_points_nowhere_or_is_no_state_is_refused(make, values):
    row = attempt(make, make.person(has_secret=False))
    for name, value in values.items():
        setattr(row, name, value)

    with pytest.raises(IntegrityError):
        make.add(row)


def test_a_row_cannot_point_into_another_municipality(make, clock):
    other = Factory(make.database, clock)
    other.municipality("other")
    stranger = other.person(has_secret=False)

    with pytest.raises(IntegrityError):
        make.add(attempt(make, stranger))


@pytest.mark.parametrize(
    "moment",
    [
        NOW,
        datetime(2026, 3, 29, 1, 30, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 1, 1, 0, 0, 0, 123456, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back_as_the_same_moment(make, moment):
    make.add(
        LoginSession(
            municipality_id=make.owner,
            token_hash=b"t" * 32,
            person_id=make.person(has_secret=False),
            created_at=moment,
            last_seen_at=moment,
            device="",
        )
    )

    with make.database.reading() as session:
        found = session.scalar(select(LoginSession.created_at))
    assert found == moment
    assert found.tzinfo is not None


def test_a_moment_without_a_zone_is_refused(make):
    with make.database.writing() as session, pytest.raises(StatementError):
        session.execute(
            select(LoginSession).where(LoginSession.created_at > datetime(2026, 1, 1))  # noqa: DTZ001
        )


def test_only_what_is_new_is_written_and_counted(make):
    def rows(*keys):
        return [{"municipality_id": make.owner, "key": key, "seen_on": NOW.date()} for key in keys]

    with make.database.writing() as session:
        written = [
            insert_new(session, ExerciseSeen, rows(b"a")),
            insert_new(session, ExerciseSeen, rows(b"a")),
            insert_new(session, ExerciseSeen, rows(b"a", b"b", b"c")),
            insert_new(session, ExerciseSeen, []),
        ]
        session.commit()

    assert written == [1, 0, 2, 0]
    with make.database.reading() as session:
        assert session.query(ExerciseSeen).count() == 3


def test_what_was_new_is_told_by_its_key(make):
    def rows(*keys):
        return [{"municipality_id": make.owner, "key": key, "seen_on": NOW.date()} for key in keys]

    with make.database.writing() as session:
        told = [
            insert_and_tell(session, ExerciseSeen, rows(b"a", b"b"), "key"),
            insert_and_tell(session, ExerciseSeen, rows(b"b", b"c"), "key"),
            insert_and_tell(session, ExerciseSeen, [], "key"),
        ]

    assert told == [{b"a", b"b"}, {b"c"}, set()]


def test_counting_begins_at_one_and_goes_on(make):
    for _ in range(3):
        with make.database.writing() as session:
            raise_by_one(session, ExerciseCounter, counters(make), "count")
            session.commit()

    with make.database.reading() as session:
        assert session.scalars(select(ExerciseCounter.count)).all() == [3, 3]


def test_many_who_count_at_once_lose_nothing(make):
    trouble = []

    def count_on():
        try:
            for _ in range(10):
                with make.database.writing() as session:
                    raise_by_one(session, ExerciseCounter, counters(make), "count")
                    session.commit()
        except BaseException as error:
            trouble.append(error)

    threads = [threading.Thread(target=count_on) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)

    assert not trouble
    with make.database.reading() as session:
        assert session.scalars(select(ExerciseCounter.count)).all() == [40, 40]


def test_a_file_that_is_no_database_is_a_database_gone(tmp_path):
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"this is a letter, not a database" * 40)
    database = open_database(f"sqlite:///{path}")

    with pytest.raises(DatabaseGone), database.reading() as session:
        session.execute(text("SELECT 1"))
    database.close()


def test_a_page_that_was_damaged_is_a_database_gone(tmp_path):
    path = tmp_path / "x.sqlite"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (x)")
    plain.executemany("INSERT INTO t VALUES (?)", [("x" * 500,)] * 200)
    plain.commit()
    plain.close()
    body = bytearray(path.read_bytes())
    body[4096:20_000] = b"\xff" * (20_000 - 4096)
    path.write_bytes(body)
    database = open_database(f"sqlite:///{path}")

    with pytest.raises(DatabaseGone), database.reading() as session:
        session.execute(text("SELECT * FROM t")).all()
    database.close()


def test_postgresql_knows_at_once_how_much_has_come_in(make):
    """SQLite is asked nothing, and minds nothing."""
    for _ in range(30):
        make.person()
    said = text("SELECT reltuples FROM pg_class WHERE relname = 'person'")
    with make.database.writing() as session:
        is_postgresql = not make.database.is_sqlite
        assert not is_postgresql or session.scalar(said) < 30
        refresh_statistics(session)
        session.commit()
        assert not is_postgresql or session.scalar(said) >= 30


def test_an_error_repeats_none_of_the_values_it_was_to_write(make):
    """It ends in the log of whoever runs the product."""
    with make.database.writing() as session, pytest.raises(StatementError) as refused:
        session.execute(text("SELECT :answer FROM nowhere"), {"answer": "option-2"})

    assert "nowhere" in str(refused.value)
    assert "option-2" not in str(refused.value)
