"""Votes at a meeting, on both databases: each phone once a round, and nothing left afterwards."""

import threading
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from elearn.domain.errors import Refusal
from elearn.services import meeting_votes as votes
from elearn.services import meetings as acts
from elearn.services.acting import Act
from elearn.services.privacy import dispose_of_the_rest
from elearn.store.models import MeetingVote, MeetingVoter
from elearn.store.queries import meetings as queries
from tests.conftest import NOW
from tests.factories import Factory
from tests.library import publish
from tests.meetings import meeting_files

TODAY = date(2026, 11, 23)
PHONES = [f"phone-{number}" for number in range(8)]


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    publish(database, made.owner, meeting_files(), now=datetime(2026, 10, 1, tzinfo=UTC))
    return made


@pytest.fixture
def did(make):
    unit, robin = make.unit(), make.person("Robin", "Ek")

    def do(deed, *about, today=TODAY, **named):
        with make.database.writing() as session:
            act = Act(session, make.owner, robin, uuid4, NOW, today)
            given = deed(act, *about, **named)
            session.commit()
            return given

    do.unit = unit
    return do


@pytest.fixture
def planned(make, did):
    def plan(code="123456", day=TODAY):
        place = (did.unit, "basics", "first", day)
        made = did(acts.plan, *place, new_code=lambda: code, is_another=True)
        with make.database.reading() as session:
            return queries.meeting_row(session, make.owner, made)

    return plan


@pytest.fixture
def meeting(planned):
    return planned()


@pytest.fixture
def opened(did, meeting):
    def open_it(code="4711", choices=2, people=8, today=TODAY, of=meeting):
        did(votes.open_vote, of, choices, people=people, new_code=lambda: code, today=today)

    return open_it


def vote(make, meeting, phone, choice, round=1):
    with make.database.writing() as session:
        votes.cast(session, make.owner, meeting.id, phone, round, choice)
        session.commit()


def rows(make):
    """What is kept, and how many phones have voted."""
    with make.database.reading() as session:
        kept = session.scalars(select(MeetingVote)).all()
        return (
            [(row.code, row.is_open, row.first, row.second) for row in kept],
            len(session.scalars(select(MeetingVoter)).all()),
        )


def test_a_phone_votes_once_a_round_however_often_it_sends(make, meeting, opened, did):
    opened()
    for phone in [*PHONES[:5], *PHONES[:5]]:
        vote(make, meeting, phone, 1)
    vote(make, meeting, PHONES[0], 2)

    assert rows(make) == ([("4711", True, [5, 0], [])], 5)

    did(votes.close_vote, meeting, 1)
    assert rows(make) == ([("4711", False, [5, 0], [])], 0)
    opened()
    vote(make, meeting, PHONES[0], 2, round=2)
    assert rows(make) == ([("4711", True, [5, 0], [0, 1])], 1)


def test_of_fewer_than_five_nothing_stays_once_it_is_closed(make, meeting, opened, did):
    opened()
    for phone in PHONES[:4]:
        vote(make, meeting, phone, 2)

    did(votes.close_vote, meeting, 1)

    assert rows(make) == ([("4711", False, [], [])], 0)


def test_closing_a_round_that_somebody_has_closed_does_not_close_the_next(
    make, meeting, opened, did
):
    opened()
    for phone in PHONES:
        vote(make, meeting, phone, 2)
    did(votes.close_vote, meeting, 1)
    opened()

    did(votes.close_vote, meeting, 1)

    assert rows(make)[0] == [("4711", True, [0, 8], [0, 0])]


def test_an_open_round_is_emptied_and_every_phone_votes_anew(make, meeting, opened, did):
    opened()
    for phone in PHONES[:6]:
        vote(make, meeting, phone, 1)

    assert did(votes.empty_round, meeting, 1)

    assert rows(make) == ([("4711", True, [0, 0], [])], 0)
    vote(make, meeting, PHONES[0], 2)
    assert rows(make) == ([("4711", True, [0, 1], [])], 1)


