"""A measurement block from the first case to twelve counts, on both databases."""

import json
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet

from elearn.domain.errors import BadAnswer, Refusal
from elearn.domain.people.intervals import Interval
from elearn.domain.recognition.measurement_block import Occasion
from elearn.domain.recognition.measurement_offer import Progress
from elearn.domain.recognition.rating import RatingCounts
from elearn.services import kept_practice, measurement, practice
from elearn.services.kept_practice import Practitioner
from elearn.services.practice import Given
from elearn.store.models import Practice
from elearn.store.queries.measurement import forms
from elearn.store.queries.practice import bank
from elearn.store.sealing import Sealer
from tests.factories import Factory
from tests.forms import COURSE, NAMES, form_id, forms_files, publish_forms, truth_of

TODAY = date(2026, 11, 23)
SEALER = Sealer([Fernet.generate_key().decode()], "pepper")
NEW, DONE = Progress(False, False), Progress(True, True)
LONG_ENOUGH = 10
"""Seconds after which a thread that still waits would wait for ever."""


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    publish_forms(made)
    return made


@pytest.fixture
def who(make):
    return Practitioner(make.owner, make.person(has_secret=False))


@contextmanager
def writing(make):
    with make.database.writing() as session:
        yield session
        session.commit()


def known(make):
    with make.database.reading() as session:
        return forms(session, make.owner, "sv")


def begin(make, who, progress=NEW, *, today=TODAY, leaves=(), seed="chance"):
    with writing(make) as session:
        measurement.begin(
            session,
            who,
            SEALER,
            known(make),
            leaves,
            course=COURSE,
            progress=progress,
            token=uuid4().hex,
            seed=seed,
            today=today,
        )


def record(make, who, *, today=TODAY):
    with make.database.reading() as session:
        return kept_practice.kept(session, who, SEALER, today=today).record.measurement


def given(make, who, level="1", **values):
    """What the page of the case that waits would send."""
    block = record(make, who).open
    found = known(make)[block.form].cases[block.cases[block.asked]]
    sent = Given(block.token, block.next_number, found.exercise.version, level)
    return replace(sent, **values)


def answer(make, who, sent, *, today=TODAY, of=None):
    with writing(make) as session:
        asked = known(make) if of is None else of
        return measurement.answer(session, who, SEALER, asked, sent, today=today)


def skip(make, who, sent, *, today=TODAY):
    with writing(make) as session:
        return measurement.skip(session, who, SEALER, known(make), sent, today=today)


def walk(make, who, *, hits=8, alarms=0, today=TODAY):
    """The rest of the open block, with so many signals noticed and look-alikes taken for one."""
    left, asked = {"signal": hits, "lookalike": alarms}, known(make)
    block = record(make, who).open
    while not block.is_through:
        id = block.cases[block.asked]
        left[truth_of(id)] -= 1
        level = "6" if left[truth_of(id)] >= 0 else "1"
        version = asked[block.form].cases[id].exercise.version
        sent = Given(block.token, block.next_number, version, level)
        block = answer(make, who, sent, today=today, of=asked)


def rows(make):
    with make.database.reading() as session:
        return session.query(Practice).all()


def test_the_forms_are_those_that_are_complete(make):
    assert list(known(make)) == [form_id(name) for name in NAMES]

    publish_forms(make, forms_files(without=["form-b-0"]))

    assert list(known(make)) == [form_id("A"), form_id("C")]


def test_cases_of_a_form_are_never_practised(make):
    with make.database.reading() as session:
        assert all(one.case.form is None for one in bank(session, make.owner, "sv").values())


def test_a_changed_text_is_another_edition_of_its_form_alone(make):
    before = known(make)
    publish_forms(make, forms_files(changed=["form-a-3"]))
    after = known(make)

    changed = [id for id in before if before[id].edition != after[id].edition]
    assert changed == [form_id("A")]


def test_a_block_ends_in_twelve_counts_a_form_and_a_day(make, who):
    begin(make, who)
    walk(make, who, hits=6, alarms=3)

    [done] = record(make, who).done
    assert (done.form, done.occasion, done.on) == (form_id("A"), Occasion.BEFORE_COURSE, TODAY)
    assert done.counts == RatingCounts.of([6] * 6 + [1] * 2, [6] * 3 + [1] * 13)
    assert record(make, who).open is None


def test_nothing_that_is_kept_says_how_a_case_was_answered(make, who):
    begin(make, who)
    for _ in range(5):
        answer(make, who, given(make, who, "6"))

    [row] = rows(make)
    content = json.loads(SEALER.open(row.sealed))
    assert set(content["measurement"]["open"]) == {
        "token",
        "form",
        "edition",
        "occasion",
        "begun_on",
        "cases",
        "asked",
        "signals",
        "lookalikes",
    }
    walk(make, who)
    content = json.loads(SEALER.open(rows(make)[0].sealed))
    assert "form-a" not in json.dumps(content)


def test_chance_orders_the_cases(make, who):
    orders = set()
    for seed in "abc":
        with writing(make) as session:
            practice.forget(session, who, SEALER)
        begin(make, who, seed=seed)
        orders.add(record(make, who).open.cases)

    assert len(orders) == 3
    assert len({frozenset(order) for order in orders}) == 1


def test_beginning_again_goes_on_where_one_was_also_another_day(make, who):
    begin(make, who)
    answer(make, who, given(make, who))
    before = record(make, who)

    begin(make, who, today=TODAY + timedelta(20))

    assert record(make, who) == before
    answer(make, who, given(make, who), today=TODAY + timedelta(20))
    assert record(make, who).open.asked == 2


