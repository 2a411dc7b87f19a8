"""Answers that were sent after the session had ended: whose they are, how long, and how many."""

from datetime import timedelta

import pytest

from elearn.store.models import HeldAnswer
from tests.library import course_files, publish
from tests.web.learner.test_module import MODULE, attempt_id, options


@pytest.fixture
def sent_late(client, make, clock):
    """A learner whose session ended just before the answer was sent; what was sent."""
    publish(make.database, make.owner, course_files(), now=clock())
    person = client.sign_in()
    client.submit(f"{MODULE}/begin")
    html = client.page(f"{MODULE}/steps/1")
    sent = {"attempt": attempt_id(html), "answer": options(html)["Hello"]}
    make.forget_sessions(person)
    return person, sent


def send(client, sent, token=None):
    fields = sent | {"csrf_token": client.csrf_token() if token is None else token}
    return client.browser.post(f"{MODULE}/steps/1", data=fields, base_url=client.site)


def held(make):
    with make.database.reading() as session:
        return session.query(HeldAnswer).all()


def is_checked(client):
    return "checked" in client.page(f"{MODULE}/steps/1")


def test_it_is_kept_sealed_and_names_nobody(client, make, sent_late):
    _, sent = sent_late
    response = send(client, sent)

    [row] = held(make)
    assert response.location.startswith("/login?next=")
    assert sent["answer"].encode() not in row.sealed
    assert not hasattr(row, "person_id")


def test_it_comes_back_once(client, make, sent_late):
    person, sent = sent_late
    send(client, sent)
    client.sign_in(person)

    assert is_checked(client)
    assert not is_checked(client)
    assert held(make) == []


@pytest.mark.parametrize(("minutes", "comes_back"), [(29, True), (31, False)])
def test_it_comes_back_for_half_an_hour(client, make, clock, sent_late, minutes, comes_back):
    person, sent = sent_late
    send(client, sent)
    clock.moment += timedelta(minutes=minutes)
    client.sign_in(person)

    assert is_checked(client) == comes_back


@pytest.mark.parametrize("token", ["", "wrong"])
def test_what_no_page_of_ours_has_sent_is_not_kept(client, make, sent_late, token):
    """Else anybody on the net could fill the table."""
    _, sent = sent_late

    response = send(client, sent, token)

    assert response.status_code == 303
    assert held(make) == []


def test_more_than_an_answer_is_not_kept(client, make, sent_late):
    _, sent = sent_late

    send(client, sent | {"more": "x" * 30_000})

    assert held(make) == []


def test_it_comes_back_only_where_it_was_sent(client, make, sent_late):
    person, sent = sent_late
    send(client, sent)
    client.sign_in(person)

    assert "checked" not in client.page(f"{MODULE}/steps/2")
