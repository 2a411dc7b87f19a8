"""An open course as a browser draws it: taken, left, gone on with on another device, claimed."""

import pytest

from tests.browser.moving import click
from tests.browser.test_every_exercise import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def is_open(visit):
    coordinator = visit()
    coordinator.sign_in("coordinator")
    page = coordinator.page
    page.goto("/admin/open-courses")
    row = page.get_by_role("row", name="Basics")
    if row.get_by_role("button", name="Open to anybody").count():
        click(page, row.get_by_role("button", name="Open to anybody"))


def button(page, name):
    return page.get_by_role("button", name=name)


@pytest.mark.parametrize(
    "how", [{"color_scheme": "dark"}, {"color_scheme": "light", "java_script_enabled": False}]
)
def test_a_course_is_taken_left_gone_on_with_and_claimed(is_open, visit, how):
    looks = how.get("java_script_enabled", True)
    faults = []

    def look(page):
        faults.extend(faults_of(page) if looks else [])

    first = visit(**how).page
    first.goto("/login")
    look(first)
    click(first, first.get_by_role("link", name="Take an open course without signing in"))
    look(first)
    click(first, first.get_by_role("link", name="Basics"))
    look(first)
    click(first, button(first, "Begin and get a number"))
    look(first)
    number = first.locator(".resume-number").inner_text().replace("\n", " ")
    click(first, first.get_by_role("link", name="I have the number. Go on"))
    look(first)
    click(first, button(first, "Begin").first)
    look(first)
    first.get_by_label("Hello").check()
    click(first, button(first, "Check my answer"))
    look(first)
    first.goto("/open/courses/basics")
    click(first, button(first, "Put the course away"))

    second = visit(**how).page
    second.goto("/open/number")
    look(second)
    second.get_by_label("Resume number").fill(number)
    click(second, button(second, "Go on"))
    click(second, button(second, "Go on"))
    assert second.url.endswith("/steps/2")
    for kind in ("To listen", "To ask"):
        second.get_by_label(kind).check()
    click(second, button(second, "Check my answer"))
    while button(second, "Finish the module").count() == 0:
        click(second, second.get_by_role("link", name="Next"))
    click(second, button(second, "Finish the module"))
    look(second)
    second.get_by_text("Done on").wait_for()

    visited = visit(**how)
    visited.sign_in("plain")
    third = visited.page
    third.goto("/me")
    click(third, third.get_by_role("link", name="I have taken an open course"))
    look(third)
    third.get_by_label("Resume number").fill(number)
    click(third, button(third, "Show what lies under it"))
    look(third)
    click(third, button(third, "I did this."))
    look(third)
    assert third.get_by_role("cell", name="Before signing in").count()
    second.reload()
    second.get_by_text("There is nothing under that number").wait_for()

    assert not faults, "\n".join(faults)
