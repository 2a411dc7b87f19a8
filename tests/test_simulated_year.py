"""After a year of learning, what can be found in the database without the two keys says nothing
of anybody's answers; with them, no more than docs/privacy.md admits.

Two worlds are alike but for one thing: in the other one, each person gave the answers of somebody
else of the same unit, and each ballot said what another did. Whatever tells the worlds apart tells
of somebody's answers. What a unit has come to all together is the same in both; that it can be
read is admitted in docs/privacy.md. Source: decisions 6, 16 and 17.
"""

import json
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Date, LargeBinary, literal, literal_column, select, text

from elearn.jobs import dispose, group_figures
from elearn.jobs._job import Workshop
from elearn.services.kept_practice import Practitioner
from elearn.services.sign_in import code_hash
from elearn.store.db import Base, Database, open_database
from elearn.store.models import (
    Attendance,
    AuditAct,
    Evidence,
    ExerciseCounter,
    ExerciseSeen,
    MeetingVote,
    MeetingVoter,
    PanelBallot,
    Practice,
)
from elearn.store.queries.measured_groups import latest_snapshot
from elearn.store.queries.panel import tallies
from elearn.store.sealing import Sealer
from tests.factories import Factory
from tests.forms import COURSE
from tests.year import PEOPLE, UNITS, Year, exchanged, sheet
from tests.year_panel import BALLOTS, UNSENT, codes

pytestmark = pytest.mark.slow

EXERCISES = 8
FEWEST = 5
"""Who have answered each exercise."""
KEY = Fernet.generate_key().decode()
PEPPER = "pepper" * 8
SEALED = {
    "attempt.sealed",
    "held_answer.sealed",
    "open_work.sealed",
    "panel_ballot.sealed",
    "practice.sealed",
    "practice.sealed_session",
    "practice_letter.sealed",
}
"""What the keys open; without them only its length is there to be read."""
MOMENTS = {"course.published_at", "module_version.published_at", "module_text.published_at"}
LOGGED = {"audit_act.acted_at"}
"""When a manager planned a meeting and noted who was there; whoever joins by its code is not."""
NOT_SEALED = {"content_blob.body", "import_batch.content", "audit_seal.signature"}


class Noting(Sealer):
    """Remembers what it has sealed."""

    def __init__(self) -> None:
        super().__init__([KEY], PEPPER)
        self.sealed: list[bytes] = []

    def seal(self, text: bytes) -> bytes:
        self.sealed.append(super().seal(text))
        return self.sealed[-1]


@pytest.fixture
def lived(database, clock, config, tmp_path, monkeypatch):
    """Lives through a year in an empty database, and cleans up after it as the worker does."""

    def live(database: Database, shifted: int) -> Year:
        _lay_rows_in_order(database)
        numbers = count(1)

        def next_id() -> UUID:
            return UUID(int=next(numbers), version=4)

        monkeypatch.setattr("tests.factories.uuid4", next_id)
        sheets = [sheet(number) for number in exchanged(shifted)]
        ballots = [(number + shifted) % BALLOTS for number in range(BALLOTS)]
        year = Year(Factory(database, clock), Noting(), sheets, ballots, next_id)
        last_on = year.live()
        clock.moment = clock.moment.replace(year=last_on.year + 1, month=1, day=15)
        workshop = Workshop(config, database, clock, lambda size: b"0" * size)
        group_figures.JOB.run(None, workshop)
        dispose.JOB.run(None, workshop)
        return year

    yield live
    if not database.is_sqlite:
        _tidy(database, "RESET (autovacuum_enabled)")


@pytest.fixture
def other(database, tmp_path):
    """An empty database of the same kind, once the first is no longer needed."""
    if not database.is_sqlite:
        return database
    opened = open_database(f"sqlite:///{tmp_path / 'other.sqlite'}")
    Base.metadata.create_all(opened.engine.execution_options(write=True))
    return opened


def _lay_rows_in_order(database: Database) -> None:
    """Where a new row comes to lie would else hang on what was deleted there before, and on when
    PostgreSQL last tidied up by itself, which nobody's answers decide."""
    if database.is_sqlite:
        return
    tables = ", ".join(f'"{table}"' for table in Base.metadata.tables)
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {tables} CASCADE")
    _tidy(database, "SET (autovacuum_enabled = off)")


def _tidy(database: Database, how: str) -> None:
    with database.engine.begin() as connection:
        for table in Base.metadata.tables:
            connection.exec_driver_sql(f'ALTER TABLE "{table}" {how}')


def readable(database: Database) -> dict[str, list[tuple]]:
    """By table, its rows in the order in which they lie, as somebody without keys can read them;
    on PostgreSQL each with the place, among all, of the transaction that wrote it last."""
    with database.engine.connect() as connection:
        rows = {
            table: connection.execute(_as_it_lies(table, database)).all()
            for table in Base.metadata.sorted_tables
        }
    writers = sorted({row[0] for found in rows.values() for row in found})
    place = {writer: number for number, writer in enumerate(writers)}
    return {
        table.name: [(place[writer], *map(_readable, table.columns, row)) for writer, *row in found]
        for table, found in rows.items()
    }


