"""A prepared question answers as the ordinary one would, on both databases."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import bindparam, literal, select

from elearn.store.db import DatabaseGone, Unstorable
from elearn.store.models import LoginSession, Person
from elearn.store.prepared import Prepared
from tests.conftest import NOW
from tests.factories import Factory

_session, _person = LoginSession.__table__.c, Person.__table__.c
STATEMENT = (
    select(
        _session.person_id,
        _session.token_hash,
        _session.last_seen_at,
        _session.by_code,
        _session.code_issued_by,
        literal("as said").label("said"),
    )
    .where(_session.municipality_id == bindparam("municipality"))
    .where(_session.last_seen_at > bindparam("since"))
    .order_by(_session.token_hash)
)
BY_NAME = select(_person.id).where(_person.given_name == bindparam("name"))


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    return made


def signed_in(make, number: int) -> LoginSession:
    return LoginSession(
        municipality_id=make.owner,
        token_hash=bytes([number]) * 32,
        person_id=make.person(),
        created_at=NOW,
        last_seen_at=NOW + timedelta(minutes=number),
        device="phone",
        by_code=number == 2,
    )


def test_rows_are_those_of_the_ordinary_question(make, database):
    with database.writing() as session:
        session.add_all([signed_in(make, 1), signed_in(make, 2)])
        session.commit()
    values = {"municipality": make.owner, "since": NOW}
    found = Prepared(STATEMENT).all(database.asker, **values)
    with database.engine.connect() as connection:
        ordinary = connection.execute(STATEMENT, values).all()
    assert [tuple(row) for row in found] == [tuple(row) for row in ordinary]
    assert [row.by_code for row in found] == [False, True]
    assert found[0].said == "as said"


def test_it_sees_what_its_own_transaction_wrote(make, database):
    with database.writing() as session:
        session.add(signed_in(make, 1))
        session.flush()
        found = Prepared(STATEMENT).all(session.connection(), municipality=make.owner, since=NOW)
    assert len(found) == 1


def test_it_begins_no_transaction(make, database):
    Prepared(STATEMENT).all(database.asker, municipality=make.owner, since=NOW)
    driver = database.asker.driver
    if database.is_sqlite:
        assert not driver.in_transaction
    else:
        assert driver.info.transaction_status == 0


def test_a_missing_value_is_an_error_before_the_database_is_asked(make, database):
    with pytest.raises(KeyError):
        Prepared(STATEMENT).all(database.asker, municipality=make.owner)


def test_a_database_gone_is_called_so(sqlite_database):
    nowhere = Prepared(BY_NAME)
    with sqlite_database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE person")
    with pytest.raises(DatabaseGone):
        nowhere.all(sqlite_database.asker, name="Alva")


@pytest.mark.postgres
def test_a_text_that_cannot_be_stored_is_called_so(postgres):
    with pytest.raises(Unstorable):
        Prepared(BY_NAME).all(postgres.asker, name="Al\0va")


def test_days_and_ids_survive_the_shorter_way(make, database):
    statement = select(
        literal(date(2026, 2, 28)).label("day"), bindparam("id", type_=_person.id.type).label("id")
    )
    wanted = uuid4()
    (row,) = Prepared(statement).all(database.asker, id=wanted)
    assert (row.day, row.id) == (date(2026, 2, 28), wanted)
