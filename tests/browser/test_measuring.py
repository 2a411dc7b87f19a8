"""A measurement as a browser draws it, and by keyboard alone without script."""

import pytest

from tests.browser.moving import click, press
from tests.browser.test_every_exercise import faults_of
from tests.forms import publish_forms

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CASES = 24


@pytest.fixture(scope="module")
def forms(place):
    town, _ = place
    publish_forms(town.make)


@pytest.mark.parametrize(("scheme", "who"), [("light", "former"), ("dark", "deputy")])
def test_every_page_of_a_measurement_is_accessible_and_narrow(forms, visit, scheme, who):
    visited = visit(color_scheme=scheme)
    visited.sign_in(who)
    page = visited.page
    faults = []

    page.goto("/practice/measure")
    faults += faults_of(page)
    click(page, page.get_by_role("button", name="Begin measuring Basics"))
    faults += faults_of(page)
    page.goto("/practice/measure")
    faults += faults_of(page)
    page.goto("/practice/measure/1")
    for number in range(1, CASES + 1):
        assert page.url.endswith(f"/practice/measure/{number}")
        page.locator("[type=radio]").nth(number % 6).check()
        click(page, page.get_by_role("button", name="Answer and go on"))
    assert page.url.endswith("/practice/measure/result")
    faults += faults_of(page)
    for path in ("/practice/measure", "/practice/kept"):
        page.goto(path)
        faults += faults_of(page)

    assert not faults, "\n".join(faults)


def test_the_page_about_groups_is_accessible_and_narrow(forms, visit):
    visited = visit()
    visited.sign_in("coordinator")

    visited.page.goto("/admin/measurement")

    assert not faults_of(visited.page)


def test_a_measurement_is_walked_by_keyboard_without_script(forms, visit):
    visited = visit(java_script_enabled=False)
    visited.sign_in("sister")
    page = visited.page

    page.goto("/practice/measure")
    press(page, page.get_by_role("button", name="Begin measuring Basics"))
    for number in range(1, CASES + 1):
        assert page.url.endswith(f"/practice/measure/{number}")
        page.locator("[type=radio]").first.press("Space")
        press(page, page.locator("[type=radio]").first)
    assert page.url.endswith("/practice/measure/result")

    assert page.get_by_text("You noticed 0 of 8 signals.").is_visible()
