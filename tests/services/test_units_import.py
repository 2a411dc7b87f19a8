from datetime import date
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.interchange.units_csv import read_units
from elearn.services import units_import
from elearn.store.models import Unit
from tests.conftest import NOW
from tests.services.organisation import LONG_AGO, TODAY, Organisation

HEADINGS = "Kod;Namn;Typ;Överordnad;Personuppgiftsansvarig;Gallringsmånader"


@pytest.fixture
def place(session) -> Organisation:
    made = Organisation(session)
    made.unit("Norr")
    return made


def planned(place, *lines: str, **options):
    listed = read_units("\n".join([HEADINGS, *lines]).encode())
    return units_import.plan_list(
        place.session, place.id, listed, today=TODAY, new_id=uuid4, **options
    )


def applied(place, *lines: str):
    return units_import.apply_list(
        place.session, place.id, None, planned(place, *lines), new_id=uuid4, now=NOW
    )


def facts(place) -> list[tuple]:
    place.session.expire_all()
    rows = place.session.query(Unit).filter_by(municipality_id=place.id)
    return sorted((row.code, row.kind, row.controller, row.retention_months) for row in rows)


def test_a_list_creates_renames_moves_and_describes(place):
    applied(
        place,
        "BARN;Barn och skola;förvaltning;Kommunen;Barnnämnden;36",
        "SKOLA;Skolan;Enhet;BARN;;",
        "Norr;Nya Norr;;BARN;;",
    )

    assert facts(place)[0] == ("BARN", "department", "Barnnämnden", 36)
    rows = {(name, to_on) for name, _parent, _from, to_on in place.placements()}
    assert rows == {
        ("Kommunen", None),
        ("Barn och skola", None),
        ("Skolan", None),
        ("Norr", TODAY),
        ("Nya Norr", None),
    }


def test_the_same_list_twice_changes_nothing(place):
    lines = ("BARN;Barn;förvaltning;Kommunen;Nämnden;36", "Norr;Norr;enhet;BARN;;")
    applied(place, *lines)

    assert planned(place, *lines).is_empty


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        (["X;Ett;enhet;Kommunen;;", "x;Två;enhet;Kommunen;;"], [(3, "unit-code-twice")]),
        (["X;Ett;enhet;NIX;;"], [(2, "parent-unknown")]),
        (["X;Ett;enhet;;;"], [(2, "unit-without-parent")]),
        (["X;Ett;borg;Kommunen;;"], [(2, "unit-kind-unknown")]),
        (["X;Ett;enhet;Kommunen;;två"], [(2, "months-not-a-number")]),
        (["X;;enhet;Kommunen;;"], [(2, "unit-name-missing")]),
        (["X;Ett;enhet;Y;;", "Y;Två;enhet;X;;"], [(2, "unit-cycle-in-list")]),
        (["Norr;Norr;enhet;X;;", "X;Ett;enhet;Norr;;"], [(2, "unit-cycle-in-list")]),
    ],
)
def test_a_row_that_cannot_be_is_a_fault_with_its_number(place, lines, faults):
    made = planned(place, *lines)

    assert [(fault.row, fault.code) for fault in made.faults][: len(faults)] == faults


def test_two_units_may_change_places(place):
    place.unit("Inre", "Norr")

    applied(place, "Inre;Inre;enhet;Kommunen;;", "Norr;Norr;enhet;Inre;;")

    assert ("Norr", "Inre", TODAY, None) in place.placements()


def test_an_import_is_undone_to_the_last_row(place):
    before = (place.placements(), facts(place))
    batch = applied(
        place, "BARN;Barn;förvaltning;Kommunen;Nämnden;36", "Norr;Nya Norr;område;BARN;;12"
    )

    units_import.undo(place.session, place.id, None, batch, new_id=uuid4, now=NOW)

    assert (place.placements(), facts(place)) == before


def test_an_import_is_not_undone_when_somebody_works_in_a_new_unit(place):
    batch = applied(place, "BARN;Barn;förvaltning;Kommunen;;")
    place.units["BARN"] = place.session.query(Unit).filter_by(code="BARN").one().id
    place.post(place.person(), "BARN")

    with pytest.raises(Refusal, match="units-in-use"):
        units_import.undo(place.session, place.id, None, batch, new_id=uuid4, now=NOW)


def test_a_list_does_not_reach_beyond_the_units_of_its_sender(place):
    place.unit("Syd")

    made = planned(
        place,
        "Syd;Nya Syd;;Kommunen;;",
        "Inre;Inre;;Norr;;",
        within=frozenset({place.units["Norr"]}),
    )

    assert [(fault.row, fault.code) for fault in made.faults] == [(2, "unit-outside-scope")]
    assert [change.name for change in made.changes] == ["Inre"]


def test_a_new_unit_may_have_been_there_for_long(place):
    listed = read_units(f"Kod;Namn;Överordnad;Från\nX;Ett;Kommunen;{LONG_AGO}".encode())
    made = units_import.plan_list(place.session, place.id, listed, today=TODAY, new_id=uuid4)

    units_import.apply_list(place.session, place.id, None, made, new_id=uuid4, now=NOW)

    assert ("Ett", "Kommunen", date(2020, 1, 1), None) in place.placements()
