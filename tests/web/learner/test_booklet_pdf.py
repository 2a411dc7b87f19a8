"""Booklet and meeting page as PDF: what the page says, and nothing it would not."""

from datetime import UTC, datetime

import pytest

from elearn.domain.people.permissions import Role
from tests.library import course_files, publish
from tests.meetings import meeting_files
from tests.paper import kinds_of, read, words
from tests.web.learner.test_booklet import KEY
from tests.web.learner.test_module import MODULE


@pytest.fixture
def course(make, clock):
    return publish(make.database, make.owner, course_files(), now=clock())


def test_the_booklet_is_offered_as_a_file_that_can_be_read_aloud(client, course):
    client.sign_in()
    assert f"{MODULE}/print.pdf" in client.page(f"{MODULE}/print")

    answer = client.get(f"{MODULE}/print.pdf?answers=1")

    assert answer.mimetype == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    said = words(answer.data)
    assert "Alva meets a neighbour." in said
    assert "Several can be right." in said
    assert "Menu" not in said
    for key in KEY:
        assert key not in said
    pdf = read(answer.data)
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    assert {"/H1", "/L", "/LI"} <= kinds_of(pdf)


def test_whoever_leads_gets_the_answers_in_it_too(client, course, make):
    person = make.person()
    make.grant(person, Role.MANAGER, make.unit())
    client.sign_in(person)

    assert "answers=1" in client.page(f"{MODULE}/print?answers=1")
    assert KEY[0] in words(client.get(f"{MODULE}/print.pdf?answers=1").data)


def test_the_meeting_page_is_a_file_too(client, make):
    publish(make.database, make.owner, meeting_files(), now=datetime(2026, 10, 1, tzinfo=UTC))
    client.sign_in()
    assert "/courses/basics/first/meeting.pdf" in client.page("/courses/basics/first/meeting")

    answer = client.get("/courses/basics/first/meeting.pdf")

    assert answer.mimetype == "application/pdf"
    assert client.get("/courses/basics/none/meeting.pdf").status_code == 404
    assert client.get("/courses/basics/none/print.pdf").status_code == 404
