"""Drawings in a text, as a browser paints them."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MODULE = "/courses/grunden/forandring-i-sammanhang"
INSIDE = 30
"""Pixels from the edge of a drawing, where nothing of the page behind it shows."""


def painted(page):
    """The inner part of the first drawing of the page."""
    drawing = page.locator(".prose img").first
    drawing.scroll_into_view_if_needed()
    drawing.evaluate("one => one.decode()")
    box = drawing.bounding_box()
    return page.screenshot(
        clip={
            "x": box["x"] + INSIDE,
            "y": box["y"] + INSIDE,
            "width": box["width"] - 2 * INSIDE,
            "height": INSIDE,
        }
    )


def test_a_drawing_follows_the_scheme_of_the_page(visit):
    in_scheme = {}
    for scheme in ("light", "dark"):
        visited = visit(color_scheme=scheme)
        visited.sign_in("plain")
        visited.page.goto(MODULE)
        in_scheme[scheme] = painted(visited.page)

    assert in_scheme["light"] != in_scheme["dark"]


def test_a_drawing_opened_by_itself_may_use_its_own_style(visit):
    visited = visit(color_scheme="dark")
    visited.sign_in("plain")
    visited.page.goto(MODULE)
    address = visited.page.locator(".prose img").first.get_attribute("src")

    visited.page.goto(address)

    assert "sandbox" in visited.page.request.get(address).headers["content-security-policy"]
    assert visited.complaints == []
