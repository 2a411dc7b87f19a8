"""Signing in: the same answer for everybody who fails, slower each time, never a locked door."""

from datetime import timedelta

import pytest

from elearn.store.models import LoginSession
from tests.client import PageClient
from tests.factories import PASSWORD

WRONG = {"username": "alva@demo.test", "password": "fel lösenord helt"}


def test_the_page_says_where_there_is_help(client):
    page = client.page("/login")

    assert "Servicecenter, 0670-555 00" in page
    assert 'href="/help#sign-in"' in page
    assert 'href="/account/code"' in page
    assert 'href="/account/forgot"' in page


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client, make):
    make.person(sign_in="alva@demo.test")

    known = client.submit("/login", WRONG, status=422)
    unknown = client.submit("/login", {**WRONG, "username": "nobody@demo.test"}, status=422)

    assert known.replace("alva@", "nobody@") == unknown
    assert "0670-555 00" in known


def test_neither_does_somebody_without_a_password_show(client, make):
    make.person(sign_in="alva@demo.test")
    make.person(sign_in="bo@demo.test", has_secret=False)

    known = client.submit("/login", WRONG, status=422)
    without = client.submit("/login", {**WRONG, "username": "bo@demo.test"}, status=422)

    assert known.replace("alva@", "bo@") == without


def fail(client, times, name="alva@demo.test"):
    for _ in range(times):
        response = client.post("/login", {**WRONG, "username": name})
    return response


def test_failures_slow_the_next_try_and_say_for_how_long(client, make):
    make.person(sign_in="alva@demo.test")
    fail(client, 5)

    response = client.post("/login", WRONG)

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "2"
    page = client.submit("/login", WRONG, status=429)
    assert "0670-555 00" in page


def test_a_name_that_does_not_exist_slows_down_alike(client):
    fail(client, 5, "nobody@demo.test")

    assert client.post("/login", {**WRONG, "username": "nobody@demo.test"}).status_code == 429


def test_a_long_wait_is_told_in_minutes(client, make, clock):
    make.person(sign_in="alva@demo.test", language="en")
    for _ in range(11):
        fail(client, 1)
        clock.moment += timedelta(seconds=200)
    clock.moment -= timedelta(seconds=200)
    client.post("/account/language", {"language": "en", "next": "/login"})

    page = client.submit("/login", WRONG, status=429)

    assert "Wait 3 minutes and try again." in page


def test_after_the_wait_the_right_password_opens_and_clears(client, make, clock):
    person = make.person(sign_in="alva@demo.test")
    fail(client, 7)

    clock.moment += timedelta(seconds=8)
    client.sign_in(person)

    client.post("/logout")
    assert fail(client, 4).status_code == 422


def test_the_right_password_has_to_wait_too(client, make):
    make.person(sign_in="alva@demo.test")
    fail(client, 6)

    response = client.post("/login", {"username": "alva@demo.test", "password": PASSWORD})

    assert response.status_code == 429


def test_a_colleague_behind_the_same_address_is_not_held_up(client, make):
    make.person(sign_in="alva@demo.test")
    colleague = make.person()
    fail(client, 12)

    client.sign_in(colleague)


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org/",
        "/\t/example.org/",
        "\\\\example.org",
        "http:example.org",
        "javascript:alert(1)",
        "/" + "x" * 3000,
        "",
    ],
)
def test_nobody_is_led_off_the_site_after_signing_in(client, make, target):
    name = make.sign_in_name(make.person())

    response = client.post(
        "/login", {"username": name, "password": PASSWORD}, query_string={"next": target}
    )

    assert response.status_code == 303
    assert response.location == "/"


def test_the_page_that_was_asked_for_opens_after_signing_in(client, make):
    name = make.sign_in_name(make.person())

    response = client.post(
        "/login?next=/courses?page%3D2", {"username": name, "password": PASSWORD}
    )

    assert response.location == "/courses?page=2"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"username": "alva"},
        {"password": "x"},
        {"username": "x" * 300, "password": "y"},
        {"username": "x", "password": "y" * 10_000},
        {"username": "al\x00va", "password": "y"},
        {"username": "   ", "password": "y"},
    ],
)
def test_what_is_missing_or_cannot_be_is_said_beside_the_field(client, sent):
    page = client.submit("/login", sent, status=422)

    assert 'id="error-summary"' in page


def test_a_form_without_its_token_gets_a_page_that_says_what_to_do(client):
    response = client.browser.post("/login", data=WRONG)

    assert response.status_code == 400
    assert "<h1" in response.get_data(as_text=True)


def test_another_kind_of_content_gets_a_page_and_no_error_of_ours(client):
    response = client.browser.post("/login", json=WRONG)

    assert response.status_code == 400


def test_a_merged_person_cannot_sign_in(client, make):
    kept = make.person()
    make.person(sign_in="alva@demo.test", merged_into=kept)

    page = client.post("/login", {"username": "alva@demo.test", "password": PASSWORD})

    assert page.status_code == 422


def test_a_session_ends_when_the_person_is_merged(client, make):
    from elearn.store.models import Person

    person = client.sign_in()
    kept = make.person()
    with make.database.writing() as session:
        session.get(Person, (make.owner, person)).merged_into = kept
        session.commit()

    assert client.get("/me").location == "/login?next=/me"


def test_somebody_who_has_left_still_sees_the_own_record(client, make):
    from datetime import date

    person = make.person()
    make.employment(person, make.top, to_on=date(2026, 6, 1))

    client.sign_in(person)

    assert client.get("/me").status_code == 200


def test_signing_in_again_ends_the_session_before(client, make):
    client.sign_in()
    client.sign_in()

    with make.database.reading() as session:
        assert session.query(LoginSession).count() == 1


def test_a_session_that_was_ended_elsewhere_leads_to_the_sign_in_page_with_a_word(client, make):
    person = client.sign_in()
    client.page("/account/sessions")
    PageClient(client.app, make).sign_in(person)
    with make.database.writing() as session:
        session.query(LoginSession).delete()
        session.commit()

    page = client.submit("/account/sessions/end-others")

    assert 'name="username"' in page
    assert 'data-color="info"' in page


def test_signing_out_ends_the_session_on_the_server(client, make):
    client.sign_in()
    client.post("/logout")

    with make.database.reading() as session:
        assert session.query(LoginSession).count() == 0
    assert client.get("/me").status_code == 303


def test_the_cookie_holds_no_more_than_a_token(client, make):
    person = client.sign_in()

    cookie = client.browser.get_cookie("elearn").value

    assert str(person) not in cookie
    assert make.sign_in_name(person) not in cookie
