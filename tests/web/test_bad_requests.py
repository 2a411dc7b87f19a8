"""Whatever a request carries wrong: a page that says what to do, and never a 500."""

import re
from itertools import product

import pytest
from lxml.html import document_fromstring
from sqlalchemy import text

from elearn.store.models import Municipality
from tests.conftest import Clock
from tests.factories import Factory
from tests.pages import inspect
from tests.routes import listed
from tests.web.town import Values, kept_database, served, town

ENDPOINTS = sorted({found["endpoint"] for found in listed().values()})
HOSTILE = {
    "nothing": "",
    "nul": "\x00",
    "nul-within": "a\x00b",
    "long": "å" * 5_000,
    "emoji": "😀" * 90,
    "marks": "\u202e\ufeff\ue000csrf-token\ue001\u2028",
    "minus": "-1",
    "digits": "9" * 40,
    "arabic-digits": "١٢٣",
    "float": "1e309",
    "no-such-day": "2026-02-30",
    "first-day": "0001-01-01",
    "last-day": "9999-12-31",
    "quotes": "' OR 1=1 -- \"",
    "script": "<script>alert(1)</script>",
    "path": "../../../../etc/passwd",
    "wildcards": "%_\\%%",
    "id": "00000000-0000-0000-0000-000000000000",
    "lines": "a\r\nSet-Cookie: x=y\r\n\r\nb",
}
NAMES = (
    "on", "q", "page", "sort", "status", "unit", "course", "show", "language", "next", "again",
    "person", "kind", "batch", "from", "to", "role", "sent", "attempt", "answer", "day",
)  # fmt: skip
NOT_FUZZED = {"account.logout"}
UNREADY = "/readyz"
"""Says 503 where a test has made the tables without a migration."""


@pytest.fixture(
    scope="module",
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
def reader(request, tmp_path_factory):
    """Signed in as somebody who may do everything, and may be slowed by nothing."""
    clock = Clock()
    if request.param == "sqlite":
        with kept_database(tmp_path_factory.mktemp("bad")) as database:
            yield _reader(database, clock)
        return
    database = request.getfixturevalue("postgres")
    yield _reader(database, clock)
    tables = ", ".join(f'"{table}"' for table in Municipality.metadata.tables)
    with database.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} CASCADE"))


def _reader(database, clock):
    made = town(served(database, clock, upload_bytes=200_000), Factory(database, clock))
    person = made.persons["administrator"]
    for role in ("manager", "coordinator"):
        made.make.grant(person, role)
    client = made.client("administrator")
    client.post("/courses/basics/first/begin")
    return made, client


@pytest.fixture
def signed_in(reader):
    """The browser, signed in again when the test before has signed it out."""
    made, client = reader
    if client.get("/me").status_code != 200:
        client.sign_in(made.persons["administrator"])
    return made, client


def addresses(made, endpoint, method, **changed):
    values = Values(made)
    values.update(changed)
    for rule in made.app.url_map.iter_rules(endpoint):
        if method in rule.methods:
            yield values.address(rule)


def checked(response, what=""):
    """Not our fault, a page that passes the inspector, and nothing of the inside on it."""
    html = response.get_data(as_text=True) if response.mimetype not in NO_TEXT else ""
    assert response.status_code < 500 or what.startswith(UNREADY), (
        f"{response.status_code} for {what}\n{html[:3000]}"
    )
    assert "Traceback" not in html
    if response.location and not response.location.startswith("http://localhost/"):
        assert response.location.startswith("/"), what
        assert not response.location.startswith("//"), what
        assert "\n" not in response.location
    elif response.mimetype == "text/html":
        assert not inspect(html), what
    return response


NO_TEXT = {
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def says_what_to_do(response, status):
    """An error page of ours: the status, a sentence and a way on."""
    checked(response)
    assert response.status_code == status
    page = document_fromstring(response.get_data(as_text=True))
    main = page.xpath("//main")[0]
    assert len(main.xpath(".//p")) >= 2
    assert main.xpath(".//a[@href='/']")
    assert main.xpath(".//a[@href='/help']")
    return main.text_content()


@pytest.mark.slow
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_no_query_breaks_a_page(signed_in, endpoint):
    made, client = signed_in
    for path in addresses(made, endpoint, "GET"):
        for name, value in HOSTILE.items():
            query = dict.fromkeys(NAMES, value)
            response = client.browser.get(path, query_string=query, base_url=client.site)
            checked(response, f"{path} with {name}")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("endpoint", "part"),
    sorted(
        (found["endpoint"], part)
        for address, found in listed().items()
        for part in re.findall(r"<(?:string:)?(\w+)>", address)
    ),
)
def test_no_word_in_an_address_breaks_a_page(signed_in, endpoint, part):
    made, client = signed_in
    for method, (name, value) in product(("GET", "POST"), HOSTILE.items()):
        word = value.replace("/", "%") or "x"
        for path in addresses(made, endpoint, method, **{part: word}):
            send = client.get if method == "GET" else client.post
            response = checked(send(path), f"{method} {name}")
            assert response.status_code != 200 or method == "POST" or name in {"nothing"}


