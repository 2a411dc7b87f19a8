"""The easy-read text of a module: found, chosen, taken to the end, left again."""

import pytest

from tests.library import MODULE, course_files, publish
from tests.web.learner.test_module import answer

PAGE = "/courses/basics/first"
EASY = (
    MODULE.replace("language: sv\n", "language: sv\nvariant: lättläst\n")
    .replace("version: 1.0.0\n", "translation_of: first@1.0.0\n")
    .replace("Alva meets a neighbour.", "Here comes Alva.")
    .replace("Feedback-say-2.", "Easy-feedback.")
)
ENGLISH = MODULE.replace("language: sv", "language: en").replace(
    "version: 1.0.0\n", "translation_of: first@1.0.0\n"
)


@pytest.fixture
def course(make, clock):
    texts = {
        "basics/sv/01-first.lattlast.md": EASY.encode(),
        "basics/en/01-first.md": ENGLISH.replace("Fråga:", "Question:").encode(),
    }
    return publish(make.database, make.owner, course_files() | texts, now=clock())


def choose(client, language, variant=""):
    fields = {"language": language, "variant": variant, "next": PAGE}
    return client.submit("/courses/language", fields)


def test_the_easy_text_is_read_and_answered_where_there_is_one(client, course):
    client.sign_in()
    assert "Here comes Alva." not in client.page(PAGE)

    assert "Here comes Alva." in choose(client, "sv", "lattlast")
    client.submit(f"{PAGE}/begin")
    assert "Here comes Alva." in client.page(f"{PAGE}/steps/1")
    assert "Easy-feedback" in answer(client, 1, "Hello")
    answer(client, 2, "To listen", "To ask")
    client.submit(f"{PAGE}/finish")
    client.submit(f"{PAGE}/result")

    assert "First steps" in client.page("/me")


def test_a_module_without_an_easy_text_is_read_in_the_ordinary_one(client, course):
    client.sign_in()
    choose(client, "sv", "lattlast")

    html = client.page("/courses/basics/second")

    assert "Alva meets a neighbour." in html
    assert 'name="variant" value="lattlast"' not in html


def test_the_way_to_the_easy_text_leads_back_as_well(client, course):
    client.sign_in()
    assert 'name="variant" value="lattlast"' in client.page(PAGE)
    choose(client, "sv", "lattlast")

    assert "Alva meets a neighbour." in choose(client, "sv")


def test_whoever_reads_another_language_is_told_of_the_easy_text(client, course):
    client.sign_in()
    html = choose(client, "en")

    assert 'name="variant" value="lattlast"' in html
    assert "Here comes Alva." not in choose(client, "en", "lattlast")


def test_whoever_changes_the_language_still_reads_easily_when_back(client, course):
    client.sign_in()
    choose(client, "sv", "lattlast")

    client.submit("/account/language", {"language": "en", "next": PAGE})
    assert "Here comes Alva." not in client.page(PAGE)

    client.submit("/account/language", {"language": "sv", "next": PAGE})
    assert "Here comes Alva." in client.page(PAGE)


@pytest.mark.parametrize("variant", ["x" * 5000, "sv", "\x00", "lattlast;"])
def test_a_variant_that_is_none_changes_nothing(client, course, variant):
    client.sign_in()

    assert "Alva meets a neighbour." in choose(client, "sv", variant)
