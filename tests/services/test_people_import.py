from datetime import date
from uuid import UUID, uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.interchange.people_csv import read_people
from elearn.services import people_import
from elearn.services.people_import import Covering, Preview
from elearn.store.models import (
    Credential,
    Employment,
    ImportBatch,
    Municipality,
    Person,
    PersonIdentifier,
    Unit,
    UnitPlacement,
)
from tests.conftest import NOW

TODAY = date(2026, 11, 23)
HEADINGS = "Anställningsnummer;Förnamn;Efternamn;E-post;Enhet;Från"
ALVA = "1001;Alva;Lind;alva@x.example;A;2020-01-01"
BO = "1002;Bo;Ek;;A;2021-01-01"
BO_IN_B = "1002;Bo;Ek;;B;2021-01-01"


@pytest.fixture
def place(session) -> UUID:
    """A municipality with the units A and B."""
    return founded(session)


def founded(session, slug: str = "sjoviken") -> UUID:
    municipality = Municipality(id=uuid4(), slug=slug, name=slug)
    session.add(municipality)
    session.flush()
    for code in "AB":
        unit = Unit(municipality_id=municipality.id, id=uuid4(), code=code, kind="unit")
        session.add(unit)
        session.flush()
        session.add(
            UnitPlacement(
                municipality_id=municipality.id,
                unit_id=unit.id,
                name=f"Enhet {code}",
                from_on=date(2015, 1, 1),
            )
        )
    session.flush()
    return municipality.id


def listed(*lines: str):
    return read_people("\n".join([HEADINGS, *lines]).encode())


def planned(session, place, *lines, covering=Covering(), today=TODAY):  # noqa: B008 - frozen
    return people_import.plan_people(
        session, place, listed(*lines), covering, today=today, new_id=uuid4, now=NOW
    )


def applied(session, place, *lines, allow_leavers=True, today=TODAY, **options):
    made = planned(session, place, *lines, today=today, **options)
    return people_import.apply_people(
        session, place, None, made, allow_leavers=allow_leavers, new_id=uuid4, now=NOW, today=today
    )


def posts(session, place) -> list[tuple]:
    session.expire_all()
    units = {unit.id: unit.code for unit in session.query(Unit).filter_by(municipality_id=place)}
    rows = session.query(Employment).filter_by(municipality_id=place)
    return sorted((row.number, units[row.unit_id], row.from_on, row.to_on) for row in rows)


def everything(session, place) -> list[tuple]:
    names = session.query(PersonIdentifier).filter_by(municipality_id=place)
    people = session.query(Person).filter_by(municipality_id=place)
    return [
        posts(session, place),
        sorted((name.kind, name.value) for name in names),
        sorted((person.given_name, person.family_name, person.email or "") for person in people),
    ]


def test_a_first_list_brings_people_posts_and_sign_in_names(session, place):
    applied(session, place, ALVA, BO)

    assert everything(session, place) == [
        [
            ("1001", "A", date(2020, 1, 1), None),
            ("1002", "A", date(2021, 1, 1), None),
        ],
        [
            ("employment-number", "1001"),
            ("employment-number", "1002"),
            ("sign-in", "alva@x.example"),
        ],
        [("Alva", "Lind", "alva@x.example"), ("Bo", "Ek", "")],
    ]


def test_the_same_list_twice_changes_nothing(session, place):
    applied(session, place, ALVA, BO)

    assert planned(session, place, ALVA, BO).is_empty


def test_a_list_with_a_wrong_row_is_not_applied_at_all(session, place):
    with pytest.raises(Refusal, match="import-has-faults"):
        applied(session, place, ALVA, "1003;Cleo;Dahl;;NIX;2020-01-01")

    assert posts(session, place) == []


def test_many_leavers_must_be_meant(session, place):
    applied(session, place, ALVA, BO)

    with pytest.raises(Refusal, match="import-many-leavers"):
        applied(session, place, ALVA, allow_leavers=False)
    applied(session, place, ALVA, allow_leavers=True)

    assert posts(session, place)[1] == ("1002", "A", date(2021, 1, 1), TODAY)


def test_an_import_is_undone_to_the_last_row(session, place):
    applied(session, place, ALVA, BO)
    before = everything(session, place)
    batch = applied(
        session,
        place,
        "1001;Alva;Berg;alva.berg@x.example;B;2020-01-01",
        "1003;Cleo;Dahl;cleo@x.example;A;2026-11-01",
    )
    assert everything(session, place) != before

    people_import.undo(session, place, None, batch, new_id=uuid4, now=NOW)

    assert everything(session, place) == before


