"""Every page of the administration opens, for whom it may, and asks a constant number of times."""

from uuid import uuid4

import pytest

from tests.queries import counting

ADMINISTRATOR = (
    "/admin",
    "/admin/people",
    "/admin/units",
    "/admin/units/new",
    "/admin/imports",
    "/admin/roles",
    "/admin/roles/new",
)
COORDINATOR = ("/admin", "/admin/duties", "/admin/routes", "/admin/routes/new")


@pytest.fixture
def administrator(make, client):
    person = make.person("Dag", "Hed")
    make.grant(person, "administrator")
    make.employment(person, make.unit("Kommunledning"))
    return client.sign_in(person)


@pytest.fixture
def coordinator(make, client):
    person = make.person("Siv", "Ask")
    make.grant(person, "coordinator")
    return client.sign_in(person)


@pytest.mark.parametrize("path", ADMINISTRATOR)
def test_an_administrator_opens(client, administrator, path):
    client.page(path)


@pytest.mark.parametrize("path", COORDINATOR)
def test_a_coordinator_opens(client, coordinator, path):
    client.page(path)


@pytest.mark.parametrize("path", sorted(set(COORDINATOR) - set(ADMINISTRATOR)))
def test_an_administrator_does_not_open_what_is_the_coordinators(client, administrator, path):
    client.page(path, status=403)


@pytest.mark.parametrize("path", sorted(set(ADMINISTRATOR) - set(COORDINATOR)))
def test_a_coordinator_does_not_open_what_is_the_administrators(client, coordinator, path):
    client.page(path, status=403)


@pytest.mark.parametrize("path", sorted({*ADMINISTRATOR, *COORDINATOR}))
def test_a_manager_opens_nothing_of_the_administration(client, make, path):
    person = make.person()
    make.grant(person, "manager")
    client.sign_in(person)

    client.page(path, status=403)


def many(make, *numbers):
    for number in numbers:
        unit = make.unit(f"Enhet {number}")
        person = make.person("Alva", f"Lind {number}", has_secret=False)
        make.employment(person, unit)
        make.grant(person, "manager", unit)
        make.route(key=f"vag-{number}")


@pytest.mark.parametrize(
    "path", ["/admin", "/admin/people", "/admin/units", "/admin/roles", "/admin/imports"]
)
def test_a_list_of_the_administrator_asks_as_often_for_few_as_for_many(
    client, make, sqlite_database, administrator, path
):
    many(make, 1, 2)
    with counting(sqlite_database) as few:
        client.page(path)
    many(make, *range(3, 15))
    with counting(sqlite_database) as more:
        client.page(path)

    assert len(few) == len(more)


@pytest.mark.parametrize("path", ["/admin", "/admin/duties", "/admin/routes"])
def test_a_list_of_the_coordinator_asks_as_often_for_few_as_for_many(
    client, make, sqlite_database, coordinator, path
):
    many(make, 1, 2)
    with counting(sqlite_database) as few:
        client.page(path)
    many(make, *range(3, 15))
    with counting(sqlite_database) as more:
        client.page(path)

    assert len(few) == len(more)


def test_a_list_shows_fifty_rows_a_page(client, make, administrator):
    many(make, *range(60))

    first, second = client.page("/admin/people"), client.page("/admin/people?page=2")

    assert first.count('<th scope="row">') == 50
    assert second.count('<th scope="row">') == 11


@pytest.mark.parametrize("sort", ["name", "-name", "number", "-number", "nonsense"])
def test_a_list_of_people_is_sorted_as_asked(client, make, administrator, sort):
    make.employment(make.person("Östen", "Ask"), make.top, number="9000")
    make.employment(make.person("Alva", "Öst"), make.top, number="1000")

    html = client.page(f"/admin/people?sort={sort}")

    is_ask_first = html.index("Östen Ask") < html.index("Alva Öst")
    assert is_ask_first is (sort in {"name", "-number", "nonsense"})


def test_nothing_of_another_municipality_is_shown(client, make, app, administrator):
    home = make.municipality_id
    make.municipality_id = make.municipality("fjallnas", name="Fjällnäs kommun")
    foreign_unit = make.unit("Fjällenheten", parent=None)
    foreign = make.person("Frida", "Fjäll")
    make.employment(foreign, foreign_unit, number="777001")
    make.grant(foreign, "administrator", foreign_unit)
    make.route(key="fjallvag")
    make.municipality_id = home
    app.extensions["elearn"].database.engine.dispose()
    make.host("localhost")

    for path in ADMINISTRATOR:
        html = client.page(path)
        assert "Fjäll" not in html
    assert "Frida" not in client.page("/admin/people?q=777001&show=everybody")
    client.page(f"/admin/people/{foreign}", status=404)
    client.page(f"/admin/people/{foreign}/edit", status=404)
    client.page(f"/admin/people/{foreign}/merge", status=404)
    client.page(f"/admin/units/{foreign_unit}", status=403)
    client.page(f"/admin/units/{foreign_unit}/close", status=403)
    client.page(f"/admin/units/{uuid4()}", status=403)
