"""Asking for letters about practice, and ending them with and without signing in."""

import pytest

from elearn.services import practice_letters
from elearn.store.models import AuditAct, PracticeLetter
from elearn.web.site import site
from tests.client import PageClient

ON, OFF = "/practice/letters", "/practice/letters/end"


@pytest.fixture
def alva(client, make):
    return client.sign_in(make.person("Alva", "Lind", language="en", email="alva@example.se"))


def count(make, table=PracticeLetter):
    with make.database.reading() as session:
        return session.query(table).count()


def off_address(app, make, person):
    with app.app_context():
        key = practice_letters.key_of(site().sealer, make.owner, person)
    return f"/practice/letters/off/{key.hex()}"


def test_letters_are_asked_for_once_however_often_one_presses(client, make, alva):
    assert "Send me such letters" in client.page("/practice")

    client.submit(ON)
    html = client.submit(ON)

    assert count(make) == 1
    assert "Turn the letters off" in html
    assert count(make, AuditAct) == 0


def test_they_end_on_the_page(client, make, alva):
    client.submit(ON)

    html = client.submit(OFF)

    assert count(make) == 0
    assert "Send me such letters" in html


def test_they_end_from_the_letter_without_signing_in_and_opening_it_changes_nothing(
    app, client, make, alva
):
    client.submit(ON)
    address = off_address(app, make, alva)
    stranger = PageClient(app, make)

    stranger.page(address)
    assert count(make) == 1
    html = stranger.submit(address)

    assert count(make) == 0
    assert stranger.submit(address).count("csrf") == html.count("csrf")


@pytest.mark.parametrize("key", ["x", "00", "å", "f" * 5000])
def test_an_address_in_pieces_ends_nothing_and_does_not_say_it_had(app, client, make, alva, key):
    client.submit(ON)

    answer = PageClient(app, make).get(f"/practice/letters/off/{key}")

    assert answer.status_code == 404
    assert count(make) == 1


def test_an_address_of_nobody_says_what_that_of_somebody_says(app, client, make, alva):
    client.submit(ON)

    html = PageClient(app, make).submit(f"/practice/letters/off/{'0f' * 32}")

    assert "You get no more of them" in html
    assert count(make) == 1


def test_somebody_else_s_letters_stay(client, make, alva):
    client.submit(ON)
    client.post("/logout")
    client.sign_in(make.person("Bo", "Ek"))

    client.submit(OFF)

    assert count(make) == 1


def test_deleting_all_of_ones_practice_ends_them(client, make, alva):
    client.submit(ON)

    client.submit("/practice/kept/delete")

    assert count(make) == 0
