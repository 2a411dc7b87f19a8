"""How far the reader is with a course comes with the answer to who the reader is."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from elearn.store.models import Attempt, LoginSession
from elearn.store.queries.module_progress import MODULE_PROGRESS, Progress, module_progress
from elearn.store.queries.signed_in import signed_in
from tests.conftest import NOW
from tests.factories import Factory

TODAY = NOW.date()
TOKEN = b"t" * 32


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    return made


@pytest.fixture
def reader(make, database):
    """Signed in, with two roles, so that the session's row comes twice."""
    person = make.person()
    unit = make.unit()
    make.grant(person, "manager", unit)
    make.grant(person, "coordinator", unit)
    with database.writing() as session:
        session.add(
            LoginSession(
                municipality_id=make.owner,
                token_hash=TOKEN,
                person_id=person,
                created_at=NOW,
                last_seen_at=NOW,
                device="phone",
                by_code=False,
            )
        )
        session.commit()
    return person


def progress(make, database, module: str = "first") -> Progress:
    found = signed_in(
        database.asker,
        make.owner,
        TOKEN,
        seen_since=NOW - timedelta(days=1),
        today=TODAY,
        question=MODULE_PROGRESS,
        besides={"course": "basics", "module": module},
    )
    assert found is not None
    assert len(found.grants) == 2
    return module_progress(found)


def begin(make, database, person, module: str, state: str = "open") -> None:
    with database.writing() as session:
        session.add(
            Attempt(
                municipality_id=make.owner,
                id=uuid4(),
                person_id=person,
                course_id="basics",
                module_id=module,
                version="1" * 64,
                state=state,
                sealed=b"x",
                begun_on=TODAY,
            )
        )
        session.commit()


def test_nothing_done_is_nothing(make, database, reader):
    assert progress(make, database) == Progress({}, is_begun=False, occupations=frozenset())


def test_of_each_module_the_latest_day_counts(make, database, reader):
    for module, day in (("first", 3), ("first", 9), ("second-one", 1), ("first", 5)):
        make.evidence(reader, date(2026, 11, day), module, "basics")
    completed = progress(make, database).completed
    assert completed == {"first": date(2026, 11, 9), "second-one": date(2026, 11, 1)}


def test_what_was_taken_back_does_not_count(make, database, reader):
    row = make.evidence(reader, TODAY, "first", "basics")
    make.evidence(reader, TODAY, "first", "basics", withdraws=row)
    assert progress(make, database).completed == {}


def test_other_people_and_courses_are_left_out(make, database, reader):
    other = make.person("Bo")
    make.evidence(other, TODAY, "first", "basics")
    make.evidence(reader, TODAY, "first", "another")
    begin(make, database, other, "first")
    assert progress(make, database) == Progress({}, is_begun=False, occupations=frozenset())


def test_only_an_open_attempt_at_this_module_is_begun(make, database, reader):
    begin(make, database, reader, "second")
    begin(make, database, reader, "first", state="submitted")
    assert not progress(make, database).is_begun
    assert progress(make, database, "second").is_begun