@pytest.mark.slow
@pytest.mark.parametrize("endpoint", [name for name in ENDPOINTS if name not in NOT_FUZZED])
def test_no_form_breaks_a_page(signed_in, endpoint):
    """Every field that the page has, and some that none has, filled with rubbish."""
    made, client = signed_in
    token = client.csrf_token()
    for path in addresses(made, endpoint, "POST"):
        names = {*NAMES, *_fields(client.get(path))} - {"csrf_token"}
        for name, value in HOSTILE.items():
            sent = dict.fromkeys(names, value) | {"csrf_token": token}
            response = client.browser.post(path, data=sent, base_url=client.site)
            checked(response, f"{path} with {name}")
            if response.status_code == 400:
                token = client.csrf_token()


def _fields(response):
    if response.status_code != 200 or response.mimetype != "text/html":
        return []
    page = document_fromstring(response.get_data(as_text=True))
    return page.xpath("//main//@name")


@pytest.mark.parametrize(
    "raw",
    [
        b"/%ff%fe",
        b"/courses/%c0%ae%c0%ae",
        b"/courses/%ff/%ff",
        b"/media/%2e%2e%2f%2e%2e%2fconfig.py",
        b"/media/..%5c..%5cconfig.py",
        b"/static/%2e%2e/%2e%2e/config.py",
        b"/static/../../config.py",
        b"/units/not-an-id",
        b"/units/0/deputies",
        b"/units/00000000-0000-0000-0000-00000000000g.csv",
        b"/courses/basics/first/steps/0",
        b"/courses/basics/first/steps/-1",
        b"/courses/basics/first/steps/99999999999999999999",
        b"/courses/basics/first/steps/1.5",
        b"/favicon.ico",
        b"/.env",
        b"/" + b"a" * 9_000,
        b"/" + b"a/" * 3_000,
    ],
)
def test_an_address_of_nothing_says_so(signed_in, raw):
    _, client = signed_in
    path, _, _ = raw.decode("latin-1").partition("?")

    response = client.browser.get(path, base_url=client.site)

    if response.status_code in {308, 303}:
        checked(response)
    else:
        says_what_to_do(response, 404)


@pytest.mark.parametrize("query", ["q=%ff%fe", "q=%00", "q=%", "q=%zz", "%ff=%ff", "q", "&&&=&"])
def test_a_query_in_no_encoding_is_read_as_far_as_it_goes(signed_in, query):
    _, client = signed_in

    response = client.get(f"/search?{query}")

    assert checked(response).status_code == 200


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "TRACE", "PROPFIND", "FOO"])
@pytest.mark.parametrize("path", ["/", "/login", "/me", "/courses/basics/first"])
def test_an_unknown_method_is_refused_with_those_that_work(signed_in, method, path):
    _, client = signed_in

    response = client.browser.open(path, method=method, base_url=client.site)

    says_what_to_do(response, 405)
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("path", ["/logout", "/courses/basics/first/begin", "/account/language"])
def test_a_form_that_is_opened_as_a_page_says_so(signed_in, path):
    _, client = signed_in

    says_what_to_do(client.get(path), 405)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"csrf_token": ""},
        {"csrf_token": "wrong"},
        {"csrf_token": "IjE1MDNiY2M3MDEzNTgwZmQzMTM3MWQyMDZkY2VhZDVkZDQ0YmYwZDAi.a.b"},
        {"csrf_token": "\x00"},
        {"csrf_token": "å" * 10_000},
    ],
    ids=["none", "empty", "wrong", "of-another", "nul", "long"],
)
def test_a_form_without_its_token_says_to_load_the_page_again(signed_in, sent):
    _, client = signed_in

    response = client.browser.post("/courses/basics/first/begin", data=sent, base_url=client.site)

    assert "load the page again" in says_what_to_do(response, 400)


