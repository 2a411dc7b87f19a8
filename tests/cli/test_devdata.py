from collections import Counter
from datetime import timedelta

import pytest

from elearn.cli.devdata import found_municipality, history_days, tree
from elearn.cli.devdata.tree import planned_units
from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import Role
from elearn.domain.record.completion import Status, status_on
from elearn.store.models import (
    Course,
    Credential,
    Duty,
    Employment,
    Leave,
    Municipality,
    OpenCourse,
    Person,
    PersonIdentifier,
    RoleGrant,
    Unit,
    UnitPlacement,
)
from elearn.store.queries.org import placements
from elearn.store.queries.standing_facts import facts, stored_periods
from tests.cli.conftest import PEOPLE_IN_TOWN


@pytest.fixture
def session(town):
    with town.database().reading() as opened:
        yield opened


@pytest.fixture
def municipality(session):
    return session.query(Municipality).one().id


@pytest.fixture
def today(session):
    """The day on which the town was made: that of the youngest duty, plus its history."""
    return session.query(Duty).one().from_on + timedelta(history_days(1))


@pytest.mark.parametrize("people", [50, 1500, 9000])
def test_everybody_has_a_place_in_the_plan(people):
    units = planned_units(people)

    codes = [unit.code for unit in units]
    assert sum(unit.people for unit in units) == people
    assert len(set(codes)) == len(codes)
    assert all(unit.parent in codes[:place] for place, unit in enumerate(units) if unit.parent)


def test_a_small_municipality_has_forty_units_in_six_departments_and_a_company():
    kinds = Counter(unit.kind for unit in planned_units(1500))

    assert kinds.total() == 40
    assert (kinds["department"], kinds["company"]) == (6, 1)


def test_the_people_employed_today_are_as_many_as_asked_for(session, municipality, today):
    posts = facts(session, municipality).posts

    present = [one for one in posts.values() if any(post.period.contains(today) for post in one)]

    assert len(present) == PEOPLE_IN_TOWN
    assert len(posts) > len(present)


def test_only_the_four_who_are_printed_have_passwords(session):
    names = {
        row.value
        for row in session.query(PersonIdentifier).join(
            Credential, Credential.person_id == PersonIdentifier.person_id
        )
        if row.kind == "sign-in"
    }

    assert session.query(Credential).count() == 4
    assert names == {f"{who}@demo.test" for who in ("employee", "manager", "coordinator", "admin")}


def test_the_four_have_the_roles_they_are_printed_with(session):
    roles = {
        (name.value.split("@")[0], grant.role)
        for name, grant in session.query(PersonIdentifier, RoleGrant).join(
            RoleGrant, RoleGrant.person_id == PersonIdentifier.person_id
        )
        if name.kind == "sign-in"
    }

    assert roles == {
        ("manager", "manager"),
        ("coordinator", "coordinator"),
        ("coordinator", "author"),
        ("admin", "administrator"),
        ("admin", "reviewer"),
    }


def test_the_employee_works_below_the_manager_and_has_something_to_do(session, municipality, today):
    named = {row.value: row.person_id for row in session.query(PersonIdentifier)}
    employee, manager = named["employee@demo.test"], named["manager@demo.test"]
    top = session.query(RoleGrant).filter_by(person_id=manager, role="manager").one().unit_id
    post = session.query(Employment).filter_by(person_id=employee).one()
    units = OrgTree.on(today, placements(session, municipality))
    duty = session.query(Duty).one()

    periods = stored_periods(session, municipality)[duty.id, employee]

    assert units.is_within(post.unit_id, top)
    assert status_on(periods, today) is Status.NEVER_NOT_DUE


