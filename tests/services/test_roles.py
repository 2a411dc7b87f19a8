from datetime import date
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import Actor, Grant, Role
from elearn.services.roles import end_role, grant_role
from elearn.store.models import AuditAct
from elearn.store.queries.org import placements
from tests.conftest import NOW
from tests.services.organisation import LONG_AGO, TODAY, Organisation

NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def place(session) -> Organisation:
    made = Organisation(session)
    made.unit("Norr")
    made.unit("Syd")
    return made


def administrator(place: Organisation, unit: str = "Kommunen") -> Actor:
    person = place.person("Dag", "Hed")
    place.grant(person, "administrator", unit)
    grant = Grant(Role.ADMINISTRATOR, place.units[unit], LONG_AGO, None)
    return Actor(place.id, person, (grant,))


def tree(place: Organisation) -> OrgTree:
    return OrgTree.on(TODAY, placements(place.session, place.id))


def grant(place, actor, person, unit="Norr", role=Role.MANAGER, from_on=TODAY, to_on=None):
    return grant_role(
        place.session,
        actor,
        person,
        role,
        place.units[unit],
        from_on,
        to_on,
        tree(place),
        new_id=uuid4,
        now=NOW,
        today=TODAY,
    )


def end(place, actor, grant_id, to_on=TODAY):
    end_role(
        place.session,
        actor,
        grant_id,
        to_on,
        tree(place),
        new_id=uuid4,
        now=NOW,
        today=TODAY,
    )


def refused(call, *arguments, **options) -> str:
    with pytest.raises(Refusal) as caught:
        call(*arguments, **options)
    return caught.value.code


def test_a_role_is_given_from_a_day_to_a_day_and_written_down(place):
    alva = place.person()

    grant(place, administrator(place), alva, to_on=NEW_YEAR)

    assert place.roles_of(alva) == [(TODAY, "manager", "Norr", NEW_YEAR)]
    assert [row.act for row in place.session.query(AuditAct)] == ["role-granted"]


def test_an_administrator_gives_roles_in_the_own_units_only(place):
    north = administrator(place, "Norr")

    assert refused(grant, place, north, place.person(), "Syd") == "role-not-granted-here"
    assert refused(grant, place, north, place.person(), "Kommunen") == "role-not-granted-here"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"role": Role.LEARNER}, "role-unknown"),
        ({"to_on": TODAY}, "ends-before-it-starts"),
        ({"from_on": LONG_AGO}, "role-held-already"),
    ],
)
def test_what_makes_no_sense_is_refused(place, options, code):
    alva = place.person()
    place.grant(alva, "manager", "Norr", to_on=date(2021, 1, 1))

    assert refused(grant, place, administrator(place), alva, **options) == code


def test_somebody_of_another_municipality_gets_no_role(place, session):
    foreign = Organisation(session, "fjallnas").person()

    assert refused(grant, place, administrator(place), foreign) == "person-not-found"


def test_an_ended_role_stays_in_the_past(place):
    alva, actor = place.person(), administrator(place)
    made = place.grant(alva, "manager", "Norr")

    end(place, actor, made)

    assert place.roles_of(alva) == [(LONG_AGO, "manager", "Norr", TODAY)]


def test_a_role_that_never_held_leaves_no_row(place):
    alva, actor = place.person(), administrator(place)
    made = grant(place, actor, alva)

    end(place, actor, made)

    assert place.roles_of(alva) == []


def test_the_last_administrator_stays(place):
    actor = administrator(place)
    [own] = place.session.query(type_of_grant()).filter_by(person_id=actor.person)

    assert refused(end, place, actor, own.id) == "last-administrator"
    administrator(place, "Norr")
    assert refused(end, place, actor, own.id) == "last-administrator"
    temporary = place.person()
    place.grant(temporary, "administrator", "Kommunen", to_on=NEW_YEAR)
    assert refused(end, place, actor, own.id) == "last-administrator"

    administrator(place)
    end(place, actor, own.id)


def test_a_role_of_another_municipality_is_not_found(place, session):
    other = Organisation(session, "fjallnas")
    foreign = other.grant(other.person(), "manager", "Kommunen")

    assert refused(end, place, administrator(place), foreign) == "role-not-found"


def type_of_grant():
    from elearn.store.models import RoleGrant

    return RoleGrant
