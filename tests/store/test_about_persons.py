"""A question about one person answers as that about several does, on both databases."""

import pytest
from sqlalchemy import bindparam, select

from elearn.store.about_persons import MOST_AT_ONCE, AboutPersons, at_once
from elearn.store.models import Person
from tests.factories import Factory
from tests.queries import assert_queries

NAMES = AboutPersons(
    select(Person.id, Person.given_name, Person.merged_into).where(
        Person.municipality_id == bindparam("municipality")
    ),
    Person.id,
)


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    return made


@pytest.fixture
def people(make):
    with make.at_once():
        return [make.person(name, has_secret=False) for name in ("Alva", "Bo", "Cia")]


def asked(make, persons) -> list[tuple]:
    with make.database.reading() as session:
        return sorted(tuple(row) for row in NAMES.rows(session, make.owner, persons))


def test_one_some_and_everybody_are_answered_alike(make, people):
    everybody = asked(make, None)

    assert {name for _, name, _ in everybody} == {"Alva", "Bo", "Cia"}
    assert asked(make, people) == everybody
    assert sorted(row for person in people for row in asked(make, [person])) == everybody
    assert asked(make, people[:2]) == [row for row in everybody if row[0] in people[:2]]


def test_about_nobody_nothing_is_asked(make, people):
    with assert_queries(make.database, 0):
        assert asked(make, []) == []


def test_somebody_elses_municipality_is_not_asked(make, people):
    other = make.municipality("annan")

    with make.database.reading() as session:
        assert list(NAMES.rows(session, other, people[:1])) == []
        assert list(NAMES.rows(session, other, None)) == []


def test_what_the_session_has_yet_to_write_is_seen(make, people):
    with make.database.writing() as session:
        session.get(Person, (make.owner, people[0])).given_name = "Alvina"

        [row] = NAMES.rows(session, make.owner, people[:1])

        assert row.given_name == "Alvina"


def test_more_than_a_statement_takes_are_asked_in_turns():
    turns = list(at_once([*range(MOST_AT_ONCE + 1), 0]))

    assert [len(turn) for turn in turns] == [MOST_AT_ONCE, 1]
