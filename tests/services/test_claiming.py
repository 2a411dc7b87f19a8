"""What was done under a number becomes somebody's own, on both databases: each module once."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.services import claiming, learning
from elearn.services.learning import Learner
from elearn.store.models import Attempt, Evidence, OpenWork, ResumeNumber, StatusPeriod
from elearn.store.queries import attempts
from tests.services.test_open_work import (
    SEALER,
    TODAY,
    answer,
    begin,
    make,
    rows,
    take,
    text_of,
    who,
    writing,
)

__all__ = ["make", "who"]

LATER = TODAY + timedelta(days=20)
LONG_ENOUGH = 10
"""Seconds after which a thread that still waits would wait for ever."""


@pytest.fixture
def alva(make):
    """Employed, and asked to take the first module."""
    person = make.person(has_secret=False)
    make.employment(person, make.unit())
    make.duty("basics", modules=["first"])
    make.recompute()
    return person


def claim(make, who, person, today=LATER):
    with writing(make) as session:
        return claiming.claim(session, who, person, new_id=uuid4, today=today)


def test_what_was_done_counts_from_its_own_day_and_is_told_apart(make, who, alva):
    take(make, who, "first")

    claim(make, who, alva)

    [row] = rows(make, Evidence)
    assert (row.person_id, row.course_id, row.module_id) == (alva, "basics", "first")
    assert (row.version, row.kind) == (text_of(make).version, "open")
    assert row.completed_on == TODAY
    assert row.recorded_at == datetime(LATER.year, LATER.month, LATER.day, tzinfo=UTC)
    assert row.recorded_by is row.reason is row.proof is None
    statuses = {each.status: each.from_on for each in rows(make, StatusPeriod)}
    assert statuses["valid"] == TODAY


def test_the_number_is_gone_and_the_next_one_to_claim_is_refused(make, who, alva):
    take(make, who, "first")
    claim(make, who, alva)

    with pytest.raises(Refusal, match="resume-number-unknown"):
        claim(make, who, make.person(has_secret=False))

    assert not [*rows(make, ResumeNumber), *rows(make, OpenWork)]
    assert [row.person_id for row in rows(make, Evidence)] == [alva]


def test_of_two_who_claim_at_once_one_does(make, who, alva):
    take(make, who, "first")
    other, refused = make.person(has_secret=False), []
    has_begun = threading.Event()

    def second():
        has_begun.set()
        try:
            claim(make, who, other)
        except Refusal as refusal:
            refused.append(refusal.code)

    with writing(make) as session:
        claiming.claim(session, who, alva, new_id=uuid4, today=LATER)
        thread = threading.Thread(target=second)
        thread.start()
        has_begun.wait(LONG_ENOUGH)
        thread.join(0.3)
    thread.join(LONG_ENOUGH)

    assert refused == ["resume-number-unknown"]
    assert [row.person_id for row in rows(make, Evidence)] == [alva]


def test_to_look_first_changes_nothing(make, who, alva):
    take(make, who, "first")
    begin(make, who, "second")

    with make.database.reading() as session:
        found = claiming.claimable(session, who, alva, today=LATER)

    assert (found.course, found.done, found.known) == ("basics", {"first": TODAY}, {})
    assert found.begun == {"second"}
    assert not rows(make, Evidence)


def test_a_module_that_was_begun_goes_on_where_it_was(make, who, alva):
    begin(make, who, "second")
    answer(make, who, "say", ("2",), "second")

    claim(make, who, alva)

    learner = Learner(make.owner, alva, "basics", "second")
    with make.database.reading() as session:
        attempt = attempts.open_attempt(session, *learner.key)
        work = learning.opened(attempt, SEALER)
    assert work.answers == {"say": ("2",)}
    assert (attempt.version, attempt.begun_on) == (text_of(make, "second").version, TODAY)


def test_what_somebody_has_begun_themselves_stays_theirs(make, who, alva):
    learner = Learner(make.owner, alva, "basics", "second")
    with writing(make) as session:
        learning.begin(session, learner, SEALER, attempt_id=uuid4(), secret="mine", today=TODAY)
    begin(make, who, "second")
    answer(make, who, "say", ("2",), "second")

    claim(make, who, alva)

    [attempt] = rows(make, Attempt)
    assert learning.opened(attempt, SEALER).secret == "mine"


@pytest.mark.parametrize(("own_on", "entered"), [(0, 0), (5, 0), (-5, 1)])
def test_what_the_record_has_for_that_day_or_later_is_not_entered_again(
    make, who, alva, own_on, entered
):
    make.evidence(alva, TODAY + timedelta(days=own_on), "first", "basics")
    take(make, who, "first")

    found = claim(make, who, alva)

    assert (len(found.done), len(found.known)) == (entered, 1 - entered)
    assert len(rows(make, Evidence)) == 1 + entered
    assert not rows(make, ResumeNumber)


def test_a_number_with_nothing_under_it_stays(make, who, alva):
    with pytest.raises(Refusal, match="claim-empty"):
        claim(make, who, alva)

    assert rows(make, ResumeNumber)


def test_a_number_too_old_is_claimed_by_nobody(make, who, alva):
    take(make, who, "first")

    with pytest.raises(Refusal, match="resume-number-unknown"):
        claim(make, who, alva, today=TODAY + timedelta(days=200))
