"""Several colleagues ticked in a unit's list: looked at, done, undone."""

import re
from datetime import UTC, date, datetime

import pytest

from elearn.store.models import AuditView, Employment, Evidence, Exemption
from elearn.web.manager.figures import PAGE_ROWS
from tests.library import course_files, publish

UNTIL = {"reason": "other-work", "until": "2027-03-31"}


@pytest.fixture
def unit(make, client):
    publish(make.database, make.owner, course_files(), now=datetime(2026, 10, 1, tzinfo=UTC))
    return make.unit("North")


@pytest.fixture
def people(make, client, unit):
    """Alva and Bo; Robin, who leads them and works there, is signed in."""
    make.duty("basics", modules=["first"], from_on=date(2026, 11, 1))
    robin, alva, bo = (make.person(name, "Ek") for name in ("Robin", "Alva", "Bo"))
    for person in (robin, alva, bo):
        make.employment(person, unit)
    make.grant(robin, "manager", unit)
    make.recompute()
    client.sign_in(robin)
    return {"alva": alva, "bo": bo, "robin": robin}


def ticked(people, *names, **more):
    return {"course": "basics", "person": [str(people[name]) for name in names], **more}


def planned(client, unit, what, sent):
    html = client.submit(f"/units/{unit}/together", {**sent, "what": what, "step": "plan"})
    return html, re.search(r'name="shown" value="(\w+)"', html)[1]


def rows(make):
    with make.database.reading() as session:
        return session.query(Exemption).all()


def test_from_ticks_to_a_dry_run_to_done_to_undone(client, make, unit, people):
    assert f'value="{people["alva"]}"' in client.page(f"/units/{unit}")
    sent = ticked(people, "alva", "bo", "robin")
    html = client.submit(f"/units/{unit}/together", {**sent, "what": "exempt"})
    assert "For 3 people." in html
    assert "Alva Ek, Bo Ek, Robin Ek" in html

    html, shown = planned(client, unit, "exempt", {**sent, **UNTIL})

    assert "It is done for 2 people" in html
    assert "Alva Ek: from “Not started” to “Exempt”" in html
    assert "1 person is left out" in html
    assert "Robin Ek: You cannot decide this for yourself." in html
    assert rows(make) == []
    save = {**sent, **UNTIL, "what": "exempt", "step": "save", "shown": shown}
    html = client.submit(f"/units/{unit}/together", save)
    assert "Done for 2 people." in html
    assert {row.person_id for row in rows(make)} == {people["alva"], people["bo"]}
    html = client.page("/units")
    assert "What you have done for several at once" in html
    undo = re.search(r'action="(/units/together/[0-9a-f-]+/undo)"', html)[1]
    assert "Undone: the exemption of 2 people is taken back." in client.submit(undo)
    assert rows(make) == []
    assert "taken back already" in client.submit(undo) or rows(make) == []


def test_everybody_in_a_list_of_several_pages_at_once(client, make, unit, people):
    assert "also on its other pages" not in client.page(f"/units/{unit}")
    with make.at_once():
        for number in range(PAGE_ROWS):
            make.employment(make.person(f"Cilla{number}", "Berg", has_secret=False), unit)
    make.recompute()
    html = client.page(f"/units/{unit}?q=Berg&course=basics&sort=name")
    assert "also on its other pages" not in html
    assert "also on its other pages" in client.page(f"/units/{unit}")
    sent = {"course": "basics", "everybody": "y", "what": "exempt"}

    found = client.submit(f"/units/{unit}/together?q=Berg", sent)
    every = client.submit(f"/units/{unit}/together", sent)

    assert f"For {PAGE_ROWS} people." in found
    assert "Alva Ek" not in found
    assert f"For {PAGE_ROWS + 3} people." in every
    persons = re.findall(r'name="person" value="([^"]+)"', every)
    html, _shown = planned(client, unit, "exempt", {**UNTIL, "course": "basics", "person": persons})
    assert f"It is done for {PAGE_ROWS + 2} people" in html


def test_what_has_changed_since_the_dry_run_is_shown_again(client, make, unit, people):
    sent = {**ticked(people, "alva", "bo"), **UNTIL}
    _html, shown = planned(client, unit, "exempt", sent)
    planned(client, unit, "exempt", sent)
    client.post(f"/units/{unit}/people/{people['bo']}/exempt/{duty(make)}", UNTIL)

    html = client.submit(
        f"/units/{unit}/together",
        {**sent, "what": "exempt", "step": "save", "shown": shown},
    )

    assert "Something has happened meanwhile" in html
    assert len(rows(make)) == 1


def duty(make):
    from elearn.store.models import Duty

    with make.database.reading() as session:
        return session.query(Duty).one().id


@pytest.mark.parametrize(
    ("what", "sent", "said"),
    [
        ("exempt", {}, "Choose a reason."),
        ("time", {"until": "soon"}, "Write the day as year, month, day"),
        ("time", {"until": ""}, "Choose the new last day."),
        ("note", {"way": "classroom"}, "Choose what you have seen."),
    ],
)
def test_each_mistake_is_named(client, unit, people, what, sent, said):
    page = {**ticked(people, "alva"), **sent, "what": what, "step": "plan"}

    assert said in client.submit(f"/units/{unit}/together", page, status=422)