def test_a_block_of_a_month_ago_is_over_and_its_form_rests(make, who):
    begin(make, who)
    sent, late = given(make, who), TODAY + timedelta(31)

    with pytest.raises(Refusal, match="measure-over"):
        answer(make, who, sent, today=late)
    begin(make, who, today=late)

    assert record(make, who).open.form == form_id("B")


def test_before_after_and_half_a_year_later_come_with_a_form_each(make, who):
    half_a_year = TODAY + timedelta(30 + 182)
    begin(make, who)
    walk(make, who)
    begin(make, who, DONE, today=TODAY + timedelta(30))
    walk(make, who, today=TODAY + timedelta(30))
    begin(make, who, DONE, today=half_a_year)

    assert [one.form for one in record(make, who).done] == [form_id("A"), form_id("B")]
    assert record(make, who).open.form == form_id("C")
    assert record(make, who).open.occasion is Occasion.HALF_YEARLY


@pytest.mark.parametrize("progress", [NEW, Progress(True, False)], ids=["measured", "in-course"])
def test_what_is_not_due_is_not_begun(make, who, progress):
    begin(make, who)
    walk(make, who)

    with pytest.raises(Refusal, match="measure-not-offered"):
        begin(make, who, progress, today=TODAY + timedelta(1))


def test_a_case_passed_by_counts_neither_way(make, who):
    begin(make, who)
    while record(make, who).open.asked < 23:
        skip(make, who, given(make, who))
    answer(make, who, given(make, who, "5"))

    assert record(make, who).done[0].counts.answers == 1


def test_a_block_in_which_everything_was_passed_by_leaves_only_that_its_form_was_seen(make, who):
    begin(make, who)
    while record(make, who).open:
        skip(make, who, given(make, who))

    assert record(make, who).done == ()
    assert set(record(make, who).seen_on) == {form_id("A")}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"level": ""}, "answer-missing"),
        ({"number": 2}, "measure-not-yet"),
        ({"number": 99}, "measure-over"),
        ({"token": "of-another-tab"}, "measure-over"),
        ({"version": "older"}, "measure-case-changed"),
    ],
    ids=["nothing", "too-soon", "beyond", "other-block", "other-text"],
)
def test_what_does_not_fit_is_refused_and_nothing_moves(make, who, changed, code):
    begin(make, who)
    before = record(make, who)

    with pytest.raises(Refusal, match=code):
        answer(make, who, given(make, who, **changed))

    assert record(make, who) == before


@pytest.mark.parametrize("level", ["0", "7", "x", "²"])
def test_what_is_no_level_is_a_bad_answer(make, who, level):
    begin(make, who)

    with pytest.raises(BadAnswer):
        answer(make, who, given(make, who, level))


def test_the_back_button_changes_no_answer(make, who):
    begin(make, who)
    sent = given(make, who, "6")
    answer(make, who, sent)
    before = record(make, who)

    with pytest.raises(Refusal, match="measure-answered"):
        answer(make, who, replace(sent, level="1"))

    assert record(make, who) == before


def test_a_form_that_is_withdrawn_meanwhile_can_be_passed_through(make, who):
    begin(make, who)
    answer(make, who, given(make, who, "6"))
    sent = given(make, who)

    with pytest.raises(Refusal, match="measure-case-gone"):
        answer(make, who, sent, of={})
    while record(make, who).open:
        block = record(make, who).open
        skip(make, who, Given(block.token, block.next_number, "", ""))

    assert record(make, who).done[0].counts.answers == 1


def test_leaving_a_block_forgets_its_counts(make, who):
    begin(make, who)
    answer(make, who, given(make, who))
    for _ in range(2):
        with writing(make) as session:
            measurement.leave(session, who, SEALER, today=TODAY)

    assert record(make, who).open is None
    assert record(make, who).done == ()


def test_what_is_deleted_in_the_middle_of_a_block_is_gone(make, who):
    begin(make, who)
    sent = given(make, who)
    with writing(make) as session:
        practice.forget(session, who, SEALER)

    with pytest.raises(Refusal, match="measure-over"):
        answer(make, who, sent)
    assert rows(make) == []


def test_measuring_leaves_the_session_of_today_as_it_is_and_ends_an_older_one(make, who):
    def practise(today):
        with make.database.reading() as session:
            cases = bank(session, make.owner, "sv")
        with writing(make) as session:
            practice.begin(session, who, SEALER, cases, (), token="t", seed="s", today=today)

    practise(TODAY)
    begin(make, who)
    assert rows(make)[0].sealed_session is not None

    answer(make, who, given(make, who), today=TODAY + timedelta(1))
    assert rows(make)[0].sealed_session is None


def test_leave_before_a_block_still_stops_the_schedule(make, who):
    with make.database.reading() as session:
        cases = bank(session, make.owner, "sv")
    with writing(make) as session:
        practice.begin(session, who, SEALER, cases, (), token="t", seed="s", today=TODAY)
    with make.database.reading() as session:
        [id] = kept_practice.kept(session, who, SEALER, today=TODAY).session.cases
    with writing(make) as session:
        sent = Given("t", 1, cases[id].exercise.version, "6")
        practice.answer(session, who, SEALER, cases, sent, today=TODAY)
    back = TODAY + timedelta(100)

    def due():
        with make.database.reading() as session:
            memories = kept_practice.kept(session, who, SEALER, today=back).record.state.memories
        return memories["isolation"].due_on

    before = due()
    begin(make, who, today=back, leaves=(Interval(TODAY, back),))

    assert due() == max(back, before + timedelta(100))


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

    threads = [threading.Thread(target=ask, args=(one,), daemon=True) for one in "16"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)

    assert refused == ["measure-answered"]
    assert record(make, who).open.counts.answers == 1
