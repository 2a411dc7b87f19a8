"""What each of the four came to do, done in a browser."""

import re

import pytest

from elearn.store.models import Duty, Employment, Evidence
from tests.browser.moving import click, press

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MODULE = "/courses/basics/first"
LIST = (
    "Anställningsnummer;Förnamn;Efternamn;E-post;Enhet;Från\n"
    "900001;Åsa;Lind;asa@x.example;{code};2026-01-01\n"
)


def count(place, table, **wanted):
    town, _ = place
    with town.make.database.reading() as session:
        return session.query(table).filter_by(**wanted).count()


def press_until(page, key, is_there, most=60):
    """Presses *key* until the focused element is what is wanted."""
    for _ in range(most):
        page.keyboard.press(key)
        if is_there(page.evaluate("document.activeElement.innerText || ''").strip()):
            return
    raise AssertionError("never reached by keyboard")


def test_an_employee_takes_a_module_by_keyboard_alone(place, visit):
    visited = visit()
    page = visited.page
    visited.sign_in("sister")
    before = count(place, Evidence)

    press_until(page, "Tab", lambda text: text.startswith("Open the module"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{MODULE}")
    press_until(page, "Tab", lambda text: text == "Begin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/steps/1")
    answer_by_keyboard(page, "Nothing at all")
    assert "Feedback-say-1" in page.content()
    assert "Feedback-say-2" not in page.content()
    press_until(page, "Tab", lambda text: "Try the question again" in text)
    page.keyboard.press("Enter")
    answer_by_keyboard(page, "Hello")
    assert "Feedback-say-2" in page.content()
    press_until(page, "Tab", lambda text: text == "Next")
    page.keyboard.press("Enter")
    page.wait_for_url("**/steps/2")
    answer_by_keyboard(page, "To listen", "To ask")
    page.goto(f"{MODULE}/finish")
    press_until(page, "Tab", lambda text: text == "Finish the module")
    page.keyboard.press("Enter")
    page.wait_for_url("**/result")

    assert count(place, Evidence) == before + 1
    page.goto("/me")
    assert "First steps" in page.locator("main").inner_text()


def answer_by_keyboard(page, *words):
    """Focuses each option in turn and chooses it with the space bar, then sends with enter."""
    for word in words:
        box = page.get_by_label(word, exact=True)
        box.wait_for(state="visible")
        box.focus()
        if not box.is_checked():
            page.keyboard.press("Space")
        assert box.is_checked()
    press_until(page, "Tab", lambda text: text == "Check my answer")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_an_employee_takes_a_module_without_javascript(place, visit):
    visited = visit(java_script_enabled=False)
    page = visited.page
    visited.sign_in("former")
    before = count(place, Evidence)

    click(page, page.get_by_role("link", name="Open the module"))
    click(page, page.get_by_role("button", name="Begin").first)
    page.get_by_label("Hello", exact=True).check()
    click(page, page.get_by_role("button", name="Check my answer"))
    click(page, page.get_by_role("link", name="Next"))
    page.get_by_label("To listen", exact=True).check()
    page.get_by_label("To ask", exact=True).check()
    click(page, page.get_by_role("button", name="Check my answer"))
    click(page, page.get_by_role("link", name="Next"))
    click(page, page.get_by_role("button", name="Finish the module"))
    page.wait_for_url("**/result")

    assert count(place, Evidence) == before + 1


def test_a_manager_finds_who_is_due_prints_a_slip_and_downloads_the_list(place, visit):
    _town, _ = place
    visited = visit()
    page = visited.page
    visited.sign_in("manager")

    click(page, page.get_by_role("link", name="My units"))
    page.get_by_label("Search for a unit").fill("night")
    press(page, page.get_by_label("Search for a unit"))
    click(page, page.get_by_role("link", name="Nightshift"))
    page.get_by_label("Search for a name").fill("plain")
    press(page, page.get_by_label("Search for a name"))
    people = page.locator("tbody").last.inner_text()
    assert "Plain Ek" in people
    assert "Newcomer" not in people

    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.count("\n") == 2
    assert "Plain Ek" in text
    click(page, page.get_by_role("button", name=re.compile("Print slip.*Plain Ek")))
    slip = page.locator("main").inner_text()
    assert "Plain Ek" in slip
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", slip)
    assert page.locator("main svg.qr").count() == 1
    page.emulate_media(media="print")
    assert page.locator("header.site-header").is_hidden()


def test_a_coordinator_makes_a_duty(place, visit):
    visited = visit()
    page = visited.page
    visited.sign_in("coordinator")
    before = count(place, Duty)

    click(page, page.get_by_role("link", name="Administration"))
    page.goto("/admin/duties")
    click(page, page.get_by_role("link", name=re.compile("Set a duty")).first)
    page.get_by_label("The whole course").check()
    page.get_by_role("group", name="Units").get_by_label("North", exact=False).first.check()
    click(page, page.get_by_role("button", name="Go on"))
    assert re.search(r"It concerns \d+", page.locator("main").inner_text())
    assert count(place, Duty) == before
    click(page, page.get_by_role("button", name="Save the duty"))
    page.wait_for_url("**/admin/duties")

    assert count(place, Duty) == before + 1


def test_an_administrator_sends_a_list_looks_at_it_and_confirms(place, visit, tmp_path):
    town, _ = place
    visited = visit()
    page = visited.page
    visited.sign_in("administrator")
    from elearn.store.models import Unit

    with town.make.database.reading() as session:
        code = session.get(Unit, (town.make.owner, town.units["south"])).code
    file = tmp_path / "people.csv"
    file.write_text(LIST.format(code=code), encoding="utf-8")

    page.goto("/admin/imports")
    page.locator("input[type=file]").set_input_files(file)
    click(page, page.get_by_role("button", name="Look at the changes"))
    page.wait_for_url("**/preview")
    assert "Åsa Lind" in page.locator("main").inner_text()
    assert count(place, Employment, number="900001") == 0
    leavers = page.get_by_role("checkbox")
    if leavers.count():
        leavers.first.check()
    click(page, page.get_by_role("button", name="Import the list"))
    page.wait_for_url("**/admin/imports")

    assert count(place, Employment, number="900001") == 1
    click(page, page.get_by_role("button", name="Undo").first)
    assert count(place, Employment, number="900001") == 0
