import re

import pytest

from elearn.store.models import AuditView, OneTimeCode


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


def codes(make):
    with make.database.reading() as session:
        return {row.code_hash for row in session.query(OneTimeCode)}


def pages_noted(make):
    with make.database.reading() as session:
        return [row.page for row in session.query(AuditView)]


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


def test_before_a_whole_unit_is_printed_the_page_tells_whose_slip_stops_working(client, make, unit):
    held = employed(make, unit, "Har", has_secret=False)
    employed(make, make.unit("Nattlaget", unit), "Ny", has_secret=False)
    employed(make, unit, "Van")
    client.submit(f"/units/{unit}/slips", {"person": str(held)})
    before = codes(make)

    html = client.page(f"/units/{unit}/slips")

    assert "2 people here and in the units below have no password yet" in html
    assert "1 earlier slip stops working" in html
    assert re.findall(r"<li>(\w+ Lind)</li>", html) == ["Har Lind"]
    assert codes(make) == before
    assert pages_noted(make) == ["manager.planned_slips"]


def test_the_unit_leads_to_that_page_and_prints_nothing_by_itself(client, make, unit):
    make.course()
    make.duty()
    employed(make, unit, "Ny", has_secret=False)
    make.recompute()

    html = client.page(f"/units/{unit}")

    assert f'href="/units/{unit}/slips"' in html


def test_somebody_with_a_higher_role_is_counted_apart(client, make, unit):
    employed(make, unit, "Ny", has_secret=False)
    make.grant(employed(make, unit, "Chef", has_secret=False), "administrator")

    html = client.page(f"/units/{unit}/slips")

    assert "1 person here and in the units below has no password yet" in html
    assert "1 more person without a password has a role that you do not have" in html


def test_the_sheet_offers_a_button_for_printing_to_whoever_has_scripts(client, make, unit):
    person = employed(make, unit, "Åsa")

    html = client.submit(f"/units/{unit}/slips", {"person": str(person)})

    assert 'data-print="Print now"' in html
    assert re.search(r'<script src="/static/js/print\.js[^"]*" defer>', html)


@pytest.mark.parametrize("ask", ["page", "submit"])
def test_when_everybody_has_a_password_the_page_says_so(client, make, unit, ask):
    employed(make, unit, "Van")

    html = (
        client.page(f"/units/{unit}/slips", follow=True)
        if ask == "page"
        else client.submit(f"/units/{unit}/slips")
    )

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