def test_undoing_keeps_a_newcomer_who_has_used_the_account(session, place):
    batch = applied(session, place, ALVA)
    person = session.query(Person).one()
    session.add(Credential(municipality_id=place, person_id=person.id, secret_hash="x", set_at=NOW))
    session.flush()

    people_import.undo(session, place, None, batch, new_id=uuid4, now=NOW)

    assert posts(session, place) == []
    assert session.query(Person).count() == 1


def test_only_the_last_import_can_be_undone_and_only_once(session, place):
    first = applied(session, place, ALVA)
    second = applied(session, place, ALVA, BO)

    with pytest.raises(Refusal, match="import-not-undoable"):
        people_import.undo(session, place, None, first, new_id=uuid4, now=NOW)
    people_import.undo(session, place, None, second, new_id=uuid4, now=NOW)
    with pytest.raises(Refusal, match="import-not-undoable"):
        people_import.undo(session, place, None, second, new_id=uuid4, now=NOW)


def test_an_import_is_not_undone_over_a_later_change(session, place):
    batch = applied(session, place, ALVA)
    session.query(Employment).one().to_on = date(2027, 1, 1)
    session.flush()

    with pytest.raises(Refusal, match="import-undo-changed"):
        people_import.undo(session, place, None, batch, new_id=uuid4, now=NOW)


def previewed(session, place, actor, *lines) -> UUID:
    preview = Preview(listed(*lines), is_whole=False)
    return people_import.keep_preview(session, place, actor, preview, id=uuid4(), now=NOW)


def confirmed(session, place, actor, batch, fingerprint, **options):
    return people_import.confirm(
        session,
        place,
        actor,
        batch,
        fingerprint,
        None,
        allow_leavers=True,
        new_id=uuid4,
        now=NOW,
        today=options.get("today", TODAY),
    )


@pytest.fixture
def administrator(session, place) -> UUID:
    person = Person(municipality_id=place, id=uuid4(), given_name="Dag", family_name="Hed")
    session.add(person)
    session.flush()
    return person.id


def test_a_preview_comes_back_as_it_was_read(session, place, administrator):
    batch = previewed(session, place, administrator, ALVA, "x;Bo;Ek;;A;2020-02-30")

    found = people_import.waiting_preview(session, place, batch, administrator)

    again = listed(ALVA, "x;Bo;Ek;;A;2020-02-30")
    assert found.listed.rows == again.rows
    assert [fault.code for fault in found.listed.faults] == ["date-does-not-exist"]


def test_a_preview_is_applied_once(session, place, administrator):
    batch = previewed(session, place, administrator, ALVA)
    fingerprint = planned(session, place, ALVA).fingerprint

    confirmed(session, place, administrator, batch, fingerprint)

    assert len(posts(session, place)) == 1
    assert session.get(ImportBatch, (place, batch)).content is None
    with pytest.raises(Refusal, match="import-already-done"):
        confirmed(session, place, administrator, batch, fingerprint)


def test_a_preview_that_no_longer_means_what_was_shown_is_not_applied(
    session, place, administrator
):
    batch = previewed(session, place, administrator, BO_IN_B)
    shown = planned(session, place, BO_IN_B).fingerprint
    applied(session, place, BO)

    with pytest.raises(Refusal, match="import-plan-changed"):
        confirmed(session, place, administrator, batch, shown)


def test_nobody_confirms_the_preview_of_another(session, place, administrator):
    batch = previewed(session, place, administrator, ALVA)

    with pytest.raises(Refusal, match="import-of-another"):
        confirmed(session, place, uuid4(), batch, "")


def test_a_new_preview_takes_the_place_of_the_old(session, place, administrator):
    old = previewed(session, place, administrator, ALVA)

    previewed(session, place, administrator, BO)

    with pytest.raises(Refusal, match="import-not-found"):
        people_import.waiting_preview(session, place, old, administrator)


def test_a_list_touches_nobody_of_another_municipality(session, place):
    other = founded(session, "fjallnas")
    applied(session, other, ALVA, BO)

    applied(session, place, BO_IN_B, covering=Covering(is_whole=True))

    assert len(posts(session, other)) == 2
    assert posts(session, place) == [("1002", "B", date(2021, 1, 1), None)]


def test_a_move_is_written_as_two_rows(session, place):
    applied(session, place, BO)

    applied(session, place, BO_IN_B)

    assert posts(session, place) == [
        ("1002", "A", date(2021, 1, 1), TODAY),
        ("1002", "B", TODAY, None),
    ]