def test_there_is_some_of_everything_that_happens(session, municipality, today):
    periods = stored_periods(session, municipality)
    kinds = {post.kind for post in session.query(Employment)}
    codes = {unit.id: unit.code for unit in session.query(Unit)}
    led = {codes[grant.unit_id] for grant in session.query(RoleGrant) if grant.role == Role.MANAGER}

    found = {status_on(of_one, today) for of_one in periods.values()}

    assert {Status.VALID, Status.EXPIRED, Status.NEVER_OVERDUE, Status.UNDER_WAY} <= found
    assert kinds == {"permanent", "hourly", "temporary"}
    assert session.query(Person).filter(Person.alias.is_not(None)).count() == 1
    assert session.query(RoleGrant).filter_by(is_deputy=True).count() == 1
    assert session.query(Employment).filter_by(is_provisional=True).count() == 1
    assert session.query(Leave).count() > 0
    assert tree.WITHOUT_MANAGER not in led


def test_one_course_is_open_to_whoever_has_no_account(session):
    opened, duty = session.query(OpenCourse).one(), session.query(Duty).one()

    assert opened.course_id == duty.course_id


def test_a_course_that_proposes_no_duty_is_voluntary(session):
    voluntary = {row.id for row in session.query(Course) if not row.default_duty}

    assert voluntary
    assert not voluntary & {duty.course_id for duty in session.query(Duty)}


def test_one_unit_moved_to_another_department(session, municipality, today):
    moved = session.query(Unit).filter_by(code=tree.MOVED_UNIT).one().id
    placed = placements(session, municipality)

    parents = {OrgTree.on(day, placed).parent(moved) for day in (today, today - timedelta(365))}

    assert len(parents) == 2


def test_the_same_seed_on_the_same_day_makes_the_same_municipality(terminal):
    people = []
    for name in ("one.sqlite", "two.sqlite"):
        url = terminal.sqlite(name)
        terminal.run("db", "upgrade", url=url)
        terminal.run("devdata", "--people", 50, "--seed", 7, url=url)
        terminal.url = url
        with terminal.database().reading() as session:
            people.append({(one.id, one.given_name) for one in session.query(Person)})

    assert people[0] == people[1]


def test_people_who_are_there_stay_as_they_are(town):
    left_alone = town.run("devdata", "--if-empty")
    refused = town.run("devdata")

    assert (left_alone.code, left_alone.out) == (0, "")
    assert refused.code == 1
    assert "has people already" in refused.err


def test_without_a_course_it_says_that_nobody_has_a_duty(migrated):
    said = migrated.run("devdata", "--people", 50)

    assert said.code == 0
    assert "Run courses sync first" in said.out


def test_too_few_people_are_refused(migrated):
    said = migrated.run("devdata", "--people", 3)

    assert said.code == 1
    assert "--people needs 50 or more" in said.err


def test_production_is_never_filled_with_invented_people(migrated, monkeypatch):
    monkeypatch.setenv("ELEARN_MODE", "production")

    said = migrated.run("devdata")

    assert said.code == 1
    assert "ELEARN_MODE=demo" in said.err


def test_the_municipality_is_made_once(town, terminal):
    from config import Config
    from elearn.cli._place import Place

    place = Place(Config(mode="demo"), town.database(), None)

    with place.database.writing() as session:
        assert found_municipality(session, place) == session.query(Municipality).one().id


def test_more_years_leave_units_that_are_gone_and_people_who_came_along(migrated):
    said = migrated.run("devdata", "--people", 60, "--years", 2)

    with migrated.database().reading() as session:
        codes = {row.id: row.code for row in session.query(Unit)}
        merged = [row for row in session.query(UnitPlacement) if row.merged_into]
        former = {each.code for each in tree.FORMER}
        numbers = Counter(row.number for row in session.query(Employment))
    assert said.code == 0, said
    assert former <= set(codes.values())
    assert {codes[row.unit_id] for row in merged} <= former
    assert len(merged) == sum(each.is_merged for each in tree.FORMER)
    assert max(numbers.values()) == 2


def test_years_that_cannot_be_are_refused(migrated):
    with pytest.raises(SystemExit, match="2"):
        migrated.run("devdata", "--years", 9)
