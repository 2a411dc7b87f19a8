"""What a conversation did to trust: told when it is over, beside what it came to the first time."""

import pytest

from tests.library import publish
from tests.web.learner.kinds import MODULE, TEXT, Form, address, course_files

LISTEN, SEND_AWAY = "I listen and ask what has changed.", "I ask her to ring somebody else."
MEET, PROMISE = "I propose to meet the coordinator.", "I promise that it will pass."
TRUSTING = (
    TEXT.replace(b"<!-- id: scenario -->", b"<!-- id: scenario; trust: trust -->")
    .replace(b"(#step-ask)", b'(#step-ask "+trust")')
    .replace(b"somebody else.](#end-lost)", b'somebody else.](#step-ask "-trust")')
    .replace(b"(#end-helped)", b'(#end-helped "if trust>=1")')
)


@pytest.fixture
def talk(client, make, clock):
    """Goes through the conversation by what is chosen, and gives back the page after it."""
    files = course_files() | {"kinds/en/01-first.md": TRUSTING}
    publish(make.database, make.owner, files, now=clock())
    client.sign_in()
    client.submit(f"{MODULE}/begin")

    def go(*choices):
        html = client.page(address("scenario"))
        for words in choices:
            html = client.submit(address("scenario"), Form(html).choose(words).fields)
        return " ".join(html.split())

    return go


def test_trust_is_told_after_the_words_of_the_author_once_it_is_over(talk):
    under_way = talk(LISTEN)
    html = talk(MEET)

    assert "Trust" not in under_way
    assert html.index("Key-scenario-1") < html.index("Trust grew to 1.")
    assert html.index("Key-scenario-end") < html.index("Trust at the end: 1 of 1.")


def test_what_it_came_to_the_first_time_stands_beside_it(talk):
    first = talk(SEND_AWAY, PROMISE)
    again = talk(LISTEN, PROMISE)

    assert "Trust at the end: 0 of 1." in first
    assert "The first time" not in first
    assert "Trust at the end: 1 of 1. The first time: 0 of 1." in again


def test_the_same_way_again_has_nothing_beside_it(talk):
    talk(SEND_AWAY, PROMISE)

    assert "The first time" not in talk(SEND_AWAY, PROMISE)
