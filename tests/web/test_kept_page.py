"""A page that is kept for many shows each reader the own words, and nobody else's."""

import re

import pytest

from elearn.store.models import Route
from tests.client import PageClient
from tests.library import course_files, publish

MODULE = "/courses/basics/first"


@pytest.fixture(autouse=True)
def course(app, make, clock):
    return publish(make.database, make.owner, course_files(), now=clock())


@pytest.fixture
def reader(app, make):
    """Somebody new, signed in on a browser of their own, by their names."""

    def signed_in(given: str, family: str) -> PageClient:
        browser = PageClient(app, make)
        browser.sign_in(make.person(given_name=given, family_name=family))
        return browser

    return signed_in


def tokens(html: str) -> set[str]:
    """Of all the forms of a page."""
    return set(re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', html))


def test_the_second_reader_sees_the_own_name_and_token(reader):
    first = reader("Siv", "Ålund").page(MODULE)

    second = reader("Omar", "Beck").page(MODULE)

    assert "Siv Ålund" in first
    assert "Omar Beck" in second
    assert re.findall(r"Siv Ålund|\bSÅ\b", second) == []
    assert len(tokens(first)) == len(tokens(second)) == 1
    assert tokens(first) != tokens(second)


def test_the_token_of_a_kept_page_works(reader):
    reader("Siv", "Ålund").page(MODULE)
    second = reader("Omar", "Beck")
    html = second.page(MODULE)

    response = second.browser.post(
        f"{MODULE}/begin", data={"csrf_token": tokens(html).pop()}, base_url=second.site
    )

    assert response.status_code == 303


def test_a_name_is_escaped_in_a_kept_page(reader):
    reader("Siv", "Ålund").page(MODULE)

    second = reader("<b>Omar", "& Co").page(MODULE)

    assert "<b>Omar" not in second
    assert "&lt;b&gt;Omar &amp; Co" in second


def test_no_mark_of_the_drawing_is_left(reader):
    html = reader("Siv", "Ålund").page(MODULE)

    assert not re.search("[\ue000\ue001]", html)


def test_what_one_reader_has_begun_is_not_offered_to_another(reader):
    first = reader("Siv", "Ålund")
    first.submit(f"{MODULE}/begin")
    begun = first.page(MODULE)

    second = reader("Omar", "Beck").page(MODULE)

    assert "Continue where you left off" in begun
    assert "Continue where you left off" not in second


def test_a_route_that_changed_shows_at_once(reader, make):
    somebody = reader("Siv", "Ålund")
    somebody.page(MODULE)
    with make.database.writing() as session:
        route = session.get(Route, (make.owner, "samordnare"))
        route.labels = {"sv": "Nya vägen", "en": "The new way"}
        session.commit()

    html = somebody.page(MODULE)

    assert "Nya vägen" in html


def test_a_reader_with_a_message_waiting_still_reads_the_own_day(app, make, clock):
    person = make.person()
    make.evidence(person, clock().date(), "first", "basics")
    browser = PageClient(app, make)
    browser.sign_in(person)
    with browser.browser.session_transaction(base_url=browser.site) as cookie:
        cookie["_flashes"] = [("info", "A message")]

    html = browser.page(MODULE)

    assert "A message" in html
    assert "23 november 2026" in html.casefold()
