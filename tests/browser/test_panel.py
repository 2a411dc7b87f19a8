"""A panel as a browser draws it: rounds and ballots, and one judged by keyboard without script."""

import re

import pytest

from tests.browser.moving import click, press
from tests.browser.test_every_exercise import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_CASES = 9


@pytest.fixture
def coordinator(visit):
    def come(scheme):
        visited = visit(color_scheme=scheme)
        visited.sign_in("coordinator")
        return visited.page

    return come


def open_round(page, label):
    """The faults of the pages on the way, and a code."""
    faults = []
    page.goto("/admin/panels/new")
    faults += faults_of(page)
    page.locator("main form .option", has_text=label).locator("input").check()
    click(page, page.get_by_role("button", name="Open the round"))
    page.get_by_role("heading", name="Print ballots").wait_for()
    faults += faults_of(page)
    page.get_by_label("How many ballots?").fill("2")
    click(page, page.get_by_role("button", name="Print ballots"))
    page.get_by_text("ballots to print").first.wait_for()
    faults += faults_of(page)
    code = page.locator("p.code").first.inner_text()
    page.goto("/admin/panels")
    return [*faults, *faults_of(page)], code


@pytest.mark.parametrize(
    ("scheme", "label"),
    [("light", "Change in context"), ("dark", "Home care")],
)
def test_every_page_of_a_round_and_a_ballot_is_accessible_and_narrow(
    coordinator, visit, scheme, label
):
    faults, code = open_round(coordinator(scheme), label)
    page = visit(color_scheme=scheme).page

    page.goto(f"/panel/code/{code}")
    faults += faults_of(page)
    click(page, page.get_by_role("button", name="Open the ballot"))
    page.get_by_role("heading", name="Your ballot").wait_for()
    faults += faults_of(page)
    click(page, page.get_by_role("link", name="Begin"))
    for _ in range(MOST_CASES):
        faults += faults_of(page)
        page.locator("[type=radio]").last.check()
        click(page, page.get_by_role("button", name="Save and go on"))
        if page.url.endswith("/ballot"):
            break
    faults += faults_of(page)
    click(page, page.get_by_role("button", name="Send the ballot"))
    page.get_by_role("heading", name="Your ballot is in").wait_for()
    faults += faults_of(page)

    assert not faults, "\n".join(faults)


def test_a_ballot_is_judged_by_keyboard_without_script(coordinator, visit):
    _, code = open_round(coordinator("light"), "What you do here")
    page = visit(java_script_enabled=False).page

    page.goto("/panel")
    page.get_by_label("Code").fill(code.lower().replace("-", " "))
    press(page, page.get_by_label("Code"))
    press(page, page.get_by_role("link", name="Begin"))
    for _ in range(MOST_CASES):
        assert re.search(r"/panel/ballot/\d", page.url)
        page.locator("[type=radio]").first.press("Space")
        page.locator("[type=checkbox]").first.press("Space")
        press(page, page.get_by_role("button", name="Save and go on"))
        if page.get_by_role("heading", name="Your ballot").count():
            break
    press(page, page.get_by_role("button", name="Send the ballot"))
    page.get_by_role("heading", name="Your ballot is in").wait_for()

    page.goto("/panel/ballot")
    assert page.url.endswith("/panel/sent")
