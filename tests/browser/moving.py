"""From one page to the next: nothing is looked at or pressed while the browser is between two."""


def click(page, place):
    """Clicks the place and returns when the page it leads to has loaded."""
    with page.expect_navigation():
        place.click()


def press(page, place, key="Enter"):
    """Presses the key on the place and returns when the page it leads to has loaded."""
    with page.expect_navigation():
        place.press(key)