def test_a_form_that_was_signed_for_another_browser_is_refused(signed_in):
    made, client = signed_in
    foreign = made.client("plain").csrf_token()

    response = client.browser.post(
        "/courses/basics/first/begin", data={"csrf_token": foreign}, base_url=client.site
    )

    says_what_to_do(response, 400)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"x" * 300_000, "application/x-www-form-urlencoded"),
        (b"a=" + b"x" * 300_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(90_000)), "application/x-www-form-urlencoded"),
        (b"x" * 300_000, "text/plain"),
    ],
    ids=["no-form", "one-field", "many-fields", "plain"],
)
def test_too_much_says_so(signed_in, body, content_type):
    _, client = signed_in

    response = client.browser.post(
        "/login", data=body, content_type=content_type, base_url=client.site
    )

    if content_type == "text/plain":
        assert checked(response).status_code in {400, 413}
    else:
        says_what_to_do(response, 413)


def test_a_form_of_too_many_parts_says_so(signed_in):
    _, client = signed_in
    parts = {f"field{number}": "x" for number in range(1_100)}

    response = client.browser.post(
        "/login", data=parts, content_type="multipart/form-data", base_url=client.site
    )

    says_what_to_do(response, 413)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"username": "x"}', "application/json"),
        (b"{", "application/json"),
        (b"<x/>", "text/xml"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"no boundary at all", "multipart/form-data; boundary=x"),
        (b"no boundary named", "multipart/form-data"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"username=%ff%fe&password=%00", "application/x-www-form-urlencoded"),
        (b"", ""),
        (b"x", "\xe5/\xe4"),
    ],
)
def test_a_body_of_the_wrong_kind_says_so(signed_in, body, content_type):
    _, client = signed_in

    response = client.browser.post(
        "/login", data=body, content_type=content_type, base_url=client.site
    )

    says_what_to_do(response, 400)


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "elearn=rubbish"},
        {"Cookie": "elearn=.eJwljkFqAzEMRf_itRaWLEt2LjNI8heGJC3M2KvSu9e0y8-Dx_tJRx"},
        {"Cookie": "elearn=\xff\xfe; language=\xff; course_language=\xff"},
        {"Cookie": "; ;;=; elearn; elearn==" + "x" * 3_000},
        {"Cookie": "language=../../x; course_language=sv_SE@x"},
        {"Accept-Language": "x" * 3_000},
        {"Accept-Language": ";q=,,,*;q=9"},
        {"Range": "bytes=9-1"},
        {"If-None-Match": '"' * 99},
        {"If-Modified-Since": "yesterday"},
        {"Authorization": "Basic \xff"},
        {"X-Forwarded-For": "1, 2, \xff"},
        {"X-Forwarded-Host": "evil.test"},
        {"User-Agent": "\xff" * 3_000},
        {"Referer": "javascript:alert(1)"},
        {"Content-Length": "x"},
        {"Content-Length": "-5"},
        {"Transfer-Encoding": "chunked"},
        {"Expect": "100-continue"},
        {"Upgrade": "websocket", "Connection": "Upgrade"},
    ],
    ids="+".join,
)
@pytest.mark.parametrize("path", ["/login", "/", "/no-such-page"])
def test_an_odd_header_changes_nothing(reader, headers, path):
    made, _ = reader
    client = made.client("nobody")

    response = checked(client.get(path, headers=headers))

    assert response.status_code in {200, 303, 400, 404}
    assert "evil.test" not in response.get_data(as_text=True)


@pytest.mark.parametrize(
    "host",
    ["", " ", "a b", "localhost:x", "[::1", "x" * 500, "å.test", "a/b", "a?b", "\x00", "a,b"],
)
def test_a_host_that_is_none_is_not_answered_for(signed_in, host):
    _, client = signed_in

    response = client.browser.get("/login", environ_overrides={"HTTP_HOST": host})

    checked(response, host)
    assert response.status_code in {200, 400, 404}


@pytest.mark.parametrize(
    "target",
    [
        "//evil.test", "https://evil.test", "/\\evil.test", "\\\\evil.test", "/\t/evil.test",
        "javascript:alert(1)", "http:evil.test", "///evil.test", "/%0d%0aLocation:x", "x" * 9_000,
        "@evil.test", "/\x00", "/\ud7ff", "/login?next=//evil.test", "https:///evil.test",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/account/language", "/courses/language"])
def test_no_form_sends_its_reader_elsewhere(signed_in, path, target):
    _, client = signed_in

    response = client.post(path, {"language": "en", "next": target})

    assert checked(response).status_code == 303
    assert re.match(r"/(?![/\\])", response.location)


def test_nothing_was_left_half_done(signed_in):
    """After everything above: what is derived still is what the facts say."""
    from elearn.services.standing import disagreements

    made, _ = signed_in
    with made.make.database.reading() as session:
        wrong = disagreements(session, made.make.owner)

    assert wrong == []
