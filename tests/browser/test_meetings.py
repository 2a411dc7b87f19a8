"""A meeting on the wall and on phones, and its list where the connection comes and goes."""

import re

import pytest
from sqlalchemy import delete

from elearn.store.models import Attendance, LoginSession, Meeting, MeetingVote, MeetingVoter
from tests.browser.moving import click
from tests.browser.test_every_page import NARROWEST, WIDER_THAN_THE_WINDOW, accessibility_faults
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KEPT = "Object.values(sessionStorage)"


@pytest.fixture
def planned(place, visit):
    """Takes a manager to a meeting of today that they have planned."""
    town, _ = place
    visits = []

    def plan(**options):
        visits.append(visit(**options))
        page = visits[-1].page
        visits[-1].sign_in("manager")
        page.goto(f"/meetings/plan/{town.units['north']}")
        page.get_by_label("Module").select_option(index=1)
        page.get_by_label("Day").fill(town.make.clock().date().isoformat())
        click(page, page.get_by_role("button", name="Plan the meeting"))
        return page

    yield plan
    for visited in visits:
        visited.complaints[:] = [
            said for said in visited.complaints if "ERR_INTERNET_DISCONNECTED" not in said
        ]
    with town.make.database.writing() as session:
        for table in (MeetingVoter, MeetingVote, Attendance, Meeting):
            session.execute(delete(table))
        session.commit()


@pytest.fixture
def ticking(planned):
    return planned()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_wall_and_the_phone_are_accessible_narrow_and_lead_on_in_sight(planned, visit, scheme):
    wall = planned(color_scheme=scheme, viewport={"width": 1280, "height": 800})
    meeting = wall.url.partition("#")[0]
    wall.goto(f"{meeting}/room/2")
    click(wall, wall.get_by_role("button", name="Vote by phone"))
    code = wall.locator(".meeting-code").inner_text()
    phone = visit(color_scheme=scheme, viewport={"width": NARROWEST, "height": 700}).page
    phone.goto(f"/vote/code/{code}")
    click(phone, phone.get_by_role("button", name="Go to the vote"))
    faults = accessibility_faults(phone) + phone.evaluate(WIDER_THAN_THE_WINDOW)
    phone.get_by_role("radio").first.check()
    click(phone, phone.get_by_role("button", name="Send my vote"))
    faults += accessibility_faults(phone) + phone.evaluate(WIDER_THAN_THE_WINDOW)
    wall.get_by_text("1 person has voted.").wait_for()  # without anybody pressing anything

    for path in ("", "/code", "/room/1", "/room/2", "/room/3", "/room/4", "/room/5"):
        wall.set_viewport_size({"width": 1280, "height": 800})
        wall.goto(meeting + path)
        faults += accessibility_faults(wall)
        if path:
            last = wall.locator(".leads-on").bounding_box()
            assert last["y"] + last["height"] <= 800
            assert wall.locator(".site-navigation").count() == 0
        wall.set_viewport_size({"width": NARROWEST, "height": 700})
        faults += wall.evaluate(WIDER_THAN_THE_WINDOW)
    assert not faults, "\n".join(faults)


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
