"""The interface speaks the reader's language; the course may be read in another."""

import pytest

from elearn.store.models import Person
from elearn.web import create_app
from tests.client import PageClient
from tests.library import course_files, publish


@pytest.fixture
def app(config, sqlite_database, clock, make):
    """Of a municipality that speaks Swedish."""
    make.municipality(language="sv")
    made = create_app(config, sqlite_database, clock)
    made.testing = True
    return made


SWEDISH, ENGLISH = "Logga in", "Sign in"


def language_of(html):
    return html.split('<html lang="')[1][:2]


def choose(client, language, path="/login"):
    return client.post("/account/language", {"language": language, "next": path})


def test_a_municipality_speaks_its_own_language_until_somebody_chooses(client):
    html = client.page("/login")

    assert language_of(html) == "sv"
    assert SWEDISH in html


def test_a_choice_is_remembered_by_the_browser(client):
    choose(client, "en")

    html = client.page("/login")

    assert language_of(html) == "en"
    assert ENGLISH in html
    assert SWEDISH not in html


def test_a_choice_is_remembered_with_the_person_on_every_device(client, app, make):
    person = client.sign_in()
    choose(client, "en", "/me")
    other = PageClient(app, make)

    assert language_of(other.page("/login")) == "sv"
    other.sign_in(person)
    assert language_of(other.page("/me")) == "en"


def test_a_persons_choice_goes_before_the_browsers(client, make):
    choose(client, "en")
    client.sign_in(make.person(language="sv"))

    assert language_of(client.page("/")) == "sv"


def test_the_reader_comes_back_to_the_same_page(client):
    response = choose(client, "en", "/help?role=manager")

    assert response.location == "/help?role=manager"


@pytest.mark.parametrize("language", ["", "de", "sv_SE", "../en", "\x00", "EN", "x" * 5_000])
def test_a_language_that_is_not_spoken_changes_nothing(client, make, language):
    person = client.sign_in()

    assert choose(client, language).status_code == 303

    assert language_of(client.page("/")) == "sv"
    with make.database.reading() as session:
        assert session.get(Person, (make.owner, person)).language is None


@pytest.mark.parametrize("cookie", ["de", "", "../../x", "en; x", "EN"])
def test_a_cookie_that_names_no_language_is_passed_over(client, cookie):
    client.browser.set_cookie("language", cookie)

    assert language_of(client.page("/login")) == "sv"


def test_error_pages_speak_the_readers_language(client):
    choose(client, "en")

    assert "The page cannot be found" in client.page("/no-such-page", status=404)


def test_the_course_is_read_in_a_language_of_its_own(client, make, clock):
    publish(make.database, make.owner, in_two_languages(), now=clock())
    client.sign_in(make.person(language="sv"))
    assert "A lead about Alva." in client.page("/courses/basics/first")

    client.post("/courses/language", {"language": "en", "next": "/courses"})

    html = client.page("/courses/basics/first")
    assert language_of(html) == "sv"
    assert 'lang="en"' in html
    assert "A translated lead." in html


@pytest.mark.parametrize("variant", ["", "lattlast"])
def test_the_course_follows_the_interface_until_another_is_chosen_again(
    client, make, clock, variant
):
    publish(make.database, make.owner, in_two_languages(), now=clock())
    client.sign_in(make.person(language="sv"))
    own = {"language": "sv", "variant": variant, "next": "/courses"}
    client.post("/courses/language", own)

    choose(client, "en")
    assert "A translated lead." in client.page("/courses/basics/first")

    client.post("/courses/language", own)
    html = client.page("/courses/basics/first")
    assert language_of(html) == "en"
    assert "A lead about Alva." in html


def test_a_course_without_the_language_is_read_in_the_one_it_has(client, make, clock):
    publish(make.database, make.owner, course_files(), now=clock())
    client.sign_in(make.person(language="en"))

    html = client.page("/courses/basics/first")

    assert language_of(html) == "en"
    assert "A lead about Alva." in html


def in_two_languages():
    files = course_files()
    source = files["basics/sv/01-first.md"].decode()
    translated = (
        source.replace("language: sv", "language: en\ntranslation_of: sv@1.0.0")
        .replace("A lead about Alva.", "A translated lead.")
        .replace("### Fråga:", "### Question:")
        .replace("**Förklaring:**", "**Explanation:**")
    )
    return files | {"basics/en/01-first.md": translated.encode()}
