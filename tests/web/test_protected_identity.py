"""A protected name stands on no page, in no file, in no letter: whoever opens it sees the alias."""

import io
import os
import zipfile
from dataclasses import replace

import pytest

from elearn.jobs._job import Workshop
from elearn.jobs._worker import Worker, known_jobs
from elearn.store.models import Person
from tests.conftest import Clock
from tests.factories import Factory
from tests.routes import listed
from tests.web.town import Values, kept_database, served, town

GIVEN, FAMILY, ALIAS = "Qvintilia", "Zetterqvarn", "Colleague 17"
ROLES = ("manager", "coordinator", "administrator", "deputy", "sister", "former")
EDITS = {"admin.edit_person"}
"""Where an administrator corrects the name itself, after being told that it is protected."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The town, in which somebody of Nightshift has a protected name and is late."""
    clock = Clock()
    folder = tmp_path_factory.mktemp("protected")
    with kept_database(folder) as database:
        place = town(served(database, clock), Factory(database, clock))
        with database.writing() as session:
            person = session.get(Person, (place.make.owner, place.persons["plain"]))
            person.given_name, person.family_name, person.alias = GIVEN, FAMILY, ALIAS
            person.email = "kollega17@example.se"
            session.commit()
        place.make.recompute()
        yield place, {who: place.client(who) for who in ROLES}, folder


def addresses(place):
    """Every page that can be opened, with the one whose name is protected where a person is
    asked for."""
    values = Values(place)
    for found in listed().values():
        for rule in place.app.url_map.iter_rules(found["endpoint"]):
            if "GET" in rule.methods:
                yield found["endpoint"], values.address(rule)


def read(answer):
    """All that can be read in it, also inside a spreadsheet."""
    body = answer.get_data()
    if body[:2] != b"PK":
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def leaks(text):
    return [word for word in (GIVEN, FAMILY) if word.lower() in text.lower()]


@pytest.mark.parametrize("who", ROLES)
def test_no_page_and_no_file_has_the_name(made, who):
    place, clients, _folder = made
    found = []
    for endpoint, address in addresses(place):
        answer = clients[who].get(address)
        if endpoint not in EDITS and leaks(read(answer)):
            found.append(f"{endpoint} {address}")

    assert found == []


def test_the_walk_meets_the_alias(made):
    """Otherwise it would prove nothing."""
    place, clients, _folder = made
    met = {
        endpoint
        for endpoint, address in addresses(place)
        if ALIAS in read(clients["manager"].get(address))
    }

    assert {"manager.unit", "manager.unit_csv"} <= met


@pytest.mark.parametrize("who", ["manager", "administrator"])
def test_no_slip_has_the_name(made, who):
    place, clients, _folder = made
    unit = place.units["nightshift"]
    sent = {"person": str(place.persons["plain"])}

    slips = read(clients[who].post(f"/units/{unit}/slips", sent))

    assert leaks(slips) == []


def test_no_letter_has_the_name(made):
    place, _clients, folder = made
    config = replace(place.app.extensions["elearn"].config, instance=folder)
    clock = Clock()
    worker = Worker(Workshop(config, place.make.database, clock, os.urandom), known_jobs())
    with place.make.database.writing() as session:
        person = session.get(Person, (place.make.owner, place.persons["manager"]))
        person.email = "chef@example.se"
        session.commit()
    while worker.step():
        pass

    letters = "".join(each.read_text() for each in (folder / "mail").glob("*.eml"))
    assert "kollega17@example.se" in letters
    assert leaks(letters) == []
