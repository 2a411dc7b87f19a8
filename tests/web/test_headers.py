"""What every answer says to the browser, whatever it is an answer to."""

import re
from dataclasses import replace

import pytest

from elearn.web import create_app
from tests.client import PageClient
from tests.library import course_files, publish

ANSWERS = [
    ("/login", 200),
    ("/", 303),
    ("/no-such-page", 404),
    ("/logout", 405),
    ("/healthz", 200),
    ("/metrics", 200),
    ("/help", 200),
    ("/account/code/hello", 404),
]


def policy_of(response):
    [said] = response.headers.getlist("Content-Security-Policy")
    return {part.split()[0]: part.split()[1:] for part in said.split(";")}


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_the_same_protection(client, path, status):
    response = client.get(path)

    assert response.status_code == status
    policy = policy_of(response)
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]
    assert "unsafe" not in str(policy)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_drawing_may_use_its_own_style_and_nothing_else(client):
    response = client.get("/static/img/mark.svg")

    assert response.status_code == 200
    assert response.content_type.startswith("image/svg+xml")
    assert policy_of(response) == {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "frame-ancestors": ["'none'"],
        "sandbox": [],
    }
    response.close()


def test_a_page_with_a_persons_data_is_not_kept_by_the_browser(client, make, clock):
    publish(make.database, make.owner, course_files(), now=clock())
    person = client.sign_in()
    make.grant(person, "manager")
    make.grant(person, "administrator")

    for path in ("/", "/me", "/units", f"/units/{make.top}", f"/units/{make.top}.csv",
                 f"/units/{make.top}.xlsx", "/admin/people", f"/admin/people/{person}",
                 "/account/sessions", "/courses/basics/first"):  # fmt: skip
        response = client.get(path)
        assert response.status_code == 200, path
        assert response.headers["Cache-Control"] == "no-store", path


def test_a_static_file_may_be_kept_for_a_year_under_its_hash(client):
    html = client.page("/login")
    addresses = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', html))

    assert addresses
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert "max-age=31536000" in response.headers["Cache-Control"], address
        response.close()


def test_each_answer_has_a_number_of_its_own(client):
    numbers = {client.get("/login").headers["X-Request-ID"] for _ in range(5)}

    assert len(numbers) == 5


def test_an_error_page_shows_the_number_that_the_log_has(client):
    response = client.get("/no-such-page")

    assert response.headers["X-Request-ID"] in response.get_data(as_text=True)


def test_a_number_that_the_browser_sends_is_not_taken(client):
    response = client.get("/login", headers={"X-Request-ID": "forged"})

    assert response.headers["X-Request-ID"] != "forged"


def cookies(response):
    return [line for line in response.headers.getlist("Set-Cookie") if line.startswith("elearn=")]


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    [said] = cookies(client.get("/login"))

    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
    assert "Expires" not in said
    assert "Secure" not in said, "the demo is served over plain HTTP"


def test_over_https_cookies_and_answers_insist_on_it(config, sqlite_database, clock, make):
    make.municipality()
    secure = replace(config, base_url="https://larande.example.se")
    client = PageClient(create_app(secure, sqlite_database, clock), make)
    client.site = "https://localhost"

    response = client.get("/login")

    [said] = cookies(response)
    assert "Secure" in said
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_over_plain_http_nothing_insists_on_https(client):
    assert "Strict-Transport-Security" not in client.get("/login").headers


def test_the_cookie_says_nothing_about_who_is_signed_in(client, make):
    import zlib
    from base64 import urlsafe_b64decode

    person = client.sign_in()
    cookie = client.browser.get_cookie("elearn").value

    body = cookie.lstrip(".").split(".")[0]
    raw = urlsafe_b64decode(body + "=" * (-len(body) % 4))
    said = (zlib.decompress(raw) if cookie.startswith(".") else raw).decode()
    assert str(person) not in said
    assert make.sign_in_name(person) not in said


def test_signing_in_changes_the_cookie(client):
    client.page("/login")
    before = client.browser.get_cookie("elearn").value

    client.sign_in()

    assert client.browser.get_cookie("elearn").value != before


def test_metrics_are_for_allowed_addresses_only(client):
    response = client.get("/metrics", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})

    assert response.status_code == 403


def test_a_forged_forwarded_address_opens_nothing(client):
    response = client.get(
        "/metrics",
        headers={"X-Forwarded-For": "127.0.0.1"},
        environ_overrides={"REMOTE_ADDR": "192.0.2.7"},
    )

    assert response.status_code == 403
