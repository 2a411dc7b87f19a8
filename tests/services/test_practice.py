"""Practice from the first case to nothing kept, on both databases, also when two ask at once."""

import json
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet

from elearn.domain.errors import BadAnswer, Refusal
from elearn.domain.recognition.case import Truth
from elearn.domain.recognition.leave import WARM_UP_CASES
from elearn.domain.recognition.practice_session import SKIPPED
from elearn.domain.recognition.schedule import ScheduleName
from elearn.services import kept_practice, practice
from elearn.services.kept_practice import Kept, Practitioner
from elearn.services.practice import Given
from elearn.store.models import Practice
from elearn.store.queries.practice import bank, own_leaves
from elearn.store.sealing import Sealer
from tests.bank import FILE, FORM_ID, IDS, TRUTH_BY_ID, bank_files, case_id, publish_bank
from tests.factories import Factory

TODAY = date(2026, 11, 23)
SEALER = Sealer([Fernet.generate_key().decode()], "pepper")
OTHER_SEALER = Sealer([Fernet.generate_key().decode()], "pepper")
LONG_ENOUGH = 10
"""Seconds after which a thread that still waits would wait for ever."""


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    publish_bank(made)
    return made


@pytest.fixture
def who(make):
    return Practitioner(make.owner, make.person(has_secret=False))


@contextmanager
def writing(make):
    with make.database.writing() as session:
        yield session
        session.commit()


def cases(make):
    with make.database.reading() as session:
        return bank(session, make.owner, "sv")


def begin(make, who, *, today=TODAY, seed="chance", sealer=SEALER, leaves=(), of=None):
    with writing(make) as session:
        practice.begin(
            session,
            who,
            sealer,
            cases(make) if of is None else of,
            leaves,
            token=uuid4().hex,
            seed=seed,
            today=today,
        )


def kept(make, who, *, today=TODAY, sealer=SEALER) -> Kept:
    with make.database.reading() as session:
        return kept_practice.kept(session, who, sealer, today=today)


def given(make, who, level="1", **values):
    """What the page of the case that waits would send."""
    session = kept(make, who).session
    found = cases(make)[session.cases[session.next_number - 1]]
    sent = Given(session.token, session.next_number, found.exercise.version, level)
    return replace(sent, **values)


def answer(make, who, sent, *, today=TODAY, of=None):
    with writing(make) as session:
        practice.answer(session, who, SEALER, cases(make) if of is None else of, sent, today=today)


def answer_all(make, who, level="6", *, today=TODAY):
    while kept(make, who, today=today).session.is_under_way(today):
        answer(make, who, given(make, who, level), today=today)


def rows(make):
    with make.database.reading() as session:
        return session.query(Practice).all()


def test_every_published_case_can_be_practised_but_those_kept_for_measuring(make):
    found = cases(make)

    assert set(found) == {case_id(id) for id in IDS}
    assert {id: found[case_id(id)].case.truth for id in IDS} == TRUTH_BY_ID
    assert case_id(FORM_ID) not in found


def test_what_is_withdrawn_is_not_practised(make):
    files = bank_files()
    text = files[FILE].replace(b"status: published", b"status: withdrawn")
    publish_bank(make, files | {FILE: text})

    assert not cases(make)


def test_a_session_has_three_to_five_different_cases(make, who):
    begin(make, who)

    session = kept(make, who).session
    assert 3 <= len(session.cases) <= 5
    assert len(set(session.cases)) == len(session.cases)
    assert session.answers == ()


def test_chance_picks_the_cases(make, who):
    picked = set()
    for seed in "abcdefgh":
        with writing(make) as session:
            practice.forget(session, who, SEALER)
        begin(make, who, seed=seed)
        picked.add(kept(make, who).session.cases)

    assert len(picked) > 1


def test_beginning_again_goes_on_where_one_was(make, who):
    begin(make, who)
    answer(make, who, given(make, who))
    before = kept(make, who).session

    begin(make, who, seed="other")

    assert kept(make, who).session == before


def test_after_a_session_another_can_be_begun(make, who):
    begin(make, who)
    answer_all(make, who)
    before = kept(make, who).session

    begin(make, who)

    after = kept(make, who).session
    assert after.answers == ()
    assert after.token != before.token
    assert set(after.cases[:1]).isdisjoint(before.cases)


