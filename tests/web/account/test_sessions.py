"""Everybody sees where they are signed in and ends it there."""

import re

from tests.client import PageClient

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


def named(page):
    return re.findall(r'name="session" value="([0-9a-f]+)"', page)


def two(client, make):
    person = client.sign_in()
    other = PageClient(client.app, make)
    other.browser.environ_base["HTTP_USER_AGENT"] = FIREFOX
    other.sign_in(person)
    return other


def test_the_list_names_each_device_and_marks_this_one(client, make):
    two(client, make)

    page = client.page("/account/sessions")

    assert "Firefox, Windows" in page
    assert len(named(page)) == 1


def test_one_session_is_ended_from_another(client, make):
    other = two(client, make)

    client.submit("/account/sessions/end", {"session": named(client.page("/account/sessions"))[0]})

    assert other.get("/me").status_code == 303
    assert client.get("/me").status_code == 200


def test_all_others_are_ended_at_once(client, make):
    other = two(client, make)

    client.submit("/account/sessions/end-others")

    assert other.get("/me").status_code == 303
    assert client.get("/me").status_code == 200


def test_nobody_ends_the_session_of_another_person(client, make):
    other = two(client, make)
    theirs = named(client.page("/account/sessions"))[0]
    stranger = PageClient(client.app, make)
    stranger.sign_in()

    stranger.submit("/account/sessions/end", {"session": theirs})

    assert other.get("/me").status_code == 200


def test_what_is_no_session_ends_none(client, make):
    two(client, make)

    for typed in ("", "zz", "\x00", "ab" * 32):
        client.submit("/account/sessions/end", {"session": typed})

    assert len(named(client.page("/account/sessions"))) == 1
