import pytest

from elearn.store.models import OneTimeCode


@pytest.fixture
def unit(make, client):
    """Of the manager who is signed in."""
    made = make.unit("Hemtjänst norr")
    person = make.person("Robin", "Ek")
    make.grant(person, "manager", made)
    client.sign_in(person)
    return made


def employed(make, unit, given_name, **values):
    person = make.person(given_name, "Lind", **values)
    make.employment(person, unit)
    return person


def slips_for(make):
    with make.database.reading() as session:
        return {row.person_id for row in session.query(OneTimeCode)}


def test_a_slip_is_printed_for_one_person(client, make, unit):
    person = employed(make, make.unit("Nattlaget", unit), "Åsa")
    employed(make, unit, "Bo")

    html = client.submit(f"/units/{unit}/slips", {"person": str(person)})

    assert "Åsa Lind" in html
    assert slips_for(make) == {person}


def test_the_whole_unit_means_those_without_a_password(client, make, unit):
    new = employed(make, unit, "Ny", has_secret=False)
    employed(make, unit, "Van")

    client.submit(f"/units/{unit}/slips")
    assert slips_for(make) == {new}


def test_when_everybody_has_a_password_the_page_says_so(client, make, unit):
    employed(make, unit, "Van")

    html = client.submit(f"/units/{unit}/slips")

    assert "Everybody here has a password already." in html
    assert slips_for(make) == set()


@pytest.mark.parametrize("sent", ["elsewhere", "nonsense", "\x00"])
def test_nobody_outside_the_unit_gets_a_slip(client, make, unit, sent):
    elsewhere = employed(make, make.unit("Söder"), "Sixten")

    html = client.submit(
        f"/units/{unit}/slips", {"person": str(elsewhere) if sent == "elsewhere" else sent}, 422
    )

    assert "Sixten" not in html
    assert slips_for(make) == set()
