"""Last days in a calendar elsewhere: neutral words, an address that can be taken away."""

import re
from datetime import date

import pytest
from icalendar import Calendar

from elearn.store.models import CalendarLink
from tests.client import PageClient


@pytest.fixture
def alva(client, make):
    with make.at_once():
        unit = make.unit("North")
        make.course("basics", "Tecken på våld")
        make.duty("basics", units=[unit], from_on=date(2026, 11, 10))
        person = make.person("Alva", "Lind", language="sv")
        make.employment(person, unit)
    make.recompute()
    client.sign_in(person)
    return person


def address(html):
    return re.search(r"http[^\"]*(/calendar/[\w-]+\.ics)", html)[1]


@pytest.fixture
def stranger(app, make):
    return PageClient(app, make)


def test_a_calendar_reads_the_last_day_and_no_course(client, alva, stranger):
    where = address(client.submit("/me/calendar"))

    answer = stranger.get(where)

    assert answer.mimetype == "text/calendar"
    assert answer.headers["Cache-Control"] == "no-store"
    [event] = Calendar.from_ical(answer.data).walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 10)
    assert str(event["summary"]) == "Utbildning: sista dag"
    text = answer.get_data(as_text=True)
    assert "våld" not in text.lower()
    assert "Alva" not in text


def test_the_address_is_shown_once_and_kept_as_a_fingerprint(client, make, alva):
    where = address(client.submit("/me/calendar"))

    assert ".ics" not in client.page("/me/calendar")
    with make.database.reading() as session:
        [link] = session.query(CalendarLink).all()
    assert len(link.token_hash) == 32
    assert where.encode() not in link.token_hash


def test_a_new_address_ends_the_old_one(client, alva, stranger):
    old = address(client.submit("/me/calendar"))
    new = address(client.submit("/me/calendar"))

    assert stranger.get(old).status_code == 404
    assert stranger.get(new).status_code == 200


def test_an_address_that_was_taken_away_answers_nothing(client, alva, stranger):
    where = address(client.submit("/me/calendar"))

    client.submit("/me/calendar/end")

    assert stranger.get(where).status_code == 404
    client.submit("/me/calendar/end")


def test_somebody_merged_away_has_no_calendar(client, make, alva, stranger):
    from elearn.store.models import Person

    where = address(client.submit("/me/calendar"))
    other = make.person("Alva", "Lind")
    with make.database.writing() as session:
        session.get(Person, (make.owner, alva)).merged_into = other
        session.commit()

    assert stranger.get(where).status_code == 404


@pytest.mark.parametrize("token", ["x", "å", "x" * 4000, "%00"])
def test_an_address_that_was_never_given_is_not_found(stranger, token):
    assert stranger.get(f"/calendar/{token}.ics").status_code == 404