def test_without_cases_nothing_is_begun_or_kept(make, who):
    with pytest.raises(Refusal) as refused:
        begin(make, who, of={})

    assert refused.value.code == "practice-without-cases"
    assert rows(make) == []


def test_an_answer_moves_the_numbers_of_its_concept_alone(make, who):
    begin(make, who)
    sent = given(make, who, "6")
    first = cases(make)[kept(make, who).session.cases[0]].case

    answer(make, who, sent)

    record = kept(make, who).record
    expected = set() if first.truth is Truth.GREY else {first.concept}
    assert set(record.state.memories) == set(record.mastery) == expected
    assert record.state.seen == (first.id,)


def test_a_second_answer_to_the_same_case_changes_nothing(make, who):
    begin(make, who)
    sent = given(make, who, "6")
    answer(make, who, sent)
    before = kept(make, who)

    with pytest.raises(Refusal) as refused:
        answer(make, who, replace(sent, level="1"))

    assert refused.value.code == "practice-answered"
    assert kept(make, who) == before


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"level": ""}, "answer-missing"),
        ({"number": 2}, "practice-not-yet"),
        ({"number": 99}, "practice-over"),
        ({"token": "somebody-elses"}, "practice-over"),
        ({"version": "older"}, "practice-case-changed"),
    ],
    ids=["nothing", "too-soon", "beyond", "other-session", "other-text"],
)
def test_what_does_not_fit_is_refused_and_nothing_is_lost(make, who, changed, code):
    begin(make, who)
    before = kept(make, who)

    with pytest.raises(Refusal) as refused:
        answer(make, who, given(make, who, **changed))

    assert refused.value.code == code
    assert kept(make, who) == before


@pytest.mark.parametrize("level", ["0", "7", "x", "1\x00", "²"])
def test_what_is_no_level_is_a_bad_answer(make, who, level):
    begin(make, who)

    with pytest.raises(BadAnswer):
        answer(make, who, given(make, who, level))


def test_a_case_that_is_gone_can_only_be_skipped(make, who):
    begin(make, who)
    sent = given(make, who)
    gone = kept(make, who).session.cases[0]
    left = {id: one for id, one in cases(make).items() if id != gone}

    with pytest.raises(Refusal) as refused:
        answer(make, who, sent, of=left)
    with writing(make) as session:
        practice.skip(session, who, SEALER, left, sent, today=TODAY)

    assert refused.value.code == "practice-case-gone"
    assert kept(make, who).session.answers == (SKIPPED,)


def test_a_skipped_case_moves_no_number(make, who):
    begin(make, who)
    sent = given(make, who)

    with writing(make) as session:
        practice.skip(session, who, SEALER, cases(make), sent, today=TODAY)

    record = kept(make, who).record
    assert record.state.memories == record.mastery == {}
    assert len(record.state.seen) == 1


def test_when_a_session_has_ended_no_answer_is_kept(make, who):
    begin(make, who)
    answer_all(make, who)
    with writing(make) as session:
        practice.end(session, who, SEALER)

    [row] = rows(make)
    content = json.loads(SEALER.open(row.sealed))
    assert row.sealed_session is None
    assert kept(make, who).session is None
    assert set(content) == {"memories", "averages", "seen", "shown_on", "measurement"}


def test_the_next_day_the_session_is_over_but_its_numbers_stay(make, who):
    begin(make, who)
    answer(make, who, given(make, who))
    sent = given(make, who)
    tomorrow = TODAY + timedelta(days=1)

    with pytest.raises(Refusal) as refused:
        answer(make, who, sent, today=tomorrow)

    after = kept(make, who, today=tomorrow)
    assert refused.value.code == "practice-over"
    assert after.session is None
    assert len(after.record.state.seen) == 1


def test_the_row_names_nobody_and_cannot_be_read(make, who):
    begin(make, who)
    answer_all(make, who)

    [row] = rows(make)
    said = repr(vars(row))
    assert str(who.person) not in said
    assert who.person.hex not in said
    assert b"isolation" not in row.sealed + row.sealed_session
    assert SEALER.open(row.sealed) is not None
    assert OTHER_SEALER.open(row.sealed) is None


def test_another_person_finds_nothing(make, who):
    begin(make, who)
    stranger = Practitioner(make.owner, make.person("Other", has_secret=False))

    assert kept(make, stranger) == Kept()
    with pytest.raises(Refusal) as refused:
        answer(make, stranger, given(make, who))

    assert refused.value.code == "practice-over"