def _as_it_lies(table, database):
    if database.is_sqlite:
        return select(literal(0), table).order_by(text(_order(table, database)))
    writer = literal_column(f"{table.name}.xmin::text::bigint")
    return select(writer, table).order_by(text(_order(table, database)))


def _order(table, database):
    if not database.is_sqlite:
        return f"{table.name}.ctid"
    if table.dialect_options["sqlite"]["with_rowid"]:
        return f"{table.name}.rowid"
    return ", ".join(column.name for column in table.primary_key)


def _readable(column, value):
    if value is not None and f"{column.table.name}.{column.name}" in SEALED:
        return len(value)
    return value


def test_who_gave_which_answers_makes_no_difference_that_can_be_seen(lived, database, other):
    lived(database, 0)
    one = readable(database)
    lived(other, 3)
    another = readable(other)

    assert one["exercise_counter"]
    assert one["practice"]
    assert one["panel_ballot"]
    assert one["panel_vote"]
    assert len(one["measurement_snapshot"]) == 4
    for table, rows in one.items():
        assert rows == another[table], table


def test_what_is_exchanged_has_been_counted(lived, sqlite_database):
    """Each exercise by five and more, each form by a panel, and the figures of a unit of ten."""
    year = lived(sqlite_database, 0)

    with sqlite_database.reading() as session:
        snapshot = latest_snapshot(session, year.make.owner, COURSE)
        votes = tallies(session, year.make.owner)
        counted = session.scalars(
            select(ExerciseCounter.count).where(ExerciseCounter.mark == "answered")
        ).all()

    assert len(counted) == EXERCISES
    assert min(counted) >= FEWEST
    assert {tally[""].asked for tally in votes.values()} == {BALLOTS - 2}
    (told,) = snapshot.told
    assert (told.sums.people, told.sums.pairs) == (UNITS[0], UNITS[0])
    assert told.sums.d_prime


def test_the_file_and_its_journal_hold_no_word_and_nothing_deleted(lived, sqlite_database):
    year = lived(sqlite_database, 0)
    bytes_of_it = _files(sqlite_database)
    with sqlite_database.reading() as session:
        practised = {row.sealed for row in session.query(Practice)}
        unsent = {row.sealed for row in session.query(PanelBallot)}
    kept = practised | unsent

    assert b"unforeseen-word" not in bytes_of_it
    assert not any(code in bytes_of_it for code in map(code_hash, codes("A", BALLOTS)))
    assert (len(practised), len(unsent)) == (PEOPLE, len(UNSENT))
    found = [sealed for sealed in year.sealer.sealed if sealed in bytes_of_it]
    assert set(found) <= kept
    assert len(year.sealer.sealed) > 100


def _files(database: Database) -> bytes:
    """While it is in use: the journal is still there."""
    name = database.engine.url.database
    assert Path(f"{name}-wal").exists()
    return b"".join(Path(f"{name}{end}").read_bytes() for end in ("", "-wal"))


def test_no_row_of_somebody_s_work_tells_a_time(lived, database):
    """A day is the finest; and no id that has the moment of its making inside."""
    year = lived(database, 0)
    moments = set()
    with database.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                for column in table.columns:
                    value = row[column]
                    if isinstance(column.type, Date) or value is None:
                        continue
                    has_time = getattr(value, "hour", 0) or getattr(value, "microsecond", 0)
                    if has_time or getattr(value, "version", None) == 7:
                        moments.add(f"{table.name}.{column.name}")

    assert moments <= MOMENTS | LOGGED
    with database.reading() as session:
        logged = set(session.scalars(select(AuditAct.actor_id)))
    assert logged == {meeting.manager for meeting in year.meetings}


def test_of_the_votes_at_meetings_nothing_is_left(lived, sqlite_database):
    year = lived(sqlite_database, 0)

    with sqlite_database.reading() as session:
        there = session.scalars(select(Attendance.evidence_id)).all()
        left = [*session.scalars(select(MeetingVote)), *session.scalars(select(MeetingVoter))]
    assert left == []
    assert len(there) == len(year.people)
    assert all(there)


def test_both_keys_tell_what_the_privacy_page_admits_and_no_more(lived, database):
    """Who has answered which exercise and who practises, with their numbers; no answer."""
    year = lived(database, 0)
    with database.reading() as session:
        versions = set(session.scalars(select(ExerciseCounter.exercise_version)))
        seen = set(session.scalars(select(ExerciseSeen.key)))
        practising = {row.key: row for row in session.query(Practice)}
        done = session.query(Evidence).count()

    for person in year.people:
        answered = {year.sealer.pseudonym(year.make.owner, person, version) for version in versions}
        assert answered <= seen
        row = practising[Practitioner(year.make.owner, person).key(year.sealer)]
        record = json.loads(year.sealer.open(row.sealed))
        assert set(record) == {"memories", "averages", "seen", "shown_on", "measurement"}
        assert record["measurement"]["open"] is None
        assert row.sealed_session is None
    assert done == 3 * PEOPLE  # two modules, and a meeting about the first


def test_every_sealed_column_is_known_here():
    """A new one is to be thought of in this test, and on the privacy page."""
    blobs = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary) and not column.name.endswith(("key", "_hash"))
    }

    assert blobs - NOT_SEALED == SEALED
