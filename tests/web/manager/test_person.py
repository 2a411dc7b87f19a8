"""What a manager decides for one colleague, and where the colleague reads it."""

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from elearn.store.models import AuditView, Evidence, Exemption
from tests.client import PageClient
from tests.library import course_files, publish

UNTIL = {"reason": "other-work", "until": "2027-03-31"}


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
    """Who is signed in."""
    person = make.person("Robin", "Ek")
    make.grant(person, "manager", unit)
    client.sign_in(person)
    return person


@pytest.fixture
def alva(make, unit, duty, robin):
    person = make.person("Alva", "Lind")
    make.employment(person, unit)
    make.recompute()
    return person


@pytest.fixture
def hers(client, make, alva):
    browser = PageClient(client.app, make)
    browser.sign_in(alva)
    return browser


@pytest.fixture
def page(unit, alva):
    return f"/units/{unit}/people/{alva}"


def test_what_was_done_long_ago_is_said_not_to_count(client, make, unit, robin):
    make.duty("basics", modules=["first"], valid_days=365, from_on=date(2026, 9, 1))
    make.employment(person := make.person("Alva", "Lind"), unit, from_on=date(2026, 9, 1))
    make.evidence(person, date(2024, 5, 1), "first", "basics")
    make.recompute()

    assert "What was done before no longer counts." in client.page(f"/units/{unit}/people/{person}")
    html = client.page(f"/units/{unit}?course=basics")
    assert "1 with nothing that counts" in html


def test_from_the_list_to_an_exemption_and_back(client, unit, duty, page, hers):
    assert f'href="{page}"' in client.page(f"/units/{unit}")
    html = client.page(page)
    assert "Not started" in html
    assert "Due 1 December 2026" in html
    assert f"{page}/exempt/{duty}" in html
    assert "left out of the share" in client.page(f"{page}/exempt/{duty}")

    html = client.submit(f"{page}/exempt/{duty}", UNTIL)

    assert "Alva Lind sees it under" in html
    for said in ("Exempt", "31 Mar 2027", "Has other work for the time being", "Robin Ek"):
        assert said in html
    assert f"{page}/exempt/{duty}" not in html
    html = hers.page("/me")
    assert (
        "until 31 March 2027. Reason: Has other work for the time being. Decided by Robin" in html
    )
    assert "0 of 0" in client.page(f"/units/{unit}")


def test_an_exemption_is_ended_from_the_same_page(client, make, duty, page):
    client.post(f"{page}/exempt/{duty}", UNTIL)
    with make.database.reading() as session:
        made = session.query(Exemption).one().id

    assert "The exemption has ended." in client.submit(f"{page}/exemptions/{made}/end")
    assert "not there any more" in client.submit(f"{page}/exemptions/{made}/end")
    assert "Exempt for a time" in client.page(page)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a reason."),
        ({"reason": "ill", "until": "2027-03-31"}, "Choose one from the list."),
        ({"reason": "other-work"}, "Choose the last day."),
        ({"reason": "other-work", "until": "soon"}, "Write the day as year, month, day"),
        ({"reason": "other-work", "until": "2026-11-22"}, "Choose today or a later day."),
        ({"reason": "other-work", "until": "2028-01-01"}, "within the next 12 months"),
    ],
)
def test_each_mistake_is_named_and_nothing_is_written(client, make, duty, page, sent, said):
    assert said in client.submit(f"{page}/exempt/{duty}", sent, status=422)
    with make.database.reading() as session:
        assert session.query(Exemption).all() == []


def test_only_colleagues_of_today_have_a_page(client, make, unit, duty, page, hers, robin):
    elsewhere = make.person("Kim", "Berg")
    make.employment(elsewhere, make.unit("South"))
    left = make.person("Bo", "Ek")
    make.employment(left, unit, to_on=date(2026, 11, 1))
    make.recompute()

    for person in (elsewhere, left, uuid4()):
        for path in ("", f"/exempt/{duty}"):
            assert client.get(f"/units/{unit}/people/{person}{path}").status_code == 404
    assert client.get(f"{page}/exempt/{uuid4()}").status_code == 404
    assert hers.get(page).status_code == 403


def test_a_manager_sees_the_own_page_and_decides_nothing_on_it(client, make, unit, duty, robin):
    make.employment(robin, unit)
    make.recompute()
    own = f"/units/{unit}/people/{robin}"

    html = client.page(own)

    assert "This is you." in html
    assert "Exempt for a time" not in html
    html = client.submit(f"{own}/exempt/{duty}", UNTIL)
    assert "You cannot decide this for yourself" in html
    with make.database.reading() as session:
        assert session.query(Exemption).all() == []


def test_who_looked_is_noted(client, make, unit, page):
    client.page(page)

    with make.database.reading() as session:
        assert [(row.page, row.unit_id) for row in session.query(AuditView)] == [
            ("manager.person", unit)
        ]


NOTED = {
    "modules": "first",
    "way": "classroom",
    "proof": "certificate",
    "day": "2026-04-01",
}


