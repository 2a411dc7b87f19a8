"""The list of those whom no letter reaches: who is on it, and who sees it."""

from datetime import date

import pytest

from elearn.store.models import AuditView


@pytest.fixture
def unit(make, client):
    """Of the manager who is signed in; a course there was due last Friday."""
    with make.at_once():
        made = make.unit("Hemtjänst norr")
        boss = make.person("Robin", "Ek")
        make.grant(boss, "manager", made)
        make.course("basics", "The basics")
        make.duty("basics", from_on=date(2026, 10, 21))
    client.sign_in(boss)
    return made


def employed(make, unit, given_name, **values):
    person = make.person(given_name, "Wall", **values)
    make.employment(person, unit)
    return person


def test_it_holds_those_without_an_address_who_have_something_to_do(client, make, unit):
    with make.at_once():
        employed(make, unit, "Lo")
        employed(make, unit, "Kim", email="kim@example.se")
        employed(make, make.unit("Hemtjänst syd"), "Sam")
        done = employed(make, unit, "Noor")
        make.evidence(done, date(2026, 11, 1), course="basics")
    make.recompute()

    html = client.page(f"/units/{unit}/by-hand")

    assert "Lo Wall" in html
    assert "The basics, was due 20 November 2026" in html
    for name in ("Kim", "Sam", "Noor"):
        assert name not in html


def test_protected_identity_is_shown_by_alias(client, make, unit):
    employed(make, unit, "Lo", alias="Kollega 17")
    make.recompute()

    html = client.page(f"/units/{unit}/by-hand")

    assert "Kollega 17" in html
    assert "Lo" not in html.replace("Log out", "")


def test_opening_it_leaves_a_trace(client, make, unit):
    client.page(f"/units/{unit}/by-hand")

    with make.database.reading() as session:
        assert [row.page for row in session.query(AuditView)] == ["manager.by_hand"]


def test_an_empty_list_says_so_and_the_unit_s_page_leads_there(client, make, unit):
    assert "Nobody to remind by hand" in client.page(f"/units/{unit}/by-hand")
    employed(make, unit, "Lo")
    make.recompute()
    assert f"/units/{unit}/by-hand" in client.page(f"/units/{unit}")


def test_whoever_has_no_address_is_reminded_on_the_first_page(client, make, unit):
    person = employed(make, unit, "Lo")
    make.recompute()
    client.sign_in(person)

    assert "20 November 2026" in client.page("/")
