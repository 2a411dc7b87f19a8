"""A device that several people use: nothing of one is left there, and the same one goes on."""

from datetime import timedelta

import pytest

from elearn.store.models import LoginSession
from tests.factories import PASSWORD

MARK = "shared-device"


def sign_in(client, make, person, *, shared=True, url="/login"):
    sent = {"username": make.sign_in_name(person), "password": PASSWORD}
    return client.post(url, sent | ({"shared": "y"} if shared else {}))


def sessions(make):
    with make.database.reading() as session:
        return session.query(LoginSession).all()


@pytest.fixture
def person(make):
    return make.person("Alva", "Lind")


def test_the_choice_is_remembered_by_the_device_and_says_nothing_of_anybody(client, make, person):
    assert "checked" not in client.page("/login")

    answer = sign_in(client, make, person)

    assert client.browser.get_cookie(MARK).value == "1"
    [cookie] = [each for each in answer.headers.getlist("Set-Cookie") if MARK in each]
    assert "HttpOnly" in cookie
    assert [row.is_shared for row in sessions(make)] == [True]
    client.post("/logout")
    assert "checked" in client.page("/login")


def test_whoever_takes_the_mark_away_signs_in_as_on_a_device_of_their_own(client, make, person):
    sign_in(client, make, person)
    client.post("/logout")

    sign_in(client, make, person, shared=False)

    assert client.browser.get_cookie(MARK) is None
    assert [row.is_shared for row in sessions(make)] == [False]
    assert "still-there" not in client.page("/")


def test_a_password_chosen_with_a_slip_stays_on_the_shared_device(client, make, person):
    sign_in(client, make, person)
    answer = client.post(
        "/account/secret", {"current": PASSWORD, "secret": "en helt annan lång mening"}
    )

    assert answer.status_code == 303
    assert [row.is_shared for row in sessions(make)] == [True]


def test_every_page_has_the_way_out_and_the_question_and_is_not_kept(client, make, person):
    sign_in(client, make, person)

    html = client.page("/")

    assert 'id="still-there"' in html
    assert 'data-ask-after="60"' in html
    assert 'data-answer-within="30"' in html
    assert '<noscript><meta http-equiv="refresh" content="605"></noscript>' in html
    assert client.get("/courses").headers["Cache-Control"] == "no-store"


def test_signing_out_tells_the_browser_to_forget(client, make, person):
    sign_in(client, make, person)

    answer = client.post("/logout")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_device_of_ones_own_is_told_nothing_of_the_kind(client, make, person):
    sign_in(client, make, person, shared=False)

    assert "Clear-Site-Data" not in client.post("/logout").headers


def test_after_ten_minutes_without_a_touch_the_session_is_gone(client, make, person, clock):
    sign_in(client, make, person)
    clock.moment += timedelta(minutes=10, seconds=5)

    answer = client.get("/me")

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/login"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert sessions(make) == []
    assert "Nobody touched the device" in client.page("/login") or "Ingen rörde" in client.page(
        "/login"
    )


def test_a_device_of_ones_own_waits_for_weeks(client, make, person, clock):
    sign_in(client, make, person, shared=False)
    clock.moment += timedelta(days=3)

    client.page("/me")


def test_whoever_reads_on_is_seen(client, make, person, clock):
    sign_in(client, make, person)
    for _ in range(6):
        clock.moment += timedelta(minutes=2)
        assert client.post("/account/here").status_code == 204

    client.page("/me")


def test_the_same_person_comes_back_to_the_same_page_once(client, make, person, clock):
    sign_in(client, make, person)
    client.post("/logout", {"place": "/courses"})

    first = sign_in(client, make, person)
    client.post("/logout")
    second = sign_in(client, make, person)

    assert first.headers["Location"] == "/courses"
    assert second.headers["Location"] == "/"


def test_the_place_is_kept_when_the_server_ends_the_session(client, make, person, clock):
    sign_in(client, make, person)
    clock.moment += timedelta(minutes=11)
    client.get("/me")

    assert sign_in(client, make, person).headers["Location"] == "/me"


def test_somebody_else_learns_nothing_of_the_place(client, make, person):
    sign_in(client, make, person)
    answer = client.post("/logout", {"place": "/courses"})

    assert "courses" not in answer.headers["Location"]
    assert "/courses" not in client.page("/login")
    assert sign_in(client, make, make.person("Bo", "Ek")).headers["Location"] == "/"
    client.post("/logout")
    assert sign_in(client, make, person).headers["Location"] == "/"


def test_the_place_is_forgotten_after_a_shift(client, make, person, clock):
    sign_in(client, make, person)
    client.post("/logout", {"place": "/courses"})
    clock.moment += timedelta(hours=13)

    assert sign_in(client, make, person).headers["Location"] == "/"


@pytest.mark.parametrize("place", ["//evil.example", "https://evil.example", "\\evil", "x" * 3000])
def test_a_place_elsewhere_leads_to_the_first_page(client, make, person, place):
    sign_in(client, make, person)
    client.post("/logout", {"place": place})

    assert sign_in(client, make, person).headers["Location"] == "/"


def test_a_session_that_has_ended_by_itself_is_not_listed(client, make, person, clock, app):
    sign_in(client, make, person)
    from tests.client import PageClient

    elsewhere = PageClient(app, make)
    clock.moment += timedelta(minutes=11)
    sign_in(elsewhere, make, person, shared=False)

    html = elsewhere.page("/account/sessions")

    assert html.count("own-session-device") == 1
