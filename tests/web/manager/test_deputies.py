import re
from datetime import date

import pytest

from elearn.store.models import PersonIdentifier
from tests.client import PageClient

DAYS = {"first_day": "2026-11-23", "last_day": "2026-12-31"}


@pytest.fixture
def unit(make, client):
    """Of the manager who is signed in."""
    made = make.unit("Hemtjänst norr")
    person = make.person("Robin", "Ek")
    make.grant(person, "manager", made)
    client.sign_in(person)
    return made


def employed(make, unit, given_name, family_name="Wall"):
    person = make.person(given_name, family_name)
    make.employment(person, unit)
    return person


def test_a_colleague_is_appointed_by_name_and_sees_the_unit(client, make, unit):
    deputy = employed(make, unit, "Lo")

    html = client.submit(f"/units/{unit}/deputies", {"who": "lo wall", **DAYS})

    assert "The deputy is appointed." in html
    other = PageClient(client.app, make)
    other.sign_in(deputy)
    other.page(f"/units/{unit}")
    other.page(f"/units/{unit}/deputies", 403)
    assert "/deputies" not in other.page(f"/units/{unit}")


def test_among_several_one_is_chosen(client, make, unit):
    employed(make, unit, "Lo")
    chosen = employed(make, unit, "Lotta")

    asked = client.submit(f"/units/{unit}/deputies", {"who": "lo", **DAYS}, 422)
    html = client.submit(f"/units/{unit}/deputies", {"who": "lo", "person": str(chosen), **DAYS})

    assert "Several people match." in asked
    assert "Lo Wall, Hemtjänst norr" in asked
    assert "Lotta Wall" in html
    assert "Lo Wall" not in html


def test_somebody_elsewhere_is_not_named_before_both_number_and_name_are_right(client, make, unit):
    person = employed(make, make.unit("Söder"), "Kim", "Berg")
    make.add(
        PersonIdentifier(
            municipality_id=make.owner,
            kind="employment-number",
            value="104233",
            person_id=person,
            since_on=date(2020, 1, 1),
        )
    )

    for sent in ({"who": "104233"}, {"who": "Kim Berg"}, {"who": "104233", "family_name": "Ek"}):
        html = client.submit(f"/units/{unit}/deputies", {**sent, **DAYS}, 422)
        assert "Nobody in your units matches." in html
        assert ">Kim Berg<" not in html
    html = client.submit(
        f"/units/{unit}/deputies", {"who": "104233", "family_name": "Berg", **DAYS}
    )

    assert ">Kim Berg<" in html


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"who": ""}, "Write a name or an employment number."),
        ({"who": "\x00"}, "Nobody in your units matches."),
        ({"last_day": "2027-02-23"}, "at most 3 months"),
        ({"last_day": "2026-11-22"}, "The last day comes before the first."),
        ({"first_day": "2026-11-22"}, "The first day has passed."),
        ({"last_day": "soon"}, "Write the day as year, month, day"),
        ({"last_day": ""}, "Choose the last day."),
        ({"last_day": "9999-12-31"}, "at most 3 months"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_appointed(client, make, unit, change, sentence):
    employed(make, unit, "Lo")

    html = client.submit(f"/units/{unit}/deputies", {"who": "Lo Wall", **DAYS, **change}, 422)

    assert sentence in html
    assert "Nobody stands in for you here" in html


def test_a_choice_that_was_not_offered_is_no_choice(client, make, unit):
    employed(make, unit, "Lo")
    employed(make, unit, "Lotta")
    outsider = employed(make, make.unit("Söder"), "Kim")

    html = client.submit(
        f"/units/{unit}/deputies", {"who": "lo", "person": str(outsider), **DAYS}, 422
    )

    assert "Several people match." in html
    assert "Nobody stands in for you here" in html


def test_a_deputy_is_ended_with_a_button(client, make, unit):
    deputy = employed(make, unit, "Lo")
    html = client.submit(f"/units/{unit}/deputies", {"who": "Lo Wall", **DAYS})
    path = re.search(r'action="(/units/[^"]+/end)"', html)[1]

    client.submit(path)

    other = PageClient(client.app, make)
    other.sign_in(deputy)
    other.page(f"/units/{unit}", 403)
    client.submit(path, status=422)
