"""Every address, opened by everybody: who gets in, and what the others meet."""

import pytest

from elearn.domain.people.permissions import Permission
from elearn.web.guard import ATTRIBUTE
from tests.conftest import Clock
from tests.factories import Factory
from tests.routes import listed
from tests.web.town import WHO, Values, kept_database, served, town

TABLE = """
permission       nobody newcomer plain former sister manager deputy coordinator administrator
public           in     in       in    in     in     in      in     in          in
operate          in     in       in    in     in     in      in     in          in
signed-in        login  in       in    in     in     in      in     in          in
learn            login  own      in    in     in     in      in     in          in
own-record       login  own      in    in     in     in      in     in          in
see-unit-status  login  own      403   403    403    in      in     403         403
export-unit      login  own      403   403    403    in      in     403         403
add-colleague    login  own      403   403    403    in      in     403         403
issue-slip       login  own      403   403    403    in      in     403         in
run-meetings     login  own      403   403    403    in      in     403         403
decide-for-colleagues login own  403   403    403    in      in     403         403
appoint-deputy   login  own      403   403    403    in      403    403         403
see-counts       login  own      403   403    in     in      in     in          403
administer       login  own      403   403    403    403     403    in          in
edit-duties      login  own      403   403    403    403     403    in          403
edit-routes      login  own      403   403    403    403     403    in          403
open-courses     login  own      403   403    403    403     403    in          in
run-panels       login  own      403   403    403    403     403    in          403
import-people    login  own      403   403    403    403     403    403         in
edit-people      login  own      403   403    403    403     403    403         in
edit-units       login  own      403   403    403    403     403    403         in
grant-roles      login  own      403   403    403    403     403    403         in
see-audit        login  own      403   403    403    403     403    403         in
see-letters      login  own      403   403    403    403     403    in          in
see-measurement  login  own      403   403    403    403     403    in          403
see-item-statistics login own    403   403    403    403     403    403         403
"""
"""`in`: let in; `login`: to the sign-in page; `own`: to choose a password first.

The unit is Nightshift: below the manager's and the deputy's, beside the sister's. /metrics
(`operate`) goes by the address that asks, which is this machine here.
"""
EXPECTED = {
    line.split()[0]: dict(zip(WHO, line.split()[1:], strict=True))
    for line in TABLE.strip().splitlines()[1:]
}
ENDPOINTS = {found["endpoint"]: found for found in listed().values()}


@pytest.fixture(scope="module")
def everybody(tmp_path_factory):
    """The town and a signed-in browser of each, for all tests of this file: none changes it."""
    clock = Clock()
    with kept_database(tmp_path_factory.mktemp("walk")) as database:
        made = town(served(database, clock), Factory(database, clock))
        yield made, {who: made.client(who) for who in WHO}


def outcome(response):
    if response.status_code == 303 and response.location.startswith("/login?next="):
        return "login"
    if response.status_code == 303 and response.location == "/account/secret":
        return "own"
    if response.status_code == 403:
        return "403"
    assert response.status_code < 500, response.get_data(as_text=True)[:2000]
    return "in"


def answers(town, client, endpoint, values):
    """Forms are sent without their token: whoever is let in gets a 400, and nothing changes."""
    for rule in town.app.url_map.iter_rules(endpoint):
        path = values.address(rule)
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield method, client.browser.open(path, method=method, base_url=client.site)


def test_the_table_has_a_line_for_each_permission():
    assert EXPECTED.keys() == {permission.value for permission in Permission}


def test_every_endpoint_names_a_permission(app):
    silent = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and not hasattr(app.view_functions[rule.endpoint], ATTRIBUTE)
    }

    assert not silent


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_an_address_opens_to_whom_the_table_says_and_to_nobody_else(everybody, endpoint):
    made, clients = everybody
    found = ENDPOINTS[endpoint]
    expected = dict(EXPECTED[found["permission"]])
    if "unit" not in found and expected["manager"] == "in":
        expected["sister"] = "in"

    seen = {
        who: {outcome(response) for _, response in answers(made, client, endpoint, Values(made))}
        for who, client in clients.items()
        if endpoint != "account.logout"
    }

    assert seen == {who: {expected[who]} for who in seen}


@pytest.mark.parametrize("endpoint", [name for name, found in ENDPOINTS.items() if "unit" in found])
@pytest.mark.parametrize(
    ("who", "unit"),
    [
        ("manager", "south"),
        ("manager", "top"),
        ("deputy", "south"),
        ("deputy", "top"),
        ("sister", "north"),
        ("sister", "nightshift"),
        ("sister", "top"),
        ("manager", "of-nobody"),
        ("administrator", "of-nobody"),
    ],
)
def test_a_unit_beside_or_above_the_own_ones_stays_shut(everybody, endpoint, who, unit):
    made, clients = everybody
    values = Values(made)
    values["unit_id"] = made.units.get(unit, values["no-such-thing"])

    seen = {outcome(response) for _, response in answers(made, clients[who], endpoint, values)}

    assert seen == {"403"}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_head_request_is_no_way_around(everybody, endpoint):
    made, clients = everybody
    expected = EXPECTED[ENDPOINTS[endpoint]["permission"]]["plain"]
    for rule in made.app.url_map.iter_rules(endpoint):
        if "HEAD" not in rule.methods:
            continue
        values = Values(made)
        path = values.address(rule)

        response = clients["plain"].browser.head(path, base_url=clients["plain"].site)

        assert outcome(response) == expected
        assert not response.get_data()