def test_the_same_person_in_another_municipality_finds_nothing(make, who):
    begin(make, who)

    assert kept(make, Practitioner(uuid4(), who.person)) == Kept()


def test_what_no_key_opens_is_said_and_begun_anew(make, who):
    begin(make, who, sealer=OTHER_SEALER)
    before = kept(make, who)

    begin(make, who)

    assert before.is_lost
    assert before.session is None
    assert not kept(make, who).is_lost
    assert kept(make, who).session.answers == ()


def test_what_is_deleted_is_gone(make, who):
    begin(make, who)
    with writing(make) as session:
        practice.forget(session, who, SEALER)
        practice.forget(session, who, SEALER)

    assert rows(make) == []
    assert kept(make, who) == Kept()


def on_leave(make, who, from_on, to_on):
    post = make.employment(who.person, make.unit(), from_on=date(2026, 1, 1))
    make.leave(post, from_on, to_on)
    with make.database.reading() as session:
        return own_leaves(session, who.municipality, who.person)


def test_leave_stops_the_schedule_and_ends_in_a_warm_up(make, who):
    begin(make, who)
    answer_all(make, who)
    due = kept(make, who).record.state.memories
    back = TODAY + timedelta(days=101)
    leaves = on_leave(make, who, TODAY + timedelta(days=1), back)

    begin(make, who, today=back, leaves=leaves)

    after = kept(make, who, today=back)
    assert len(after.session.cases) == WARM_UP_CASES
    assert due
    for concept, memory in after.record.state.memories.items():
        assert memory.due_on == max(back, due[concept].due_on + timedelta(days=100))


def test_two_who_begin_at_once_find_one_session(make, who):
    barrier = threading.Barrier(2)

    def ask(seed):
        barrier.wait()
        begin(make, who, seed=seed)

    _at_once(ask, "a", "b")

    assert len(rows(make)) == 1
    assert kept(make, who).session is not None


def test_of_two_answers_at_once_one_counts(make, who):
    begin(make, who)
    sent = given(make, who)
    barrier = threading.Barrier(2)
    refused = []

    def ask(level):
        barrier.wait()
        try:
            answer(make, who, replace(sent, level=level))
        except Refusal as error:
            refused.append(error.code)

    _at_once(ask, "1", "6")

    assert refused == ["practice-answered"]
    assert len(kept(make, who).session.answers) == 1
    assert len(kept(make, who).record.state.seen) == 1


def _at_once(ask, *arguments):
    threads = [threading.Thread(target=ask, args=(one,), daemon=True) for one in arguments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert not any(thread.is_alive() for thread in threads)


def test_with_leitner_a_concept_comes_back_after_fourteen_days(make, who):
    begin(make, who)
    boxes = {"schedule": ScheduleName.LEITNER, "today": TODAY}
    while kept(make, who).session.is_under_way(TODAY):
        sent = given(make, who, "1")
        with writing(make) as session:
            practice.answer(session, who, SEALER, cases(make), sent, **boxes)

    memories = kept(make, who).record.state.memories.values()
    assert {memory.due_on for memory in memories if memory.exposures == 1} == {
        TODAY + timedelta(14)
    }


def test_the_next_session_is_suggested_a_week_after_the_first(make, who):
    assert kept(make, who).record.next_offer_on is None
    begin(make, who)
    answer_all(make, who)

    assert kept(make, who).record.next_offer_on == TODAY + timedelta(7)


def test_practice_of_a_merged_person_goes_on_and_is_given_back_by_a_split(make, who):
    """Nothing is moved: the register says who somebody was, their own request finds it."""
    begin(make, who)
    answer_all(make, who)
    one = Practitioner(make.owner, make.person(has_secret=False), {who.person})

    assert kept(make, one) == kept(make, who) != Kept()
    begin(make, one, today=TODAY + timedelta(1))
    assert len(rows(make)) == 1
    assert kept(make, who, today=TODAY + timedelta(1)).session is not None


def test_who_was_two_deletes_the_practice_of_both(make, who):
    other = Practitioner(make.owner, make.person(has_secret=False))
    begin(make, who)
    begin(make, other)
    both = Practitioner(make.owner, who.person, {other.person})

    assert kept(make, both) == kept(make, who)
    with writing(make) as session:
        practice.forget(session, both, SEALER)

    assert rows(make) == []
