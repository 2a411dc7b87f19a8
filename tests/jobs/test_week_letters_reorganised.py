"""Nobody gets a letter twice, and nobody loses one, because units or people became others."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.services import people, units
from elearn.store.models import Reminder
from tests.jobs.test_week_letters import employed, letters_planned, rows, run, scene

__all__ = ["scene"]


def merge(made, clock, kept, other) -> None:
    with made.database.writing() as session:
        act = people.Act(session, made.owner, None, uuid4, clock(), clock().date())
        people.merge(act, kept, other)
        session.commit()


def split(made, clock, other) -> None:
    with made.database.writing() as session:
        act = people.Act(session, made.owner, None, uuid4, clock(), clock().date())
        people.split(act, other)
        session.commit()


def reorganise(made, clock, act, *which) -> None:
    with made.database.writing() as session:
        change = units.Change(session, made.owner, None, clock().date(), uuid4, clock())
        act(change, *which)
        session.commit()


def days_pass(worker, clock, days) -> None:
    for _ in range(days):
        run(worker)
        clock.moment += timedelta(days=1)


@pytest.fixture
def twins(made, scene):
    """One human in two records, with an address in each."""
    found = [employed(made, scene[0], email=f"alva{number}@example.se") for number in (1, 2)]
    made.recompute()
    return found


def test_what_was_said_to_one_record_is_not_said_again_to_the_other(
    made, scene, twins, worker, outbox, clock
):
    kept, other = twins
    with made.database.writing() as session:
        session.get(people.Person, (made.owner, kept)).email = None
        session.commit()
    days_pass(worker, clock, 1)

    merge(made, clock, kept, other)
    days_pass(worker, clock, 9)

    to_alva = [letter["To"] for letter in outbox() if letter["To"] != "bo@example.se"]
    assert to_alva == ["alva2@example.se"]


def test_a_letter_that_waits_for_a_record_that_was_merged_away_is_not_lost(
    made, scene, worker, outbox, clock
):
    kept, other = made.person(), employed(made, scene[0], email="alva@example.se")
    made.recompute()
    clock.moment = clock.moment.replace(hour=4)
    run(worker)
    assert len(letters_planned(made)) == 1

    merge(made, clock, kept, other)
    clock.moment = clock.moment.replace(hour=9)
    days_pass(worker, clock, 5)

    assert [letter["To"] for letter in outbox()] == ["alva@example.se"]
    assert {row.person_id for row in rows(made, Reminder)} == {kept}


def test_two_letters_that_wait_for_one_human_become_one(made, twins, worker, outbox, clock):
    clock.moment = clock.moment.replace(hour=4)
    run(worker)
    assert len(letters_planned(made)) == 2

    merge(made, clock, *twins)
    clock.moment = clock.moment.replace(hour=9)
    days_pass(worker, clock, 5)

    assert [letter["To"] for letter in outbox()] == ["alva1@example.se"]


def test_a_manager_hears_of_it_on_the_same_day_as_without_a_merger(
    made, scene, twins, worker, clock
):
    kept, other = twins
    days_pass(worker, clock, 10)

    merge(made, clock, kept, other)
    days_pass(worker, clock, 20)

    told = [row for row in rows(made, Reminder) if row.step == "manager-1"]
    assert {(row.person_id, row.sent_on) for row in told} == {(kept, date(2026, 12, 14))}


def test_what_was_said_to_each_of_two_goes_with_each_when_they_are_split(
    made, scene, twins, worker, outbox, clock
):
    days_pass(worker, clock, 1)
    merge(made, clock, *twins)
    split(made, clock, twins[1])
    with made.database.writing() as session:
        session.get(people.Person, (made.owner, twins[1])).email = "alva2@example.se"
        session.commit()

    days_pass(worker, clock, 9)

    assert Counter(letter["To"] for letter in outbox()) == {
        "alva1@example.se": 1,
        "alva2@example.se": 1,
    }


@pytest.mark.parametrize("act", [units.move, units.merge])
def test_a_unit_that_moves_takes_along_what_was_said(made, scene, worker, outbox, clock, act):
    unit, _boss = scene
    other = made.unit("South")
    made.grant(made.person("Ulla", "Ek", email="ulla@example.se"), "manager", other)
    person = employed(made, unit, email="alva@example.se")
    made.recompute()
    days_pass(worker, clock, 10)

    reorganise(made, clock, act, unit, other)
    days_pass(worker, clock, 25)

    told = Counter(row.step for row in rows(made, Reminder) if row.person_id == person)
    assert set(told) == {"after-due", "after-due-again", "manager-1"}
    assert Counter(letter["To"] for letter in outbox())["alva@example.se"] == 2


class Region:
    """Four units, two of them under the others, and people who are late one after the other; acts
    by lot."""

    def __init__(self, made, clock, chance) -> None:
        self.made, self.clock, self.chance = made, clock, chance
        with made.at_once():
            made.course("basics", "The basics")
            self.units = [made.unit(f"Department {number}") for number in range(2)]
        with made.at_once():
            self.units += [made.unit(f"Unit {number}", self.units[number]) for number in range(2)]
            made.duty("basics", units=[made.top], from_on=date(2026, 10, 21))
            self.persons = [self._late(number) for number in range(6)]
            for number, unit in enumerate(self.units):
                boss = made.person("Bo", str(number), email=f"bo{number}@example.se")
                made.grant(boss, "manager", unit)
        made.recompute()
        self.now = {person: person for person in self.persons}
        """Who each record is by now."""

    def _late(self, number):
        person = self.made.person(email=f"{number}@example.se")
        first = date(2026, 10, 21) + timedelta(self.chance.randrange(14))
        self.made.employment(person, self.chance.choice(self.units), from_on=first)
        return person

    def act(self) -> None:
        try:
            self.chance.choice([self.move, self.merge_units, self.merge_people])()
        except Refusal:
            return

    def move(self) -> None:
        reorganise(self.made, self.clock, units.move, *self.chance.sample(self.units, 2))

    def merge_units(self) -> None:
        reorganise(self.made, self.clock, units.merge, *self.chance.sample(self.units, 2))

    def merge_people(self) -> None:
        there = sorted(set(self.now.values()))
        if len(there) > 2:
            kept, other = self.chance.sample(there, 2)
            merge(self.made, self.clock, kept, other)
            self.now = {one: kept if now == other else now for one, now in self.now.items()}

    def said(self) -> dict:
        """By what was said: how many rows say so of each human there is now."""
        return Counter(
            (self.now.get(row.person_id, row.person_id), row.due_on, row.step)
            for row in rows(self.made, Reminder)
        )


@pytest.mark.parametrize("seed", range(3))
def test_everybody_gets_each_letter_once_whatever_becomes_of_units_and_people(
    made, worker, outbox, clock, seed
):
    region = Region(made, clock, Random(seed))
    letters = Counter()

    for _ in range(24):
        if region.chance.random() < 0.3:
            region.act()
        before, sent = region.said(), len(outbox())
        days_pass(worker, clock, 1)
        again = {what for what, times in region.said().items() if before[what] not in (0, times)}
        assert again == set()
        week = clock().date().isocalendar().week
        letters.update((letter["To"], week) for letter in outbox()[sent:])

    assert set(letters.values()) == {1}
    for person in set(region.now.values()):
        steps = {step for about, _due_on, step in region.said() if about == person}
        assert steps >= {"after-due"}
