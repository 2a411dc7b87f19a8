"""Every kind of exercise as a browser draws it, and what its scripts add."""

import re
from itertools import pairwise

import pytest

from tests.browser.moving import click
from tests.browser.test_every_page import NARROWEST, WIDER_THAN_THE_WINDOW, accessibility_faults
from tests.library import publish
from tests.web.learner.kinds import MODULE, STEPS, address, course_files

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def kinds(place):
    town, _ = place
    publish(town.make.database, town.make.owner, course_files(), now=town.make.clock())


@pytest.fixture
def begun(kinds, visit):
    """Opens a browser of somebody who has begun the module."""

    def begin(who, **options):
        visited = visit(**options)
        visited.sign_in(who)
        visited.page.goto(MODULE)
        click(visited.page, visited.page.locator("form[action$=begin] button").first)
        return visited

    return begin


def answer_somehow(page):
    """The first of whatever is there, until nothing more is asked in the step."""
    while page.locator("form:has([name=part]):visible").count():
        form = page.locator("form:has([name=part])")
        for name in {box.get_attribute("name") for box in form.locator("[type=radio]").all()}:
            form.locator(f"[type=radio][name='{name}']").first.check()
        for box in form.locator("[type=checkbox]").all()[:1]:
            box.check()
        for place in form.locator("select").all():
            place.select_option(index=1)
        for number, field in enumerate(form.locator("[type=text]").all(), start=1):
            field.fill(str(number))
        with page.expect_navigation():
            form.locator("button:not([type=button])").click()


def faults_of(page):
    """At both widths."""
    page.set_viewport_size({"width": 1280, "height": 900})
    found = accessibility_faults(page)
    page.set_viewport_size({"width": NARROWEST, "height": 700})
    wide = page.evaluate(WIDER_THAN_THE_WINDOW)
    return found + ([f"{page.url} is too wide: {wide[:3]}"] if wide else [])


@pytest.mark.parametrize(("scheme", "who"), [("light", "plain"), ("dark", "manager")])
def test_every_kind_is_accessible_and_narrow_before_and_after_its_answer(begun, scheme, who):
    page = begun(who, color_scheme=scheme).page
    page.goto(MODULE)
    faults = faults_of(page)

    for name in STEPS:
        page.goto(address(name) + "?seen=1")
        faults += faults_of(page)
        answer_somehow(page)
        faults += faults_of(page)

    assert not faults, "\n".join(faults)


def test_phrases_to_mark_are_large_and_leave_room_between_the_lines(begun):
    page = begun("coordinator").page
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(address("marking"))

    boxes = page.evaluate(
        "[...document.querySelectorAll('.phrase')].flatMap("
        "one => [...one.getClientRects()].map(box => [box.top, box.bottom]))"
    )

    assert min(bottom - top for top, bottom in boxes) >= 24
    lines = sorted({(round(top), round(bottom)) for top, bottom in boxes})
    assert len(lines) > 3
    assert all(above[1] < below[0] for above, below in pairwise(lines))


@pytest.mark.parametrize("name", ["matching", "ordering", "numeric", "twins", "hard"])
def test_a_mistake_is_shown_where_it_is(begun, name):
    visited = begun("sister")
    page = visited.page
    page.goto(address(name) + "?seen=1")

    click(page, page.get_by_role("button", name="Check my answer"))
    page.locator("#error-summary").wait_for()
    faults = faults_of(page)
    page.locator("#error-summary a").click()
    visited.complaints[:] = [said for said in visited.complaints if "422" not in said]

    assert not faults, "\n".join(faults)
    focused = page.evaluate("document.activeElement.id")
    assert re.fullmatch(r"answer-0(-0)?", focused)


def test_things_are_put_in_order_by_keyboard_and_what_happened_is_said(begun):
    page = begun("former").page
    page.goto(address("ordering"))
    first = page.locator(".place label").first.inner_text()

    page.get_by_role("button", name="Move down").first.focus()
    page.keyboard.press("Enter")
    said = page.get_by_role("status").last.inner_text()
    focused = page.evaluate("document.activeElement.innerText")
    places = [field.input_value() for field in page.locator(".place input").all()]

    assert said == f"{first.removeprefix('Place of').strip()} is now number 2 of 3."
    assert "Move down" in focused
    assert places == ["1", "2", "3"]
    assert page.locator(".place label").nth(1).inner_text() == first


def test_what_was_moved_is_sent_in_that_order(begun):
    page = begun("sister").page
    page.goto(address("ordering"))
    for words in (
        "Share it with your manager",
        "Talk with the person",
        "Write down what you heard",
    ):
        place = page.locator(".place", has_text=words)
        while page.locator(".place").first.inner_text() != place.inner_text():
            place.get_by_role("button", name="Move up").click()

    with page.expect_navigation():
        page.get_by_role("button", name="Check my answer").click()

    assert page.locator(".feedback").get_attribute("data-kind") == "right"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("20010203-1234 ringde", "identity number", id="identity"),
        pytest.param("ring 070-123 45 67", "telephone number", id="telephone"),
        pytest.param("skriv till a@b.example", "e-mail address", id="e-mail"),
        pytest.param("jag frågade Anna Lind", "name", id="name"),
        pytest.param("Jag frågade hur det var. Det blev bra.", "", id="nothing"),
        pytest.param("Klockan 10.30 den 12 mars 2026", "", id="date"),
    ],
)
def test_notes_that_could_tell_who_somebody_is_are_warned_about(begun, written, said):
    page = begun("coordinator").page
    page.goto(address("reflecting"))

    page.get_by_label("Your notes").fill(written)

    warned = page.locator("#notes-warning").inner_text()
    assert said in warned
    assert bool(said) == bool(warned)


def test_notes_leave_the_page_neither_by_form_nor_otherwise(begun):
    page = begun("administrator").page
    page.goto(address("reflecting"))
    sent = []
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))

    page.get_by_label("Your notes").fill("a-word-that-is-told-again")
    with page.expect_navigation():
        page.get_by_role("button", name="Go on").click()

    assert sent
    assert not [each for each in sent if "told-again" in each]


def test_every_kind_can_be_answered_without_script(begun):
    page = begun("deputy", java_script_enabled=False).page

    for name in STEPS:
        page.goto(address(name) + "?seen=1")
        answer_somehow(page)
        assert page.locator(".feedback").count() or name == "worked"
