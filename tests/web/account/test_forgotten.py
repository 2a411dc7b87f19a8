"""A forgotten password: the answer tells nobody whether there is such an account."""

from dataclasses import replace

from elearn.store.models import Job
from elearn.web import create_app
from tests.client import PageClient


def jobs(make):
    with make.database.reading() as session:
        return [(each.name, each.payload) for each in session.query(Job)]


def ask(client, name):
    return client.submit("/account/forgot", {"username": name})


def test_everybody_gets_the_same_answer(client, make):
    make.person(sign_in="alva@demo.test", email="alva@demo.test")
    make.person(sign_in="bo@demo.test")

    answers = {ask(client, name) for name in ("alva@demo.test", "bo@demo.test", "nobody")}

    assert len(answers) == 1


def test_a_letter_is_asked_for_by_the_person_s_id_alone(client, make):
    person = make.person(sign_in="alva@demo.test", email="alva@demo.test")

    ask(client, "alva@demo.test")

    assert jobs(make) == [("mail-link", {"person": str(person)})]


def test_without_an_address_nothing_is_sent(client, make):
    make.person(sign_in="bo@demo.test")

    page = ask(client, "bo@demo.test")

    assert jobs(make) == []
    assert "/account/code" in page


def test_asking_again_at_once_sends_one_letter(client, make):
    make.person(sign_in="alva@demo.test", email="alva@demo.test")

    ask(client, "alva@demo.test")
    ask(client, "alva@demo.test")

    assert len(jobs(make)) == 1


def test_asking_for_many_is_slowed(client):
    for _ in range(5):
        client.post("/account/forgot", {"username": "alva@demo.test"})

    assert client.post("/account/forgot", {"username": "alva@demo.test"}).status_code == 429


def test_a_site_without_letters_promises_none(config, sqlite_database, clock, make, app):
    production = replace(config, mode="production")
    client = PageClient(create_app(production, sqlite_database, clock), make)

    page = client.page("/account/forgot")

    assert "<form" not in page.partition("<main")[2].partition("</main")[0]
