"""What is worked out before anybody waits is what is derived then, on both databases."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import uuid4

import pytest

from elearn.domain.people.org import OrgTree
from elearn.domain.record.duty import Need
from elearn.services import duties, duties_ahead, standing, standing_ahead, units
from elearn.services.duties import Wanted
from elearn.services.privacy import dispose
from elearn.store.models import (
    CoverageChange,
    Duty,
    Employment,
    Extension,
    Module,
    ModuleGap,
    StatusPeriod,
)
from elearn.store.queries.org import placements
from tests.conftest import NOW
from tests.factories import Factory
from tests.services.test_coverage_sums import Town, differences

TODAY = NOW.date()
LONG_AGO = date(2025, 1, 1)


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    with made.at_once():
        made.municipality()
    with made.at_once():
        made.course()
        made.course("annat")
        made.duty("annat", due_days=60)
    with made.at_once():
        for course in ("grunden", "annat"):
            made.add(
                Module(
                    municipality_id=made.owner,
                    course_id=course,
                    id="a1",
                    position=0,
                    version="1" * 64,
                    withdrawn_at=None,
                )
            )
    return made


@pytest.fixture
def people(make):
    """Three in one unit, the first of them done."""
    with make.at_once():
        unit = make.unit()
        found = [make.person(has_secret=False) for _ in range(3)]
        for person in found:
            make.employment(person, unit, number=str(uuid4())[:8])
        make.evidence(found[0], date(2026, 11, 1))
    make.recompute()
    return found


@pytest.fixture
def underived(monkeypatch):
    """Within it nothing may be derived: others wait."""

    def never(*_arguments, **_values):
        raise AssertionError("it was derived while others waited")

    @contextmanager
    def watching():
        with monkeypatch.context() as patched:
            patched.setattr(standing_ahead, "derived_from", never)
            patched.setattr(standing, "derived_from", never)
            yield

    return watching


def act(make, session) -> duties.Act:
    tree = OrgTree.on(TODAY, placements(session, make.owner))
    return duties.Act(session, make.owner, None, tree, frozenset(tree), uuid4, NOW, TODAY)


def wanted(make, **values) -> Wanted:
    usual = Wanted(
        course="grunden",
        modules=(),
        need=Need.ALL,
        units=frozenset({make.top}),
        aid_families=frozenset(),
        due_days=30,
        valid_days=730,
        renewal_days=60,
        from_on=TODAY,
    )
    return replace(usual, **values)


def set_ahead(make, asked):
    with make.database.reading() as session:
        return duties_ahead.of_new(act(make, session), asked)


def wrong(make) -> list:
    with make.database.reading() as session:
        return differences(session, make.owner)


def asked_of_all(make):
    with make.database.writing() as session:
        made = duties.set_duty(act(make, session), wanted(make, from_on=TODAY - timedelta(90)))
        session.commit()
    return made


def concerned(make, duty) -> set:
    with make.database.reading() as session:
        return {row.person_id for row in session.query(StatusPeriod).filter_by(duty_id=duty)}


def test_setting_a_duty_writes_what_was_worked_out(make, people, underived):
    asked = wanted(make, from_on=TODAY - timedelta(90))
    ahead = set_ahead(make, asked)
    assert ahead.differences.keys() == set(people)

    with make.database.writing() as session, underived():
        made = duties.set_duty(act(make, session), asked, ahead)
        session.commit()

    assert wrong(make) == []
    assert concerned(make, made) == set(people)


def test_changing_a_duty_writes_what_was_worked_out(make, people, underived):
    made = asked_of_all(make)
    other = wanted(make, from_on=TODAY - timedelta(90), due_days=10)
    with make.database.reading() as session:
        ahead = duties_ahead.of_change(act(make, session), made, other)
    assert ahead.differences.keys() == set(people)

    with make.database.writing() as session, underived():
        duties.change_duty(act(make, session), made, other, ahead)
        session.commit()

    assert wrong(make) == []
    assert concerned(make, made) == set(people)


def test_ending_a_duty_writes_what_was_worked_out(make, people, underived):
    made, last = asked_of_all(make), TODAY + timedelta(9)
    with make.database.reading() as session:
        ahead = duties_ahead.of_end(act(make, session), made, last)
    assert ahead.differences.keys() == set(people)

    with make.database.writing() as session, underived():
        duties.end_duty(act(make, session), made, last, ahead)
        session.commit()

    assert wrong(make) == []
    assert concerned(make, made) == set(people)


def test_a_duty_that_never_ran_leaves_neither_periods_nor_sums(make, people):
    asked = wanted(make, from_on=TODAY + timedelta(30))
    with make.database.writing() as session:
        made = duties.set_duty(act(make, session), asked)
        session.commit()
    with make.database.reading() as session:
        ahead = duties_ahead.of_end(act(make, session), made, TODAY)

    with make.database.writing() as session:
        duties.end_duty(act(make, session), made, TODAY, ahead)
        session.commit()

    assert wrong(make) == []
    assert concerned(make, made) == set()
    with make.database.reading() as session:
        assert session.query(CoverageChange).filter_by(course_id="grunden").count() == 0


def post_of(make, person):
    with make.database.reading() as session:
        return session.query(Employment).filter_by(person_id=person).one().id


def other_duty(make):
    with make.database.reading() as session:
        return session.query(Duty).filter_by(course_id="annat").one().id


def more_time(make, person) -> None:
    make.add(
        Extension(
            municipality_id=make.owner,
            id=uuid4(),
            duty_id=other_duty(make),
            person_id=person,
            due_on=TODAY,
            answered_on=TODAY,
            until_on=TODAY + timedelta(60),
        )
    )


def disposed_of(make, person) -> None:
    with make.database.writing() as session:
        dispose(session, make.owner, [person], new_id=uuid4, now=NOW)
        session.commit()


MEANWHILE = {
    "done": lambda make, person: make.evidence(person, TODAY),
    "away": lambda make, person: make.leave(post_of(make, person), TODAY - timedelta(5)),
    "hired": lambda make, person: make.employment(person, make.top, from_on=date(2026, 2, 1)),
    "given a role": lambda make, person: make.grant(person, "manager"),
    "given more time": more_time,
    "exempt": lambda make, person: make.exemption(other_duty(make), person, TODAY),
    "new": lambda make, _person: make.employment(make.person(has_secret=False), make.top),
    "gone": disposed_of,
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_what_happens_to_somebody_meanwhile_is_in_it(make, people, what, monkeypatch):
    asked = wanted(make, from_on=TODAY - timedelta(90))
    ahead = set_ahead(make, asked)
    MEANWHILE[what](make, people[1])
    anew = []
    monkeypatch.setattr(
        standing_ahead,
        "recompute",
        lambda *given: (anew.extend(given[2]), standing.recompute(*given)),
    )

    with make.database.writing() as session:
        made = duties.set_duty(act(make, session), asked, ahead)
        session.commit()

    assert wrong(make) == []
    assert len(anew) == 1
    assert people[0] in concerned(make, made)


def test_a_tree_that_was_changed_meanwhile_is_worked_out_anew(make, people):
    asked = wanted(make, units=frozenset({make.unit("Syd")}))
    ahead = set_ahead(make, asked)
    with make.database.writing() as session:
        [unit] = {post.unit_id for post in session.query(Employment)}
        units.move(units.Change(session, make.owner, None, TODAY, uuid4, NOW), unit, *asked.units)
        session.commit()

    with make.database.writing() as session:
        made = duties.set_duty(act(make, session), asked, ahead)
        session.commit()

    assert wrong(make) == []
    assert concerned(make, made) == set(people)


def test_a_duty_that_another_has_changed_meanwhile_is_worked_out_anew(make, people):
    made = asked_of_all(make)
    one, other = (wanted(make, from_on=TODAY - timedelta(days)) for days in (30, 60))
    with make.database.reading() as session:
        ahead = duties_ahead.of_change(act(make, session), made, one)
    with make.database.writing() as session:
        duties.change_duty(act(make, session), made, other)
        session.commit()

    with make.database.writing() as session:
        duties.change_duty(act(make, session), made, one, ahead)
        session.commit()

    assert wrong(make) == []
    assert concerned(make, made) == set(people)


def test_a_module_that_was_withdrawn_meanwhile_pauses_it(make, people):
    asked = wanted(make)
    ahead = set_ahead(make, asked)
    make.add(
        ModuleGap(municipality_id=make.owner, course_id="grunden", module_id="a1", from_on=TODAY)
    )

    with make.database.writing() as session:
        duties.set_duty(act(make, session), asked, ahead)
        session.commit()

    assert wrong(make) == []
    with make.database.reading() as session:
        assert "paused" in {row.status for row in session.query(StatusPeriod)}


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_whatever_happens_meanwhile(make, seed):
    chance = Random(seed)
    town = Town(make, chance)
    made = None
    for number in range(6):
        asked = wanted(make, from_on=LONG_AGO, due_days=chance.randrange(10, 90))
        with make.database.reading() as session:
            ahead = (
                duties_ahead.of_change(act(make, session), made, asked)
                if made
                else duties_ahead.of_new(act(make, session), asked)
            )
        for _ in range(number % 3):
            town.act()
        with make.database.writing() as session:
            if made:
                duties.change_duty(act(make, session), made, asked, ahead)
            else:
                made = duties.set_duty(act(make, session), asked, ahead)
            session.commit()
        assert wrong(make) == []