def test_training_from_elsewhere_is_noted_and_both_see_how(client, unit, duty, page, hers):
    html = client.page(f"{page}/note/{duty}")
    assert "checked" in html[html.index('name="modules"') - 200 :]

    html = client.submit(f"{page}/note/{duty}", NOTED)

    for shown in (html, hers.page("/me")):
        for said in ("Equivalent training", "At a course with a teacher", "Seen: A certificate"):
            assert said in shown
        assert "Robin Ek" in shown
    assert "Robin Ek recorded on" in hers.page("/")
    assert "Current" in html
    assert "1 of 1" in client.page(f"/units/{unit}")


def test_a_row_is_corrected_by_another_and_both_see_both(client, make, unit, duty, page, hers):
    client.post(f"{page}/note/{duty}", NOTED)
    with make.database.reading() as session:
        row = session.query(Evidence).one().id
    assert f"{page}/correct/{row}" in client.page(page)
    assert "It was entered twice" in client.page(f"{page}/correct/{row}")

    html = client.submit(f"{page}/correct/{row}", {"reason": "wrong-person"})

    for shown in (html, hers.page("/me")):
        assert "an earlier row no longer counts" in shown
        assert "It was another person" in shown
        assert "At a course with a teacher" in shown
    assert "Robin Ek corrected a row" in hers.page("/")
    assert "0 of 1" in client.page(f"/units/{unit}")
    assert "corrected already" in client.submit(f"{page}/correct/{row}", {"reason": "wrong-person"})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"modules": []}, "Tick what was completed."),
        ({"modules": "third"}, "Choose"),
        ({"way": "by-magic"}, "Choose one from the list."),
        ({"way": ""}, "Choose how it was completed."),
        ({"proof": ""}, "Choose what you have seen."),
        ({"day": ""}, "Choose the day."),
        ({"day": "2027-01-01"}, "Choose today or an earlier day."),
        ({"day": "2024-01-01"}, "Choose a day within the last 24 months."),
        ({"day": "2025-11-01"}, "a completion counts for 365 days"),
    ],
)
def test_each_mistake_about_training_is_named(client, make, duty, page, changed, said):
    html = client.submit(f"{page}/note/{duty}", {**NOTED, **changed}, status=422)

    assert said in html
    with make.database.reading() as session:
        assert session.query(Evidence).all() == []


def test_a_row_of_somebody_else_is_not_found(client, make, unit, duty, page, robin):
    theirs = make.evidence(robin, date(2026, 3, 1), "first", "basics")

    assert client.get(f"{page}/correct/{theirs}").status_code == 404
    assert client.submit(f"{page}/correct/{make.evidence(robin, date(2026, 3, 2))}", status=404)


def test_whoever_it_is_about_objects_in_one_press_and_reads_the_answer(
    client, make, unit, duty, page, hers
):
    client.post(f"{page}/note/{duty}", NOTED)
    with make.database.reading() as session:
        row = session.query(Evidence).one().id
    html = hers.page("/me")
    assert "Is it wrong?" in html

    html = hers.submit(f"/me/record/{row}/object", {"reason": "wrong-day"})

    assert "You said: The day is wrong. Your manager answers here." in html
    assert "Is it wrong?" not in html
    assert "1 colleague waits for your answer" in client.page("/units")
    assert "Alva Lind says: The day is wrong." in client.page(page)
    html = client.page("/units/waiting")
    assert "The day is wrong" in html
    agree = re.search(r'action="(/units/waiting/objections/[0-9a-f-]+/agree)"', html)[1]
    assert "Nobody waits for an answer" in client.submit(agree)
    html = hers.page("/me")
    assert "Robin Ek answered: the row is taken back." in html
    assert "No longer counts" in html
    assert "Is it wrong?" not in html
    for page_with_row in (html, client.page(page)):
        assert "Corrected on 23 November 2026: an earlier row" in page_with_row
    assert "Nobody waits for that answer" in client.submit(agree)


def test_an_objection_of_another_unit_is_neither_seen_nor_answered(
    client, make, unit, duty, page, hers
):
    client.post(f"{page}/note/{duty}", NOTED)
    with make.database.reading() as session:
        row = session.query(Evidence).one().id
    hers.post(f"/me/record/{row}/object", {"reason": "wrong-day"})
    stand = client.page("/units/waiting")
    stand = re.search(r'action="(/units/waiting/objections/[0-9a-f-]+/stand)"', stand)[1]
    sister = make.person("Kim", "Berg")
    make.grant(sister, "manager", make.unit("South"))
    other = PageClient(client.app, make)
    other.sign_in(sister)

    assert "Alva" not in other.page("/units/waiting")
    assert "Nobody waits for that answer" in other.submit(stand)
    assert hers.post(f"/me/record/{row}/object", {"reason": "magic"}).status_code == 400
    assert "the row stands" in client.submit(stand) or "the row stands" in hers.page("/me")
