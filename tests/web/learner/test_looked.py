"""Everybody sees who opened a page with their name, and nothing of the pages of others."""

from datetime import date

import pytest

from elearn.store.models import AuditView
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


@pytest.fixture
def administrator(make, client):
    person = make.person("Dag", "Hed")
    make.grant(person, "administrator")
    return client.sign_in(person)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/people?q=alva",
        "/admin/people/{alva}",
        "/admin/people/{alva}/edit",
        "/admin/people/{alva}/merge",
        "/admin/people/{other}/merge?other={alva}",
    ],
)
def test_a_page_of_the_administration_is_told_to_whom_it_showed(
    client, make, alva, administrator, path
):
    other, stranger = make.person("Bo", "Ek"), make.person("Sture", "Fors")
    make.employment(stranger, make.unit("Söder"))

    client.page(path.format(alva=alva, other=other))

    html = of(make, client, alva).page("/me/looked")
    assert "Dag Hed, Hemtjänst norr." in html
    assert "1 page with one or some of those there" in html
    assert "Nobody else has opened" in of(make, client, stranger).page("/me/looked")


def test_who_left_is_told_too_and_who_never_came_leaves_no_line(client, make, unit, administrator):
    left = make.person("Kim", "Dal")
    make.employment(left, unit, from_on=date(2026, 1, 1), to_on=date(2026, 3, 1))

    client.page("/admin/people?show=everybody")
    client.page(f"/admin/people/{make.person('Bo', 'Ek')}")

    assert "Dag Hed, Hemtjänst norr." in of(make, client, left).page("/me/looked")
    with make.database.reading() as session:
        assert {row.page for row in session.query(AuditView)} == {"admin.people"}


def test_the_choice_among_namesakes_and_the_list_of_roles_are_told(
    client, make, unit, alva, administrator
):
    make.employment(make.person("Alva", "Lind"), unit)
    form = {"who": "Alva Lind", "role": "manager", "unit": str(unit), "first_day": "2026-11-24"}
    client.submit("/admin/roles/new", form, status=422)
    make.grant(alva, "coordinator", unit)
    client.page("/admin/roles")

    html = of(make, client, alva).page("/me/looked")

    assert "2 pages with one or some of those there" in html
