"""Every page as a browser draws it: accessible in light and dark, narrow enough, and silent."""

import pytest
from playwright.sync_api import Error

from tests.browser.moving import click
from tests.routes import listed
from tests.web.test_permissions_walk import EXPECTED
from tests.web.town import Values

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REAL = "/courses/grunden/skydd-inte-overvakning"
NARROWEST = 320
WHO = ["nobody", "newcomer", "plain", "manager", "coordinator", "administrator"]
WIDER_THAN_THE_WINDOW = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => element.outerHTML.slice(0, 120));
}
"""


def pages_of(town, who):
    """Every page that *who* is let in to, with something of the town in it."""
    values = Values(town)
    for found in listed().values():
        endpoint = found["endpoint"]
        may = EXPECTED[found["permission"]][who] == "in"
        if not may or endpoint.startswith("api."):
            continue
        for rule in town.app.url_map.iter_rules(endpoint):
            if "GET" in rule.methods:
                yield values.address(rule)


def opened(page, address):
    """The answer; None where the browser saves a file instead of showing a page."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" not in str(error):
            raise
        return None
    return answer if answer.header_value("content-type").startswith("text/html") else None


def seen_before(town, who):
    """The pages of whoever comes before *who* on the list: other people, but the same colours."""
    return {page for each in WHO[: WHO.index(who)] for page in pages_of(town, each)}


def accessibility_faults(page):
    from axe_playwright_python.sync_playwright import Axe

    results = Axe().run(page)
    return [
        f"{page.url}: {fault['id']}: {fault['help']}: "
        + "; ".join(node["html"][:150] + str(node["target"]) for node in fault["nodes"][:3])
        for fault in results.response["violations"]
    ]


def test_what_is_wrong_with_a_page_is_seen(visit):
    """The checks of this file can fail."""
    page = visit(viewport={"width": NARROWEST, "height": 700}).page
    page.goto("/login")
    assert accessibility_faults(page) == page.evaluate(WIDER_THAN_THE_WINDOW) == []

    page.locator("label").first.evaluate("label => label.remove()")
    page.locator("h1").evaluate("h1 => { h1.style.width = '500px' }")

    assert accessibility_faults(page)
    assert page.evaluate(WIDER_THAN_THE_WINDOW)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("who", WHO)
def test_every_page_is_accessible_narrow_and_silent(place, visit, who, scheme):
    town, _ = place
    visited = visit(color_scheme=scheme)
    page = visited.page
    if who == "newcomer":
        visited.use_slip()
    elif who != "nobody":
        visited.sign_in(who)
    addresses = list(dict.fromkeys(pages_of(town, who)))
    if scheme == "dark":
        addresses = [address for address in addresses if address not in seen_before(town, who)]
    if who == "plain":
        addresses += [REAL, f"{REAL}/meeting", f"{REAL}/meeting/2", f"{REAL}/print", "/meetings"]
        addresses += ["/search?q=oro", "/no-such-page", f"/units/{town.units['north']}"]
    faults = []
    for address in addresses:
        page.set_viewport_size({"width": 1280, "height": 900})
        answer = opened(page, address)
        if answer is None:
            continue
        assert answer.status < 500, address
        faults += accessibility_faults(page)
        page.set_viewport_size({"width": NARROWEST, "height": 700})
        wide = page.evaluate(WIDER_THAN_THE_WINDOW)
        if wide:
            faults.append(f"{address} is wider than {NARROWEST} pixels: {wide[:4]}")
    visited.complaints[:] = [
        said for said in visited.complaints if "the server responded with a status of 4" not in said
    ]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("scheme", "who"), [("light", "plain"), ("dark", "manager")])
def test_an_exercise_is_accessible_before_and_after_its_answer(visit, scheme, who):
    """By somebody else in each scheme: both begin with a module that is not begun."""
    visited = visit(color_scheme=scheme)
    page = visited.page
    visited.sign_in(who)
    page.goto(REAL)
    click(page, page.get_by_role("button", name="Begin").first)
    page.goto(f"{REAL}/steps/1")
    faults = accessibility_faults(page)

    click(page, page.get_by_role("button", name="Check my answer"))
    faults += accessibility_faults(page)
    page.get_by_role("radio").first.check()
    click(page, page.get_by_role("button", name="Check my answer"))
    assert page.url.endswith("#feedback")
    faults += accessibility_faults(page)
    page.set_viewport_size({"width": NARROWEST, "height": 700})
    wide = page.evaluate(WIDER_THAN_THE_WINDOW)
    visited.complaints[:] = [said for said in visited.complaints if "422" not in said]

    assert not faults, "\n".join(faults)
    assert not wide
