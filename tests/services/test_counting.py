"""What authors' figures are made from: sums over first answers, and from how many workplaces."""

from dataclasses import astuple
from uuid import uuid4

import pytest

from elearn.domain.recognition.item_sums import ItemSums
from elearn.domain.record.attempt import Work
from elearn.services.counting import count_first_answers
from elearn.store.models import ExerciseSums, ExerciseWorkplace
from elearn.store.queries import catalogue
from elearn.store.queries.item_figures import item_figures
from tests.conftest import NOW
from tests.factories import Factory
from tests.library import course_files, publish
from tests.services.test_learning import SEALER, TODAY

RIGHT, WRONG = {"say": ["2"], "kind": ["1", "3"]}, {"say": ["1"], "kind": ["2"]}
PEOPLE = [RIGHT, RIGHT, {**RIGHT, "say": ["1"]}, {**WRONG, "say": ["2"]}, WRONG]
MARKS = {"say": [1, 1, 0, 1, 0], "kind": [1, 1, 1, 0, 0]}


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    publish(database, made.owner, course_files(), now=NOW)
    return made


@pytest.fixture
def module(make):
    with make.database.reading() as session:
        return catalogue.reading(session, make.owner, "basics", "first", "sv").module


def count(make, module, person, answers):
    work = Work(uuid4().hex)
    for exercise, options in answers.items():
        work = work.answered(exercise, options)
    with make.database.writing() as session:
        count_first_answers(session, (make.owner, person), SEALER, module, work, today=TODAY)
        session.commit()


def figures(make, module):
    version_by_id = {one.id: one.version for one in module.exercises}
    with make.database.reading() as session:
        found = item_figures(session, make.owner)
    return {id: found[version] for id, version in version_by_id.items() if version in found}


def test_the_sums_are_those_of_the_first_answers(make, module):
    for answers in PEOPLE:
        count(make, module, make.person(has_secret=False), answers)

    found = figures(make, module)

    for exercise, other in (("say", "kind"), ("kind", "say")):
        wanted = ItemSums()
        for x, rest in zip(MARKS[exercise], MARKS[other], strict=True):
            wanted = wanted.with_answer(x, rest)
        assert astuple(found[exercise].sums) == pytest.approx(astuple(wanted))
    assert found["say"].options == {"1": (2, 1.0), "2": (3, 2.0)}


def test_a_second_round_of_the_same_person_is_not_counted(make, module):
    person = make.person(has_secret=False)
    count(make, module, person, WRONG)
    count(make, module, person, RIGHT)

    assert figures(make, module)["say"].sums == ItemSums().with_answer(0, 0)


def test_an_exercise_that_stands_alone_has_no_rest_and_no_sums(make, module):
    count(make, module, make.person(has_secret=False), {"say": ["2"]})

    assert figures(make, module) == {}


def test_workplaces_are_counted_once_each(make, module):
    kitchen, school = make.unit(), make.unit()
    for unit in (kitchen, kitchen, school):
        person = make.person(has_secret=False)
        make.employment(person, unit)
        count(make, module, person, RIGHT)
    both = make.person(has_secret=False)
    make.employment(both, kitchen)
    make.employment(both, make.unit())
    count(make, module, both, RIGHT)

    assert figures(make, module)["say"].workplaces == 3


def test_nothing_that_is_kept_names_a_person_or_a_unit(make, module):
    unit, person = make.unit(), make.person(has_secret=False)
    make.employment(person, unit)
    count(make, module, person, RIGHT)

    with make.database.reading() as session:
        rows = [*session.query(ExerciseSums), *session.query(ExerciseWorkplace)]
        kept = " ".join(str(vars(row)) for row in rows)

    assert len(rows) == 4
    for id in (unit, person):
        assert str(id) not in kept
        assert repr(id.bytes)[2:-1] not in kept
