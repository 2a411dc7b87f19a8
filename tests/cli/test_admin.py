import re

import pytest

from config import Config
from elearn.store.models import OneTimeCode, Person, RoleGrant
from elearn.web import create_app
from tests.cli.conftest import LONG
from tests.client import PageClient

FIRST = ("admin", "create", "Alva@example.test", "--name", "Norrbo kommun", "--slug", "norrbo")


def count(terminal, model):
    with terminal.database().reading() as session:
        return session.query(model).count()


def test_the_first_administrator_comes_with_a_municipality_and_a_link(migrated):
    said = migrated.run(*FIRST)

    assert said.code == 0
    assert re.search(r"^http://127.0.0.1:8000/account/code/[\w-]{14}$", said.out, re.MULTILINE)
    assert (count(migrated, Person), count(migrated, RoleGrant)) == (1, 1)


def test_the_link_opens_the_choice_of_a_password(migrated, config):
    link = migrated.run(*FIRST).out.strip().rsplit("/", 1)[-1]
    app = create_app(config, migrated.database())
    app.testing = True
    browser = PageClient(app, make=None)

    browser.page(f"/account/code/{link}")
    sent = browser.post("/account/code", {"code": link})

    assert sent.status_code == 303
    assert sent.location == "/account/secret"


def test_asked_twice_there_is_a_new_link_and_no_second_person(migrated):
    first = migrated.run(*FIRST)
    again = migrated.run("admin", "create", "alva@example.test")

    assert again.code == 0
    assert first.out != again.out
    assert (count(migrated, Person), count(migrated, RoleGrant)) == (1, 1)
    assert count(migrated, OneTimeCode) == 1


def test_the_link_leads_to_where_people_reach_the_site(migrated, monkeypatch):
    monkeypatch.setenv("BASE_URL", "https://larande.example.test/")

    said = migrated.run(*FIRST)

    assert "\nhttps://larande.example.test/account/code/" in said.out


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("admin", "create", "alva"), "--name NAME --slug SLUG"),
        (("admin", "create", "alva", "--name", "A", "--slug", "Å b"), "Å b cannot be a short name"),
        (("admin", "create", "alva", "--name", " ", "--slug", "ab"), "--name needs"),
        (("admin", "create", " ", "--name", "A", "--slug", "ab"), "USERNAME needs"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(migrated, words, hint):
    said = migrated.run(*words)

    assert said.code == 1
    assert hint in said.err
    assert count(migrated, Person) == 0


def test_production_takes_the_same_command(terminal, monkeypatch):
    monkeypatch.setenv("ELEARN_MODE", "production")
    terminal.run("db", "upgrade")

    assert terminal.run(*FIRST).code == 0
    assert Config.from_environment().secret_key == LONG