def test_a_day_that_fits_nobody_leaves_everybody_out(client, unit, people):
    sent = {**ticked(people, "alva"), "until": "2026-11-01"}

    html, _shown = planned(client, unit, "time", sent)

    assert "It can be done for none of them." in html
    assert "Alva Ek: Choose a day after today" in html


def test_nobody_ticked_or_somebody_elsewhere_changes_nothing(client, make, unit, people):
    elsewhere = make.person("Kim")
    make.employment(elsewhere, make.unit("South"))
    make.recompute()
    for sent in (
        {},
        {"course": "basics"},
        {"course": "basics", "person": [str(elsewhere), "x"]},
        ticked(people, "alva", course="none"),
        ticked(people, "alva", what="magic"),
    ):
        html = client.submit(f"/units/{unit}/together", {"what": "exempt", **sent})
        assert "Tick at least one person" in html


def test_one_person_gets_more_time_from_the_own_page(client, unit, people):
    html = client.page(f"/units/{unit}/people/{people['alva']}")
    assert "Give more time" in html
    sent = {**ticked(people, "alva"), "until": "2027-01-11"}
    _html, shown = planned(client, unit, "time", sent)

    html = client.submit(
        f"/units/{unit}/together", {**sent, "what": "time", "step": "save", "shown": shown}
    )

    assert "Done for 1 person." in html
    assert "Due 11 January 2027" in client.page(f"/units/{unit}/people/{people['alva']}")


def test_what_was_done_for_somebody_who_has_moved_is_not_undone_for_all(client, make, unit, people):
    sent = {**ticked(people, "alva", "bo"), **UNTIL}
    _html, shown = planned(client, unit, "exempt", sent)
    client.post(
        f"/units/{unit}/together", {**sent, "what": "exempt", "step": "save", "shown": shown}
    )
    undo = re.search(r'action="(/units/together/[0-9a-f-]+/undo)"', client.page("/units"))[1]
    south = make.unit("South")
    with make.database.writing() as session:
        session.query(Employment).filter_by(person_id=people["bo"]).one().unit_id = south
        session.commit()

    html = client.submit(undo)

    assert "Somebody among them does not work in your units any more" in html
    assert len(rows(make)) == 2


@pytest.fixture
def noted(client, unit, people):
    """Alva and Bo, on the wrong day."""
    sent = ticked(people, "alva", "bo", way="classroom", proof="was-there", day="2026-11-12")
    _html, shown = planned(client, unit, "note", sent)
    client.submit(
        f"/units/{unit}/together", {**sent, "what": "note", "step": "save", "shown": shown}
    )


def test_a_mistake_made_for_several_is_ticked_foreseen_corrected_and_undone(
    client, make, unit, people, noted
):
    sent = ticked(people, "alva", "bo", "robin")
    html = client.submit(f"/units/{unit}/together", {**sent, "what": "correct"})
    assert "12 November 2026 (At a course with a teacher): 2 people" in html
    entry = re.search(r'name="entries"[^>]* value="([^"]+)"', html)[1]
    sent |= {"entries": entry, "reason": "wrong-day"}

    html, shown = planned(client, unit, "correct", sent)

    assert "This no longer counts:" in html
    assert "Alva Ek: from “Current” to “Not started”" in html
    assert "Robin Ek: No such row counts for this person." in html
    assert withdrawn(make) == []
    save = {**sent, "what": "correct", "step": "save", "shown": shown}
    assert "Done for 2 people." in client.submit(f"/units/{unit}/together", save)
    assert withdrawn(make) == ["wrong-day", "wrong-day"]
    row = client.page("/units").partition("Corrections")[2]
    undo = re.search(r'action="(/units/together/[0-9a-f-]+/undo)"', row)[1]
    assert "Undone: what was corrected for 2 people counts again." in client.submit(undo)


def test_what_was_wrong_and_why_have_to_be_said(client, unit, people, noted):
    sent = ticked(people, "alva", what="correct", step="plan")

    html = client.submit(f"/units/{unit}/together", sent, status=422)

    assert "Tick what was recorded by mistake." in html
    assert "Choose a reason." in html


def withdrawn(make):
    with make.database.reading() as session:
        return [row.reason for row in session.query(Evidence) if row.withdraws]


def test_where_nothing_counts_there_is_nothing_to_correct(client, unit, people):
    sent = ticked(people, "alva", "bo")

    html = client.submit(f"/units/{unit}/together", {**sent, "what": "correct", "step": "plan"})

    assert "so there is nothing to correct" in html


def test_names_with_what_they_have_on_record_leave_a_line_in_the_log(client, make, unit, people):
    client.submit(f"/units/{unit}/together", {**ticked(people, "alva"), "what": "correct"})

    with make.database.reading() as session:
        seen = [(row.unit_id, row.page) for row in session.query(AuditView)]
    assert seen == [(unit, "manager.together")]
