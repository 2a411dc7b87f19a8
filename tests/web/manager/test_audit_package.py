"""Whoever sees counts fetches a package; nobody gets one of units that are not theirs."""

from functools import partial
from urllib.parse import urlencode

import pytest

from elearn.interchange.signed_zip import faults_of
from elearn.store.signing import is_signed
from tests.library import course_files, publish
from tests.web.manager.test_units import employed

DAYS = {"course": "basics", "on": "2026-11-20", "known_until": "2026-11-22"}


@pytest.fixture
def unit(client, make, clock):
    publish(make.database, make.owner, course_files(), now=clock())
    make.duty("basics", modules=["first"])
    north = make.unit("Norr")
    employed(make, north, 6)
    make.recompute()
    return north


@pytest.fixture(params=["manager", "coordinator"])
def signed_in(request, client, make, unit):
    person = make.person()
    make.grant(person, request.param, unit)
    client.sign_in(person)


def address(unit, **changed):
    return "/units/audit-package.zip?" + urlencode({"unit": unit} | DAYS | changed)


def test_the_file_is_whole_and_the_same_each_time(client, unit, signed_in):
    assert "/units/audit-package" in client.page("/units")
    assert "Fetch the package" in client.page("/units/audit-package")

    answer = client.get(address(unit))

    key = client.get("/certificates/key.pem").data
    assert answer.mimetype == "application/zip"
    assert faults_of(answer.data, partial(is_signed, public_key=key)) == []
    assert client.get(address(unit)).data == answer.data


def test_days_that_cannot_be_are_told_in_words(client, unit, signed_in):
    for changed, said in (
        ({"on": "2026-11-23"}, "is not over yet"),
        ({"known_until": "2026-11-23"}, "can still come in"),
        ({"known_until": "2026-11-19"}, "cannot be known before the day"),
        ({"on": "soon"}, "year, month, day"),
        ({"on": "2001-01-01"}, "was not there that day"),
        ({"on": "1999-12-31"}, "1 January 2000"),
    ):
        assert said in client.page(address(unit, **changed), status=422)


def test_other_units_are_not_there(client, make, unit, signed_in):
    assert client.get(address(make.unit("Söder"))).status_code == 404
    assert client.get(address("nonsense")).status_code == 404


def test_without_a_choice_the_form_answers(client, unit, signed_in):
    html = client.page("/units/audit-package.zip")

    assert "Fetch the package" in html
    assert "everything else as it is known now" in html


def test_a_unit_hidden_beside_others_is_not_offered_and_refused_in_words(
    client, make, unit, signed_in
):
    middle = make.unit("Mitten", unit)
    small, large = make.unit("Liten", middle), make.unit("Stor", middle)
    employed(make, small, 2)
    employed(make, large, 6)
    make.recompute()

    html = client.page("/units/audit-package")

    assert f'value="{unit}"' in html
    assert f'value="{middle}"' in html
    for hidden in (small, large):
        assert f'value="{hidden}"' not in html
        assert "hidden to protect a small group" in client.page(address(hidden), status=422)


def test_where_no_unit_can_be_told_the_page_says_so(client, make, clock):
    publish(make.database, make.owner, course_files(), now=clock())
    make.grant(person := make.person(), "manager", make.unit("Tom"))
    client.sign_in(person)

    assert "None of your units can be told of" in client.page("/units/audit-package")


def test_help_names_the_package_for_managers_and_coordinators(client, make):
    assert client.page("/help").count("“Audit package” on “My units”") == 2