def test_what_has_been_shown_is_not_emptied(make, meeting, opened, did):
    opened()
    for phone in PHONES:
        vote(make, meeting, phone, 2)
    did(votes.close_vote, meeting, 1)

    assert not did(votes.empty_round, meeting, 1)

    opened()
    assert not did(votes.empty_round, meeting, 1)
    assert rows(make)[0] == [("4711", True, [0, 8], [0, 0])]
    vote(make, meeting, PHONES[0], 1, round=2)
    assert did(votes.empty_round, meeting, 2)
    assert rows(make) == ([("4711", True, [0, 8], [0, 0])], 0)


def test_a_vote_that_comes_too_late_or_without_a_choice_is_refused_and_leaves_nothing(
    make, meeting, opened, did
):
    opened()
    with pytest.raises(Refusal, match="vote-choice-missing"):
        vote(make, meeting, PHONES[0], 3)
    did(votes.close_vote, meeting, 1)

    with pytest.raises(Refusal, match="vote-closed"):
        vote(make, meeting, PHONES[0], 1)

    assert rows(make)[1] == 0


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"people": 4}, "vote-too-few"),
        ({"today": TODAY + timedelta(1)}, "vote-not-today"),
        ({"today": TODAY - timedelta(1)}, "vote-not-today"),
    ],
)
def test_a_vote_that_may_not_be_held_is_not_opened(make, opened, how, code):
    with pytest.raises(Refusal, match=code):
        opened(**how)

    assert rows(make) == ([], 0)


def test_the_code_leads_to_the_meeting_of_today_and_no_other(make, planned, meeting, opened):
    opened()
    other = planned("222222")
    opened(code="0042", of=other)

    with make.database.reading() as session:
        look = (session, make.owner)
        assert votes.meeting_to_vote_at(*look, " 47 11", TODAY) == meeting.id
        assert votes.meeting_to_vote_at(*look, "0042", TODAY) == other.id
        for code, day in (("4711", TODAY + timedelta(1)), ("42", TODAY), ("", TODAY)):
            with pytest.raises(Refusal, match="vote-code-unknown"):
                votes.meeting_to_vote_at(*look, code, day)
        with pytest.raises(Refusal, match="vote-code-unknown"):
            votes.meeting_to_vote_at(session, uuid4(), "4711", TODAY)


def test_two_meetings_never_show_the_same_code(make, planned, opened, did):
    opened(code="4711")
    drawn = iter(["4711", "4711", "0815"])

    did(votes.open_vote, planned("222222"), 2, people=9, new_code=lambda: next(drawn))

    assert sorted(row[0] for row in rows(make)[0]) == ["0815", "4711"]


def test_nothing_is_left_when_the_meeting_ends_is_removed_or_the_night_is_over(
    make, planned, opened, did
):
    ways = (
        lambda one: did(votes.forget_vote, one),
        lambda one: did(acts.remove, one),
        lambda one: _dispose(make, TODAY + timedelta(1)),
    )
    for number, end in enumerate(ways):
        one = planned(f"33333{number}")
        opened(of=one)
        vote(make, one, PHONES[0], 1)

        end(one)

        assert rows(make) == ([], 0)


def test_the_night_leaves_the_votes_of_today(make, meeting, opened):
    opened()
    vote(make, meeting, PHONES[0], 1)

    _dispose(make, TODAY)

    assert rows(make)[1] == 1


def _dispose(make, today):
    with make.database.writing() as session:
        dispose_of_the_rest(session, today=today)
        session.commit()


def test_a_room_that_votes_at_once_and_twice_is_counted_rightly(make, meeting, opened):
    opened(choices=3)
    faults = []

    def press(phone, choice):
        try:
            vote(make, meeting, phone, choice)
        except Exception as fault:
            faults.append(fault)

    threads = [
        threading.Thread(target=press, args=(phone, 1 + number % 3))
        for number, phone in enumerate(PHONES)
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not faults
    assert rows(make) == ([("4711", True, [3, 3, 2], [])], 8)


def test_two_leaders_open_one_vote(make, meeting, opened):
    opened()
    with pytest.raises(Refusal, match="vote-is-open"):
        opened(code="9999")

    assert [row[0] for row in rows(make)[0]] == ["4711"]


def test_the_voter_of_one_round_is_another_number_in_the_next(meeting):
    numbers = {votes.voter(meeting.id, "phone", round) for round in (1, 2)}

    assert len(numbers | {votes.voter(uuid4(), "phone", 1)}) == 3
    assert {len(number) for number in numbers} == {32}
