"""Everybody sees who opened a page with their name, and nothing of the pages of others."""

import pytest

from tests.client import PageClient
from tests.library import course_files, publish
from tests.queries import counting


@pytest.fixture
def unit(make):
    return make.unit("Hemtjänst norr")


@pytest.fixture
def alva(make, unit):
    person = make.person("Alva", "Lind")
    make.employment(person, unit)
    return person


@pytest.fixture(autouse=True)
def duty(client, make, alva, manager, clock):
    publish(make.database, make.owner, course_files(), now=clock())
    make.duty("basics", modules=["first"])
    make.recompute()


@pytest.fixture
def manager(make, client, unit):
    person = make.person("Robin", "Ek")
    make.grant(person, "manager", unit)
    make.employment(person, unit)
    client.sign_in(person)
    return person


def of(make, client, person):
    own = PageClient(client.app, make)
    own.sign_in(person)
    return own


def test_who_opened_the_page_of_my_unit_is_told_to_me_alone(client, make, unit, alva, manager):
    own = of(make, client, alva)
    assert "Nobody else has opened" in own.page("/me/looked")
    client.page(f"/units/{unit}")
    client.page(f"/units/{unit}")

    html = own.page("/me/looked")

    assert "/me/looked" in own.page("/me")
    assert "Robin Ek, Hemtjänst norr." in html
    assert "2 pages with everybody there." in html
    stranger = make.person("Sture", "Fors")
    make.employment(stranger, make.unit("Söder"))
    assert "Nobody else has opened" in of(make, client, stranger).page("/me/looked")
    assert "Nobody else has opened" in client.page("/me/looked")


def test_it_asks_no_more_of_the_database_for_more_views(client, make, unit, alva, manager):
    own = of(make, client, alva)
    client.page(f"/units/{unit}")
    with counting(make.database) as few:
        own.page("/me/looked")
    for _time in range(5):
        client.page(f"/units/{unit}")
    with counting(make.database) as many:
        own.page("/me/looked")

    assert "6 pages with everybody there." in own.page("/me/looked")
    assert len(many) == len(few)
