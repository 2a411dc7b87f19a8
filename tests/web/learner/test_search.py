"""What a search shows of course texts."""

import pytest

from tests.library import course_files, publish


@pytest.fixture(autouse=True)
def reader(client, make, clock):
    """Reads courses in Swedish, the only language of the test's course."""
    publish(make.database, make.owner, course_files(), now=clock())
    client.sign_in()
    client.submit("/courses/language", {"language": "sv", "next": "/courses"})


def test_local_numbers_are_filled_in_and_the_section_is_named(client):
    html = client.page("/search?q=neighbour")

    assert "First steps: Scene" in html
    assert "Samordnaren, 0980-319 200" in html
    assert "{{" not in html


def test_an_option_is_neither_found_nor_shown(client):
    assert "Which are kind?" not in client.page("/search?q=shout")
    assert "To shout" not in client.page("/search?q=kind")
