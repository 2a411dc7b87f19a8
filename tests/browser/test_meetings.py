"""A list at a meeting is ticked where the connection comes and goes."""

import re

import pytest
from sqlalchemy import delete

from elearn.store.models import Attendance, LoginSession, Meeting
from tests.browser.moving import click
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KEPT = "Object.values(sessionStorage)"


@pytest.fixture
def ticking(place, visit):
    """A manager at the page of a meeting of today, and what the browser may complain of."""
    town, _ = place
    visited = visit()
    page = visited.page
    visited.sign_in("manager")
    page.goto(f"/meetings/plan/{town.units['north']}")
    page.get_by_label("Module").select_option(index=1)
    page.get_by_label("Day").fill(town.make.clock().date().isoformat())
    click(page, page.get_by_role("button", name="Plan the meeting"))
    yield page
    visited.complaints[:] = [
        said for said in visited.complaints if "ERR_INTERNET_DISCONNECTED" not in said
    ]
    with town.make.database.writing() as session:
        for table in (Attendance, Meeting):
            session.execute(delete(table))
        session.commit()


def noted(place):
    with place[0].make.database.reading() as session:
        return session.query(Attendance).count()


def test_ticks_are_kept_until_the_connection_is_back_and_then_gone(place, ticking):
    page = ticking
    boxes = page.locator(".roster input")
    for number in (0, 1):
        boxes.nth(number).check()
    ticked = [boxes.nth(number).get_attribute("value") for number in (0, 1)]
    page.context.set_offline(True)

    page.get_by_role("button", name="Save the ticks").click()

    page.get_by_text("Kept here, not sent yet.").locator("visible=true").wait_for()
    assert noted(place) == 0
    (kept,) = page.evaluate(KEPT)
    assert all(person in kept for person in ticked)

    page.context.set_offline(False)
    page.get_by_text("2 people are noted.").wait_for()
    assert noted(place) == 2
    assert page.evaluate(KEPT) == []


def test_whoever_was_signed_out_meanwhile_signs_in_and_the_ticks_are_sent(place, ticking):
    page, town = ticking, place[0]
    page.locator(".roster input").first.check()
    with town.make.database.writing() as session:
        session.execute(delete(LoginSession))
        session.commit()

    page.get_by_role("button", name="Save the ticks").click()

    page.get_by_role("link", name="Sign in again").click()
    page.get_by_label("User name").fill(town.make.sign_in_name(town.persons["manager"]))
    page.get_by_label("Password").fill(PASSWORD)
    assert noted(place) == 0
    page.keyboard.press("Enter")
    page.get_by_text("1 person is noted.").wait_for()
    assert noted(place) == 1
    assert page.evaluate(KEPT) == []


def test_a_reload_keeps_what_is_ticked_and_signing_out_leaves_nothing(place, ticking):
    page = ticking
    page.locator(".roster input").first.check()
    page.reload()
    assert page.locator(".roster input").first.is_checked()
    assert page.get_by_text("Ticked here, not saved yet.").is_visible()

    page.locator("details.menu summary").click()
    click(page, page.get_by_role("button", name="Sign out"))

    assert page.evaluate(KEPT) == []
    assert noted(place) == 0
    assert re.search("signed out", page.locator("main").inner_text())
