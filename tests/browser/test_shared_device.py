"""A tablet in a staff room, with a clock that the test turns on by hand."""

import pytest

from tests.browser.moving import click
from tests.browser.test_every_page import accessibility_faults
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MODULE = "/courses/basics/first"


def sign_in(visited, who):
    page = visited.page
    page.get_by_label("User name").fill(visited.town.make.sign_in_name(visited.town.persons[who]))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Several people use this device").check()
    click(page, page.get_by_role("button", name="Sign in"))


@pytest.fixture
def tablet(visit):
    """Signed in on the first step of a module, a minute's wait ahead."""
    visited = visit()
    page = visited.page
    page.clock.install()
    page.goto("/login")
    sign_in(visited, "sister")
    page.goto(f"{MODULE}/steps/1")
    begin = page.get_by_role("button", name="Begin").first
    if begin.is_visible():
        click(page, begin)
    return visited


def asks(page):
    return page.get_by_role("alertdialog", name="Are you still there?")


def test_nobody_answers_and_nothing_is_left_but_the_same_person_goes_on(tablet):
    page = tablet.page
    step = page.url
    page.evaluate("localStorage.setItem('left', 'behind')")

    page.clock.run_for(58_000)
    assert not asks(page).is_visible()
    page.clock.run_for(3_000)
    assert asks(page).is_visible()
    assert page.evaluate("document.activeElement.innerText") == "Yes, I want to go on"
    assert accessibility_faults(page) == []
    with page.expect_navigation(url="**/login"):
        page.clock.run_for(31_000)

    assert "Nobody touched the device" in page.content()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.go_back()
    assert page.url.split("?")[0].endswith("/login")
    page.goto("/login")
    sign_in(tablet, "sister")
    assert page.url == step


def test_whoever_touches_or_answers_stays(tablet):
    page = tablet.page
    page.clock.run_for(50_000)
    page.mouse.move(200, 300)
    page.clock.run_for(50_000)
    assert not asks(page).is_visible()

    page.clock.run_for(12_000)
    page.get_by_role("button", name="Yes, I want to go on").click()
    page.clock.run_for(50_000)

    assert not asks(page).is_visible()
    assert page.url.endswith("/steps/1")


def test_reading_aloud_counts_as_being_there(tablet):
    page = tablet.page
    page.evaluate(
        "Object.defineProperty(window, 'speechSynthesis',"
        " { value: { speaking: true, paused: false } })"
    )

    page.clock.run_for(300_000)

    assert not asks(page).is_visible()


def test_escape_answers_too(tablet):
    page = tablet.page
    page.clock.run_for(62_000)

    page.keyboard.press("Escape")

    assert not asks(page).is_visible()
    page.clock.run_for(45_000)
    assert page.url.endswith("/steps/1")
