"""Two municipalities in one database: neither sees, finds or changes what is the other's."""

import io
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook

from tests.client import PageClient
from tests.conftest import Clock
from tests.factories import PASSWORD
from tests.pages import inspect
from tests.paper import words
from tests.routes import listed
from tests.statements import staying_inside
from tests.store.test_tenancy import MARK, pair, rows_of
from tests.web.town import WHO, Values, kept_database, served

ADDRESSES = {found["endpoint"]: found for found in listed().values()}
ASKED = "?q=ek&course=basics&status=any&show=&page=1"
"""Both municipalities have people, units and texts that this finds."""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with kept_database(tmp_path_factory.mktemp("tenancy")) as opened:
        yield opened


@pytest.fixture(scope="module")
def neighbours(database):
    """Ours, theirs, and a signed-in browser of everybody in ours."""
    clock = Clock()
    app = served(database, clock)
    ours, theirs = pair(app, database, clock)
    clients = {who: ours.client(who) for who in WHO}
    _work(theirs.client("plain"))
    _work(clients["plain"])
    return ours, theirs, clients


def _work(client):
    """An open attempt on one module."""
    client.post("/courses/basics/second/begin")


def paths(town, endpoint, values, method):
    for rule in town.app.url_map.iter_rules(endpoint):
        if method in rule.methods:
            yield values.address(rule)


@pytest.mark.parametrize("endpoint", ADDRESSES)
@pytest.mark.parametrize("whose", ["own", "foreign"])
def test_no_page_shows_anything_of_the_neighbours(neighbours, database, endpoint, whose):
    ours, theirs, clients = neighbours
    values = Values(ours if whose == "own" else theirs)
    for who, client in clients.items():
        for path in paths(ours, endpoint, values, "GET"):
            with staying_inside(database) as loose:
                response = client.get(path + ASKED)
            html = _words(response)

            assert response.status_code < 500, f"{who}: {path}"
            assert MARK not in html, f"{who}: {path}"
            assert not loose, f"{who}: {path}\n{loose}"
            if response.mimetype == "text/html" and response.status_code // 100 != 3:
                assert not inspect(html), f"{who}: {path}"


@pytest.mark.parametrize("endpoint", [name for name in ADDRESSES if name != "account.logout"])
def test_no_form_changes_anything_of_the_neighbours(neighbours, database, endpoint):
    ours, theirs, clients = neighbours
    before = rows_of(database, theirs.make.owner)
    foreign = Values(theirs)
    for values in (Values(ours), foreign):
        for who, client in clients.items():
            for path in paths(ours, endpoint, values, "POST"):
                with staying_inside(database) as loose:
                    response = client.post(path, _stuffed(theirs))

                assert response.status_code < 500, f"{who}: {path}: {response.status_code}"
                assert MARK not in response.get_data(as_text=True), f"{who}: {path}"
                assert not loose, f"{who}: {path}\n{loose}"
    assert rows_of(database, theirs.make.owner) == before


def _words(response) -> str:
    if response.mimetype == "application/pdf":
        return words(response.data)
    if "spreadsheetml" not in response.mimetype:
        return response.get_data(as_text=True)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(response.data)).get_sheet_by_index(0)
    return repr(sheet.to_python())


def _stuffed(theirs) -> dict[str, str]:
    """Ids of the neighbours under every name that a form of ours has for one."""
    person, unit = str(theirs.persons["plain"]), str(theirs.units["north"])
    return {
        "person": person,
        "person_id": person,
        "other": person,
        "others": person,
        "who": "Ek",
        "unit": unit,
        "units": unit,
        "unit_id": unit,
        "parent": unit,
        "target": unit,
        "into": unit,
        "duty": str(theirs.duty),
        "grant": str(theirs.deputy_grant),
        "course": "basics",
        "given_name": "Vem",
        "family_name": "Som",
        "kind": "permanent",
        "first_day": "2026-12-01",
        "last_day": "2026-12-20",
        "from_on": "2026-12-01",
        "to_on": "2026-12-20",
        "role": "manager",
        "attempt": str(unit),
        "answer": "o000000000000",
    }


def test_the_host_name_decides_whose_pages_these_are(neighbours):
    ours, _theirs, _ = neighbours

    here = PageClient(ours.app, ours.make, "ours.test").page("/login")
    there = PageClient(ours.app, ours.make, "theirs.test").page("/login")

    assert MARK not in here
    assert MARK in there


@pytest.mark.parametrize("host", ["THEIRS.test", "theirs.test:8443"])
def test_case_and_port_of_the_host_do_not_matter(neighbours, host):
    ours, _, _ = neighbours

    assert MARK in PageClient(ours.app, ours.make, host).page("/login")


@pytest.mark.parametrize(
    "host", ["unknown.test", "ours.test.evil.test", "evil-ours.test", "127.0.0.1", "[::1]"]
)
@pytest.mark.parametrize("path", ["/", "/login", "/help", "/card", "/units", "/no-such-page"])
def test_an_unknown_host_is_not_answered_for(neighbours, host, path):
    ours, _, _ = neighbours

    html = PageClient(ours.app, ours.make, host).page(path, status=404)

    assert "Town" not in html


def test_an_unknown_host_is_alive_all_the_same(neighbours):
    ours, _, _ = neighbours

    assert PageClient(ours.app, ours.make, "unknown.test").get("/healthz").status_code == 200


def test_a_cookie_of_one_municipality_is_nothing_in_the_other(neighbours):
    ours, theirs, clients = neighbours
    cookie = clients["administrator"].browser.get_cookie("elearn", domain="ours.test")
    foreign = PageClient(ours.app, theirs.make, "theirs.test")
    foreign.browser.set_cookie("elearn", cookie.value, domain="theirs.test")

    response = foreign.get("/")

    assert response.location.startswith("/login")


def test_the_same_user_name_opens_each_municipality_with_its_own_password(neighbours):
    ours, theirs, _ = neighbours
    name = "same@demo.test"
    person = ours.make.person("Same", "Here", sign_in=name)
    theirs.make.person("Same", "There", sign_in=name, has_secret=False)
    foreign = PageClient(ours.app, theirs.make, "theirs.test")

    here = ours.client("nobody").post("/login", {"username": name, "password": PASSWORD})
    there = foreign.post("/login", {"username": name, "password": PASSWORD})

    assert isinstance(person, UUID)
    assert (here.status_code, there.status_code) == (303, 422)


def test_a_code_of_one_municipality_opens_nothing_in_the_other(neighbours):
    from elearn.services import sign_in

    ours, theirs, _ = neighbours
    code = "9ZTB-7KPM-22QX"
    with theirs.make.database.writing() as session:
        sign_in.issue_slips(
            session,
            theirs.make.owner,
            [theirs.persons["plain"]],
            None,
            [code],
            now=theirs.make.clock(),
        )
        session.commit()

    response = ours.client("nobody").post("/account/code", {"code": code})

    assert response.status_code == 422
