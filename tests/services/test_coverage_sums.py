"""Kept sums, list and recomputation agree after whatever happens, on both databases."""

from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree
from elearn.services import coverage_sums, people, standing, units
from elearn.services.privacy import dispose
from elearn.store.models import CoverageChange, Duty, PersonTally
from elearn.store.queries.coverage_sums import coverage_on, coverage_over_time
from elearn.store.queries.org import placements
from elearn.store.queries.unit_courses import unit_courses
from elearn.store.queries.unit_report import Wanted, unit_report
from tests.conftest import NOW
from tests.factories import Factory

TODAY = NOW.date()
YEAR = 365


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    with made.at_once():
        made.municipality()
    with made.at_once():
        made.course()
        made.duty(from_on=TODAY - timedelta(2 * YEAR))
    return made


def differences(session, owner) -> list:
    return standing.miscounted(session, owner) + standing.disagreements(session, owner)


def reported(session, make, unit, on):
    """The slow way: from the people."""
    course = unit_courses(session, make.owner, on)[0]
    everything = frozenset(row.unit for row in placements(session, make.owner))
    tree = OrgTree.on(TODAY, placements(session, make.owner))
    report = unit_report(
        session, make.owner, unit, course.duties, Wanted(), everything, tree, on=on
    )
    return report.coverage_by_unit


class Town:
    """Acts that happen to a municipality, by lot."""

    def __init__(self, make, chance: Random) -> None:
        self.make, self.chance = make, chance
        with make.at_once():
            self.units = [make.unit(f"Enhet {number}") for number in range(3)]
        with make.at_once():
            self.units += [make.unit(f"Lag {number}", self.units[0]) for number in range(2)]
            self.persons = [make.person(has_secret=False) for _ in range(6)]
        with make.at_once():
            for person in self.persons:
                self._hire(person)
        make.recompute()

    def act(self) -> None:
        acts = (
            *(self.complete, self.complete, self.correct, self.hire, self.move, self.merge),
            *(self.exempt, self.change_duty, self.merge_people, self.dispose_of_one),
        )
        try:
            self.chance.choice(acts)()
        except Refusal:
            return

    def complete(self) -> None:
        person = self.chance.choice(self.persons)
        self.make.evidence(person, self._day())
        self._settle([person])

    def correct(self) -> None:
        person = self.chance.choice(self.persons)
        row = self.make.evidence(person, self._day())
        self._settle([person])
        self.make.evidence(person, self._day(), withdraws=row)
        self._settle([person])

    def hire(self) -> None:
        person = self.chance.choice(self.persons)
        self._hire(person)
        self._settle([person])

    def exempt(self) -> None:
        person, first = self.chance.choice(self.persons), self._day()
        with self.make.database.reading() as session:
            duty = session.query(Duty).first().id
        self.make.exemption(duty, person, first, first + timedelta(40))
        self._settle([person])

    def change_duty(self) -> None:
        with self.make.database.writing() as session:
            session.query(Duty).first().due_days = self.chance.randrange(10, 90)
            standing.recompute(session, self.make.owner)
            session.commit()

    def move(self) -> None:
        self._reorganise(units.move)

    def merge(self) -> None:
        self._reorganise(units.merge)

    def merge_people(self) -> None:
        kept, other = self.chance.sample(self.persons, 2)
        with self.make.database.writing() as session:
            act = people.Act(session, self.make.owner, None, uuid4, NOW, TODAY)
            people.merge(act, kept, other)
            session.commit()
        self.persons.remove(other)

    def dispose_of_one(self) -> None:
        with self.make.database.writing() as session:
            gone = [self.chance.choice(self.persons)]
            dispose(session, self.make.owner, gone, new_id=uuid4, now=NOW)
            session.commit()
        self.persons = [each for each in self.persons if each not in gone] or [
            self.make.person(has_secret=False)
        ]

    def _reorganise(self, act) -> None:
        one, other = self.chance.sample(self.units, 2)
        with self.make.database.writing() as session:
            change = units.Change(session, self.make.owner, None, self._day(), uuid4, NOW)
            act(change, one, other)
            session.commit()

    def _hire(self, person: UUID) -> None:
        first = self._day()
        last = first + timedelta(self.chance.randrange(20, 500))
        self.make.employment(
            person,
            self.chance.choice(self.units),
            from_on=first,
            to_on=self.chance.choice([None, last]),
        )

    def _settle(self, persons: list[UUID]) -> None:
        with self.make.database.writing() as session:
            standing.recompute(session, self.make.owner, persons)
            session.commit()

    def _day(self) -> date:
        return TODAY - timedelta(self.chance.randrange(0, 2 * YEAR))


