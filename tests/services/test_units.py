from datetime import date
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.unit_list import KnownUnitRow
from elearn.services import units
from elearn.store.models import AuditAct
from tests.conftest import NOW
from tests.services.organisation import LONG_AGO, TODAY, Organisation

NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def place(session) -> Organisation:
    made = Organisation(session)
    made.unit("Norr")
    made.unit("Syd")
    return made


def change(place: Organisation, on: date = TODAY) -> units.Change:
    return units.Change(place.session, place.id, None, on, uuid4, NOW)


def row(code: str) -> KnownUnitRow:
    return KnownUnitRow(uuid4(), code, "unit", None, None)


def refused(act, *arguments) -> str:
    with pytest.raises(Refusal) as caught:
        act(*arguments)
    return caught.value.code


def test_a_unit_is_created_from_a_day_on(place):
    made = row("Öst")

    place.units["Öst"] = units.create(change(place, NEW_YEAR), made, place.top, "Öst")

    assert ("Öst", "Kommunen", NEW_YEAR, None) in place.placements()


def test_a_code_is_used_once(place):
    assert refused(units.create, change(place), row("NORR"), place.top, "x") == "unit-code-taken"


@pytest.mark.parametrize("name", ["", "  ", "x" * 161, "a\x00b"])
def test_a_unit_has_a_name_that_can_be_read(place, name):
    assert refused(units.rename, change(place), place.units["Norr"], name) == "unit-name-length"


def test_a_renamed_unit_keeps_its_old_name_for_the_days_before(place):
    units.rename(change(place, NEW_YEAR), place.units["Norr"], "Nya Norr")

    assert ("Norr", "Kommunen", LONG_AGO, NEW_YEAR) in place.placements()
    assert ("Nya Norr", "Kommunen", NEW_YEAR, None) in place.placements()


def test_a_unit_does_not_stand_under_itself(place):
    inner = place.unit("Inre", "Norr")

    assert refused(units.move, change(place), place.units["Norr"], inner) == "unit-cycle"


def test_people_and_roles_follow_a_merger_on_its_day(place):
    alva = place.person()
    place.post(alva, "Norr")
    place.grant(alva, "manager", "Norr")

    moved = units.merge(change(place, NEW_YEAR), place.units["Norr"], place.units["Syd"])

    assert moved == 1
    assert place.posts_of(alva) == [(LONG_AGO, "Norr", NEW_YEAR), (NEW_YEAR, "Syd", None)]
    assert place.roles_of(alva) == [
        (LONG_AGO, "manager", "Norr", NEW_YEAR),
        (NEW_YEAR, "manager", "Syd", None),
    ]


def test_what_stood_under_a_merged_unit_stands_under_its_heir(place):
    place.unit("Inre", "Norr")

    units.merge(change(place), place.units["Norr"], place.units["Syd"])

    assert ("Inre", "Syd", TODAY, None) in place.placements()


def test_a_post_that_has_ended_stays_with_the_merged_unit(place):
    alva = place.person()
    place.post(alva, "Norr", to_on=date(2025, 1, 1))

    units.merge(change(place), place.units["Norr"], place.units["Syd"])

    assert place.posts_of(alva) == [(LONG_AGO, "Norr", date(2025, 1, 1))]


def test_a_unit_with_people_is_not_closed(place):
    place.post(place.person(), "Norr")

    assert refused(units.close, change(place), place.units["Norr"]) == "unit-has-people"


def test_a_unit_is_closed_after_its_last_post_has_ended(place):
    alva = place.person()
    place.post(alva, "Norr", to_on=NEW_YEAR)
    place.grant(alva, "manager", "Norr")

    units.close(change(place, NEW_YEAR), place.units["Norr"])

    assert ("Norr", "Kommunen", LONG_AGO, NEW_YEAR) in place.placements()
    assert place.roles_of(alva) == [(LONG_AGO, "manager", "Norr", NEW_YEAR)]


def test_each_change_is_written_down(place):
    units.rename(change(place), place.units["Norr"], "Nya Norr")
    units.move(change(place), place.units["Norr"], place.units["Syd"])
    units.merge(change(place, NEW_YEAR), place.units["Norr"], place.units["Syd"])

    acts = [act.act for act in place.session.query(AuditAct)]
    assert sorted(acts) == ["unit-merged", "unit-moved", "unit-renamed"]


def test_a_unit_of_another_municipality_is_not_found(place, session):
    other = Organisation(session, "fjallnas")
    foreign = other.unit("Norr")

    assert refused(units.rename, change(place), foreign, "x") == "unit-not-found"
    assert refused(units.merge, change(place), place.units["Norr"], foreign) == "unit-not-found"
    assert refused(units.close, change(place), foreign) == "unit-not-found"
