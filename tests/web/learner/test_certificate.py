"""A certificate from the record to whoever checks it, and back when something is corrected."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from elearn.interchange.paper.signature import taken_apart
from elearn.store.models import Certificate
from elearn.store.signing import is_signed
from tests.client import PageClient
from tests.library import course_files, publish
from tests.paper import kinds_of, read, words

DONE_ON = date(2026, 11, 2)


@pytest.fixture
def alva(make, client, clock):
    publish(make.database, make.owner, course_files(), now=clock())
    person = make.person("Alva", "Lind")
    make.employment(person, make.unit("Norr"))
    make.duty("basics", modules=["first"])
    client.sign_in(person)
    return person


@pytest.fixture
def row(make, alva):
    row = make.evidence(alva, DONE_ON, "first", "basics")
    make.recompute()
    return row


def asked(client, course="basics", day=DONE_ON):
    return client.post("/me/certificates", {"course": course, "completed_on": day.isoformat()})


def code_of(pdf):
    return re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", words(pdf))[0]


def link_of(response):
    return response.location.replace("/me/certificates/", "/certificates/")


def test_from_the_record_to_a_file_that_anybody_can_check(client, make, row):
    assert "Certificate (PDF)" in client.page("/me")

    answer = asked(client)
    file = client.get(answer.location)

    said = words(file.data)
    assert "Alva Lind has completed the course Basics." in said
    assert "November 2, 2026" in said or "2 November 2026" in said
    pdf = read(file.data)
    assert {"/H1", "/Table", "/Figure"} <= kinds_of(pdf)
    assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data()
    stranger = PageClient(client.app, make)
    key = stranger.get("/certificates/key.pem").data
    assert is_signed(*taken_apart(file.data), key)
    assert client.get(answer.location).data == file.data


def test_asked_for_twice_it_is_the_same_one(client, make, row):
    assert asked(client).location == asked(client).location

    with make.database.reading() as session:
        assert session.query(Certificate).count() == 1


def test_the_name_is_shown_to_whoever_has_the_code_and_to_nobody_else(client, make, row):
    answer = asked(client)
    code = code_of(client.get(answer.location).data)
    stranger = PageClient(client.app, make)
    link = link_of(answer)

    without = stranger.page(link)
    wrong = stranger.submit(link, {"code": "2222-2222-2222"}, status=422)
    empty = stranger.submit(link, {"code": ""}, status=422)
    right = stranger.submit(link, {"code": code.lower().replace("-", " ")})

    assert "The certificate counts" in without
    for html in (without, wrong, empty):
        assert "Alva" not in html
    assert "That is not the code" in wrong
    assert "Alva Lind" in right


def test_trying_many_codes_is_slowed(client, make, row):
    link = link_of(asked(client))
    stranger = PageClient(client.app, make)

    seen = [stranger.post(link, {"code": f"{n:012}"}).status_code for n in range(12)]

    assert 429 in seen


def test_a_correction_is_told_by_the_link_and_on_the_record(client, make, alva, row):
    answer = asked(client)
    make.evidence(alva, DONE_ON, "first", "basics", withdraws=row, reason="recorded-by-mistake")
    make.recompute()

    assert "no longer counts" in PageClient(client.app, make).page(link_of(answer))
    assert "Certificate (PDF)" not in client.page("/me")
    assert asked(client).status_code in {409, 422}
    assert "no longer counts" in words(client.get(answer.location).data)


def test_its_time_can_be_over(client, make, alva):
    make.evidence(alva, DONE_ON - timedelta(days=400), "first", "basics")
    make.recompute()

    answer = asked(client, day=DONE_ON - timedelta(days=400))

    assert "its time is over" in PageClient(client.app, make).page(link_of(answer))


def test_an_alias_is_what_the_paper_says(client, make, row):
    person = make.person("Alva", "Lind", alias="Kim Ek")
    make.employment(person, make.unit("Syd"))
    make.evidence(person, DONE_ON, "first", "basics")
    make.recompute()
    other = PageClient(client.app, make)
    other.sign_in(person)

    said = words(other.get(asked(other).location).data)

    assert "Kim Ek" in said
    assert "Alva" not in said
    assert "Lind" not in said


def test_nobody_gets_somebody_elses_and_nothing_is_made_of_nothing(client, make, row):
    answer = asked(client)
    other = PageClient(client.app, make)
    other.sign_in()

    assert other.get(answer.location).status_code == 404
    assert asked(other).status_code in {409, 422}
    assert asked(client, course="none").status_code in {409, 422}
    sent = {"course": "basics", "completed_on": "soon"}
    assert client.post("/me/certificates", sent).status_code == 400
    assert "There is no such certificate" in other.page(f"/certificates/{uuid4()}", status=404)
