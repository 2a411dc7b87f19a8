import re

import pytest

from elearn.store.models import Employment, OneTimeCode, Person


@pytest.fixture
def unit(make, client):
    """Of the manager who is signed in."""
    made = make.unit("Hemtjänst norr")
    person = make.person("Robin", "Ek")
    make.grant(person, "manager", made)
    client.sign_in(person)
    return made


NEW = {"given_name": "Åsa", "family_name": "Ny", "kind": "temporary"}


def count(make, kind):
    with make.database.reading() as session:
        return session.query(kind).count()


def test_a_colleague_is_added_and_the_slip_is_there_at_once(client, make, unit):
    client.page(f"/units/{unit}/colleagues/new")

    html = client.submit(f"/units/{unit}/colleagues/new", NEW)

    number = re.search(r"ny-[2-9a-z]{6}", html)
    assert number
    assert "Åsa Ny" in html
    with make.database.reading() as session:
        assert session.query(Employment).one().number == number[0]
        assert session.query(OneTimeCode).one().kind == "slip"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"given_name": "  "}, "Write the given name."),
        ({"family_name": ""}, "Write the family name."),
        ({"family_name": "N\x00y"}, "holds a sign that cannot be read"),
        ({"given_name": "19850101-1234"}, "looks like a personal identity number"),
        ({"family_name": "Ny 850101-1234"}, "looks like a personal identity number"),
        ({"given_name": "850101", "family_name": "1236"}, "looks like a personal identity number"),
        ({"kind": ""}, "Choose the kind of employment."),
        ({"kind": "emperor"}, "error"),
        ({"last_day": "2026-02-30"}, "Write the day as year, month, day"),
        ({"last_day": "2026-11-22"}, "The last day has passed."),
        ({"aid_code": "vård"}, "with digits only"),
        ({"given_name": "Å" * 500}, "error"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_added(client, make, unit, change, sentence):
    before = count(make, Person)

    html = client.submit(f"/units/{unit}/colleagues/new", {**NEW, **change}, 422)

    assert sentence in html
    assert count(make, Person) == before
    assert count(make, OneTimeCode) == 0


def test_everything_that_is_wrong_is_said_at_once(client, make, unit):
    wrong = {
        "given_name": "19850101-1234",
        "family_name": "N\x00y",
        "kind": "",
        "last_day": "2026-11-22",
        "aid_code": "vård",
    }

    html = client.submit(f"/units/{unit}/colleagues/new", wrong, 422)

    for sentence in (
        "looks like a personal identity number",
        "holds a sign that cannot be read",
        "Choose the kind of employment.",
        "The last day has passed.",
        "with digits only",
    ):
        assert sentence in html


def test_a_namesake_is_shown_before_a_second_person_is_made(client, make, unit):
    namesake = make.person("Åsa", "Ny", has_secret=False)
    make.employment(namesake, unit)

    warned = client.submit(f"/units/{unit}/colleagues/new", NEW, 422)
    others = re.search(r'name="others"[^>]*value="([^"]*)"', warned)[1]
    client.submit(f"/units/{unit}/colleagues/new", {**NEW, "others": others}, 422)
    client.submit(f"/units/{unit}/colleagues/new", {**NEW, "others": others, "is_other": "y"})

    assert others == str(namesake)
    assert "Åsa Ny, Hemtjänst norr" in warned
    assert count(make, Employment) == 2


def test_the_same_form_sent_twice_adds_one(client, make, unit):
    client.submit(f"/units/{unit}/colleagues/new", NEW)

    client.submit(f"/units/{unit}/colleagues/new", NEW, 422)

    assert count(make, Employment) == 1


def test_ids_that_are_none_are_ignored(client, make, unit):
    sent = {**NEW, "others": "x 1 \x00", "is_other": "y"}

    client.submit(f"/units/{unit}/colleagues/new", sent)

    assert count(make, Employment) == 1
