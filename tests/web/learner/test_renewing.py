"""Whoever took an earlier version is asked what has changed since, where the versions say so."""

from datetime import date, timedelta

import pytest

from elearn.domain.content.course import Retake
from elearn.domain.content.renewing import asks_changes_only
from elearn.services import learning, standing
from elearn.services.answering import Sent
from elearn.services.learning import Learner
from elearn.store.models import Evidence, Module
from elearn.store.queries import catalogue
from tests.library import course_files, publish

KIND = (b"To shout", b"To shout aloud")
SCENE = (b"Alva meets a neighbour", b"Alva meets an old neighbour")


@pytest.fixture
def taken(make, client, clock):
    """Somebody who took version 1.0.0 of the first module in spring."""
    publish(make.database, make.owner, course_files(), now=clock())
    person = client.sign_in()
    with make.database.reading() as session:
        version = session.get(Module, (make.owner, "basics", "first")).version
    make.evidence(person, date(2026, 3, 1), "first", "basics", version=version)
    with make.database.writing() as session:
        standing.recompute(session, make.owner)
        session.commit()
    return person


def publish_next(make, clock, retake: bytes, *changes: tuple[bytes, bytes]) -> None:
    clock.moment += timedelta(days=1)
    files = course_files()
    path = "basics/sv/01-first.md"
    for before, after in (
        (b"version: 1.0.0", b"version: 1.1.0"),
        (b"retake: none", b"retake: " + retake),
        *changes,
    ):
        files[path] = files[path].replace(before, after)
    report = publish(make.database, make.owner, files, now=clock())
    assert report.published == [path]


def begun(client) -> str:
    return client.submit("/courses/basics/first/begin", {})


@pytest.mark.parametrize(
    ("change", "asked", "not_asked"),
    [(KIND, "Which are kind?", "What do you say?"), (SCENE, "What do you say?", "Which are kind?")],
)
def test_only_the_changed_block_is_asked_and_recorded(
    make, client, clock, taken, change, asked, not_asked
):
    """A changed text is asked about by the exercise that follows it."""
    publish_next(make, clock, b"changed", change)

    html = begun(client)

    assert "version 1.0.0" in html
    assert asked in html
    assert not_asked not in html


def test_what_was_answered_is_evidence_of_the_new_version_by_oneself(make, client, clock, taken):
    publish_next(make, clock, b"changed", KIND)
    learner = Learner(make.owner, taken, "basics", "first")
    begun(client)
    with make.database.writing() as session:
        module = catalogue.reading(session, make.owner, "basics", "first", "sv").module
        [kind] = [one for one in module.exercises if one.id == "kind"]
        sealer = client.app.extensions["elearn"].sealer
        sent = Sent(lambda _asked, _seed: ("1", "3"))
        learning.answer(session, learner, sealer, kind, sent)
        session.commit()

    html = client.submit("/courses/basics/first/finish", {})

    assert "You had taken version 1.0.0 before" in html
    with make.database.reading() as session:
        rows = session.query(Evidence).filter_by(person_id=taken).all()
        assert {(row.version, row.kind) for row in rows} >= {(module.version, "self")}


@pytest.mark.parametrize("retake", [b"none", b"notice", b"all"])
def test_all_of_it_is_asked_where_the_version_does_not_leave_it_at_that(
    make, client, clock, taken, retake
):
    publish_next(make, clock, retake, KIND)

    html = begun(client)

    assert "Only what has changed" not in html
    assert "What do you say?" in html


def test_the_same_version_is_taken_again_as_a_whole(client, taken):
    html = begun(client)

    assert "Only what has changed" not in html
    assert "What do you say?" in html


def test_whoever_never_took_it_is_asked_all_of_it(make, client, clock, taken):
    publish_next(make, clock, b"changed", KIND)
    client.sign_in()

    assert "What do you say?" in begun(client)


@pytest.mark.parametrize(
    ("retakes", "expected"),
    [
        ((), False),
        (("none", "notice"), False),
        (("changed",), True),
        (("none", "changed"), True),
        (("changed", "all"), False),
    ],
)
def test_one_version_that_asks_for_all_of_it_is_enough(retakes, expected):
    assert asks_changes_only(list(map(Retake, retakes))) is expected
