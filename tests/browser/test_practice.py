"""A session of practice as a browser draws it, and by keyboard alone without script."""

import pytest

from tests.bank import publish_bank
from tests.browser.moving import click, press
from tests.browser.test_every_exercise import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_CASES = 5


@pytest.fixture(scope="module")
def bank(place):
    town, _ = place
    publish_bank(town.make)


def read_on(page):
    """Past the notice that some cases begin with."""
    notice = page.get_by_role("link", name="Read the case")
    if notice.count():
        press(page, notice)


def ends(page):
    return page.url.endswith("/result")


@pytest.mark.parametrize(("scheme", "who"), [("light", "plain"), ("dark", "manager")])
def test_every_page_of_a_session_is_accessible_and_narrow(bank, visit, scheme, who):
    visited = visit(color_scheme=scheme)
    visited.sign_in(who)
    page = visited.page
    faults = []

    page.goto("/practice")
    faults += faults_of(page)
    click(page, page.get_by_role("button", name="Begin"))
    for _ in range(MOST_CASES):
        faults += faults_of(page)
        read_on(page)
        page.locator("[type=radio]").last.check()
        click(page, page.get_by_role("button", name="Check my answer"))
        faults += faults_of(page)
        click(page, page.locator("main .actions a"))
        if ends(page):
            break
    faults += faults_of(page)
    page.goto("/practice/kept")
    faults += faults_of(page)

    assert not faults, "\n".join(faults)


def test_a_session_is_walked_by_keyboard_without_script(bank, visit):
    visited = visit(java_script_enabled=False)
    visited.sign_in("sister")
    page = visited.page

    page.goto("/practice")
    press(page, page.get_by_role("button", name="Begin"))
    for _ in range(MOST_CASES):
        read_on(page)
        page.locator("[type=radio]").first.press("Space")
        press(page, page.locator("[type=radio]").first)
        press(page, page.locator("main .actions a"))
        if ends(page):
            break

    assert ends(page)
    assert "look-alike" in page.content()
    press(page, page.get_by_role("button", name="End the session"))
    assert "no longer kept" in page.content()