@pytest.mark.parametrize("seed", range(4))
def test_sums_list_and_recomputation_agree_whatever_happens(make, seed):
    chance = Random(seed)
    town = Town(make, chance)

    for _ in range(10):
        town.act()
        with make.database.reading() as session:
            assert differences(session, make.owner) == []
            for _ in range(2):
                on = TODAY - timedelta(chance.randrange(-100, 2 * YEAR))
                slow = reported(session, make, make.top, on)
                assert coverage_on(session, make.owner, "grunden", list(slow), on) == slow
                whole = coverage_over_time(
                    session, make.owner, "grunden", make.top, [on - timedelta(400), on]
                )
                assert whole[1] == slow[make.top]


def test_one_completion_touches_only_the_sums_above_the_person(make):
    near, far = make.unit("Nära"), make.unit("Långt bort")
    persons = [make.person(has_secret=False) for _ in range(2)]
    for person, unit in zip(persons, (near, far), strict=True):
        make.employment(person, unit)
    make.recompute()
    with make.database.reading() as session:
        before = session.query(CoverageChange).filter_by(unit_id=far).count()

    make.evidence(persons[0], TODAY)
    with make.database.writing() as session:
        standing.recompute(session, make.owner, persons[:1])
        session.commit()

    with make.database.reading() as session:
        assert session.query(CoverageChange).filter_by(unit_id=far).count() == before
        found = coverage_on(session, make.owner, "grunden", [near, far, make.top], TODAY)
    assert [found[unit].current for unit in (near, far, make.top)] == [1, 0, 1]


def test_a_sum_that_is_wrong_is_found(make):
    unit, person = make.unit(), make.person(has_secret=False)
    make.employment(person, unit)
    make.recompute()
    with make.database.writing() as session:
        session.query(CoverageChange).filter_by(unit_id=unit).first().change += 1
        session.commit()

    with make.database.reading() as session:
        assert standing.miscounted(session, make.owner) == [(unit, "grunden")]


def test_somebody_who_is_remembered_otherwise_than_counted_is_found(make):
    unit, person = make.unit(), make.person(has_secret=False)
    make.employment(person, unit)
    make.recompute()
    with make.database.writing() as session:
        session.query(PersonTally).delete()
        session.commit()

    with make.database.reading() as session:
        assert {at for at, _ in standing.miscounted(session, make.owner)} == {unit, make.top}


def test_whoever_is_forgotten_is_in_no_sum_any_more(make):
    unit, person = make.unit(), make.person(has_secret=False)
    make.employment(person, unit)
    make.recompute()
    with make.database.writing() as session:
        coverage_sums.forget(session, make.owner, person)
        session.commit()

    with make.database.reading() as session:
        assert coverage_on(session, make.owner, "grunden", [unit], TODAY)[unit].concerned == 0
        assert session.query(PersonTally).count() == 0


def test_a_unit_nobody_ever_worked_in_has_a_coverage_of_nobody(make):
    unit = make.unit()
    make.recompute()

    with make.database.reading() as session:
        found = coverage_on(session, make.owner, "grunden", [unit], TODAY)[unit]

    assert (found.concerned, found.fraction) == (0, None)
