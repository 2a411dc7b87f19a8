"""More time, from the learner's one press to the manager's answer and back."""

import re
from datetime import UTC, date, datetime

import pytest

from elearn.store.models import AuditView, Extension
from tests.client import PageClient
from tests.library import course_files, publish
from tests.queries import counting

YES = {"answer": "grant", "until": "2027-01-11"}
NO = {"answer": "together-at-meeting", "until": ""}


@pytest.fixture
def unit(make, client):
    publish(make.database, make.owner, course_files(), now=datetime(2026, 10, 1, tzinfo=UTC))
    return make.unit("North")


@pytest.fixture
def duty(make, unit):
    """Due on 1 December."""
    return make.duty("basics", modules=["first"], from_on=date(2026, 11, 1))


@pytest.fixture
def robin(make, client, unit):
    person = make.person("Robin", "Ek")
    make.grant(person, "manager", unit)
    client.sign_in(person)
    return person


@pytest.fixture
def alva(make, client, unit, duty):
    """Signed in, with something that is due."""
    person = make.person("Alva", "Lind")
    make.employment(person, unit)
    make.recompute()
    browser = PageClient(client.app, make)
    browser.sign_in(person)
    return browser


def answer_page(client):
    """The address behind the only request."""
    return re.search(r'href="(/units/waiting/[0-9a-f-]+)"', client.page("/units/waiting"))[1]


@pytest.mark.parametrize("page", ["/", "/me"])
def test_asked_in_one_press_and_answered_with_a_day(client, make, robin, alva, duty, page):
    assert "Ask for more time" in alva.page(page)

    html = alva.submit(f"/me/more-time/{duty}", {"next": page})

    assert "Your manager has been asked" in html
    assert "You have asked for more time" in html
    assert "Ask for more time" not in html
    assert "1 colleague waits for your answer" in client.page("/units")
    address = answer_page(client)
    html = client.page(address)
    assert "Alva Lind asks for more time" in html
    assert "is due 1 December 2026" in html
    assert 'value="2026-12-31"' not in html
    assert 'value="2027-01-04"' in html
    assert "Nobody waits for an answer" in client.submit(address, YES)
    html = alva.page(page)
    assert "Robin Ek has given you more time." in html
    assert "Due 11 January 2027" in html
    assert "waits for your answer" not in client.page("/units")


def test_a_no_says_why(client, robin, alva, duty):
    alva.post(f"/me/more-time/{duty}")

    client.submit(answer_page(client), NO)

    html = alva.page("/")
    assert "Robin Ek answered: We do it together at a workplace meeting." in html
    assert "Ask for more time" not in html
    assert "Due 1 December 2026" in html


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose an answer."),
        ({"answer": "yes"}, "Choose one from the list."),
        ({"answer": "grant"}, "Choose the new last day."),
        ({"answer": "grant", "until": "soon"}, "Write the day as year, month, day"),
        ({"answer": "grant", "until": "2026-12-01"}, "Choose a day after today"),
        ({"answer": "grant", "until": "2027-06-01"}, "within the next 6 months"),
    ],
)
def test_each_mistake_is_named_and_nothing_is_written(client, make, robin, alva, duty, sent, said):
    alva.post(f"/me/more-time/{duty}")

    html = client.submit(answer_page(client), sent, status=422)

    assert said in html
    with make.database.reading() as session:
        assert session.query(Extension).one().answered_on is None


def test_a_request_that_is_gone_is_told_of(client, robin, alva, duty):
    alva.post(f"/me/more-time/{duty}")
    address = answer_page(client)
    assert "You no longer ask for more time" in alva.submit(f"/me/more-time/{duty}/take-back")

    html = client.submit(address, YES)

    assert "Nobody waits for that answer any more" in html
    assert "answered already" in alva.submit(f"/me/more-time/{duty}/take-back")


def test_nobody_sees_or_answers_a_request_of_another_unit(client, make, unit, robin, alva, duty):
    alva.post(f"/me/more-time/{duty}")
    address = answer_page(client)
    sister = make.person("Kim", "Berg")
    make.grant(sister, "manager", make.unit("South"))
    other = PageClient(client.app, make)
    other.sign_in(sister)

    assert "Alva" not in other.page("/units/waiting")
    assert "Nobody waits for that answer" in other.submit(address, YES)
    assert alva.get("/units/waiting").status_code == 403
    with make.database.reading() as session:
        assert session.query(Extension).one().answered_on is None


def test_a_manager_does_not_answer_the_own_request(client, make, unit, robin, alva, duty):
    make.employment(robin, unit)
    make.recompute()
    client.post(f"/me/more-time/{duty}")

    assert "Nobody waits for an answer" in client.page("/units/waiting")


def test_who_saw_the_names_is_noted(client, make, unit, robin, alva, duty):
    alva.post(f"/me/more-time/{duty}")

    client.page(answer_page(client))

    with make.database.reading() as session:
        seen = {row.page: row.unit_id for row in session.query(AuditView)}
    assert seen == {"manager.requests": unit, "manager.answer_request": unit}


def test_ten_requests_are_asked_for_as_often_as_one(client, make, unit, robin, alva, duty):
    def asked():
        with counting(make.database) as found:
            client.page("/units/waiting")
        return len(found.statements)

    alva.post(f"/me/more-time/{duty}")
    client.page("/units/waiting")
    one = asked()
    with make.at_once():
        for _ in range(9):
            person = make.person()
            make.employment(person, unit)
            make.add(
                Extension(
                    municipality_id=make.owner,
                    id=person,
                    duty_id=duty,
                    person_id=person,
                    due_on=date(2026, 12, 1),
                    asked_on=date(2026, 11, 20),
                )
            )
    make.recompute()

    assert asked() == one
