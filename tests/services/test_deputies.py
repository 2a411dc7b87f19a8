from datetime import date, timedelta
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import Actor, Grant, Role
from elearn.services.deputies import appoint_deputy, end_deputy, person_elsewhere
from elearn.store.models import AuditAct, PersonIdentifier, RoleGrant
from elearn.store.queries.deputies import deputies_of
from elearn.store.queries.org import placements
from tests.conftest import NOW
from tests.factories import LONG_AGO, Factory

TODAY = NOW.date()


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    return made


def manager_of(make, unit, *, deputy=False):
    return Actor(
        make.owner,
        make.person("Robin", "Ek", has_secret=False),
        (Grant(Role.MANAGER, unit, LONG_AGO, None, deputy),),
    )


def appoint(make, actor, unit, person, first=TODAY, last=date(2027, 2, 22)):
    with make.database.writing() as session:
        tree = OrgTree.on(TODAY, placements(session, make.owner))
        grant = appoint_deputy(
            session, actor, unit, person, first, last, tree, new_id=uuid4, now=NOW, today=TODAY
        )
        session.commit()
    return grant


def end(make, actor, unit, grant):
    with make.database.writing() as session:
        end_deputy(session, actor, unit, grant, new_id=uuid4, now=NOW, today=TODAY)
        session.commit()


def deputies(make, unit):
    with make.database.reading() as session:
        return [row.name for row in deputies_of(session, make.owner, unit, TODAY)]


def test_a_deputy_stands_in_for_three_months_at_most(make):
    unit, person = make.unit(), make.person("Lo", "Wall")
    actor = manager_of(make, unit)

    appoint(make, actor, unit, person)

    assert deputies(make, unit) == ["Lo Wall"]
    with pytest.raises(Refusal, match="deputy-too-long"):
        appoint(make, actor, unit, make.person(), last=date(2027, 2, 23))


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (TODAY - timedelta(days=1), TODAY, "deputy-begins-in-the-past"),
        (TODAY, TODAY - timedelta(days=1), "deputy-ends-before-it-begins"),
    ],
)
def test_days_that_make_no_sense_are_refused(make, first, last, code):
    unit = make.unit()

    with pytest.raises(Refusal, match=code):
        appoint(make, manager_of(make, unit), unit, make.person(), first, last)


def test_nobody_appoints_themselves_or_somebody_who_has_the_unit_already(make):
    unit, person = make.unit(), make.person()
    actor = manager_of(make, unit)
    appoint(make, actor, unit, person)

    with pytest.raises(Refusal, match="deputy-is-yourself"):
        appoint(make, actor, unit, actor.person)
    with pytest.raises(Refusal, match="deputy-already"):
        appoint(make, actor, unit, person)


def test_a_deputy_appoints_nobody(make):
    unit = make.unit()

    with pytest.raises(Refusal, match="deputy-outside-own-units"):
        appoint(make, manager_of(make, unit, deputy=True), unit, make.person())


def test_nobody_appoints_for_a_sister_unit(make):
    unit, sister = make.unit("Norr"), make.unit("Söder")

    with pytest.raises(Refusal, match="deputy-outside-own-units"):
        appoint(make, manager_of(make, unit), sister, make.person())


def test_a_deputy_whose_time_is_ended_has_nothing_from_that_moment(make):
    unit = make.unit()
    actor = manager_of(make, unit)
    begun_today = appoint(make, actor, unit, make.person())
    begun_earlier = make.grant(
        make.person(), "manager", unit, is_deputy=True, from_on=LONG_AGO, to_on=date(2027, 1, 1)
    )

    end(make, actor, unit, begun_today)
    end(make, actor, unit, begun_earlier)

    assert deputies(make, unit) == []
    with make.database.reading() as session:
        rows = session.query(RoleGrant).filter_by(is_deputy=True).all()
        acts = [row.act for row in session.query(AuditAct).order_by(AuditAct.act)]
    assert [(row.id, row.to_on) for row in rows] == [(begun_earlier, TODAY)]
    assert acts == ["deputy-appointed", "deputy-ended", "deputy-ended"]


def test_only_a_deputy_of_this_very_unit_can_be_ended_here(make):
    unit, team = make.unit(), make.unit("Lag")
    actor = manager_of(make, unit)
    owner = make.grant(make.person(), "manager", unit)
    elsewhere = appoint(make, manager_of(make, team), team, make.person())

    for grant in (owner, elsewhere, uuid4()):
        with pytest.raises(Refusal, match="deputy-not-found"):
            end(make, actor, unit, grant)


@pytest.mark.parametrize(
    ("number", "family_name", "is_found"),
    [
        ("104233", "Berg", True),
        (" 104233 ", "BERG", True),
        ("104233", "", False),
        ("104233", "Ek", False),
        ("999999", "Berg", False),
        ("\x00", "Berg", False),
    ],
)
def test_somebody_elsewhere_is_found_by_number_and_family_name_together(
    make, number, family_name, is_found
):
    person = make.person("Kim", "Berg")
    numbered(make, person)

    with make.database.reading() as session:
        found = person_elsewhere(session, make.owner, number, family_name)

    assert found == (person if is_found else None)


def test_somebody_with_an_alias_is_found_by_the_alias_alone(make):
    person = make.person("Hemlig", "Person", alias="Kim Skog")
    numbered(make, person)

    with make.database.reading() as session:
        found = [
            person_elsewhere(session, make.owner, "104233", name) for name in ("Skog", "Person")
        ]

    assert found == [person, None]


def numbered(make, person, number="104233"):
    make.add(
        PersonIdentifier(
            municipality_id=make.owner,
            kind="employment-number",
            value=number,
            person_id=person,
            since_on=LONG_AGO,
        )
    )
