"""What is kept of practice is numbers and days."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import FormatError, Refusal
from elearn.domain.recognition.case import Anchor, Case, Truth
from elearn.domain.recognition.fsrs_schedule import FsrsSchedule
from elearn.domain.recognition.practice_record import SEEN_KEPT, PracticeRecord, record_of

TODAY = date(2026, 11, 23)
SIGNAL = Case(id="s", concept="isolation", truth=Truth.SIGNAL)
LOOKALIKE = Case(id="l", concept="isolation", truth=Truth.LOOKALIKE)
GREY = Case(id="g", concept="anger", truth=Truth.GREY)
ANCHOR = Case(id="a", concept="anger", truth=Truth.SIGNAL, anchor=Anchor.CLEAR_SIGNAL)
CASES = (SIGNAL, LOOKALIKE, GREY, ANCHOR)


def after(record, case, level, today=TODAY):
    return record.after(case, level, FsrsSchedule(), today=today)


@given(st.lists(st.tuples(st.sampled_from(CASES), st.integers(1, 6), st.integers(0, 40))))
def test_what_is_written_is_read_back(answers):
    record, day = PracticeRecord(), TODAY
    for case, level, days in answers:
        day += timedelta(days)
        record = after(record, case, level, day)

    assert record_of(json.loads(json.dumps(record.as_json()))) == record


def test_right_and_wrong_move_the_average_of_their_own_class():
    record = after(after(PracticeRecord(), SIGNAL, 6), LOOKALIKE, 6)

    mastery = record.mastery["isolation"]
    assert mastery.signals > 0.5 > mastery.lookalikes
    assert record.state.memories["isolation"].exposures == 2


def test_a_wrong_answer_weakens_the_memory():
    right = after(PracticeRecord(), SIGNAL, 6).state.memories["isolation"]
    wrong = after(PracticeRecord(), SIGNAL, 1).state.memories["isolation"]

    assert wrong.stability < right.stability


@pytest.mark.parametrize("level", range(1, 7))
def test_a_grey_case_is_only_remembered_as_seen(level):
    record = after(PracticeRecord(), GREY, level)

    assert record == PracticeRecord().having_met(GREY, today=TODAY)
    assert record.state.seen == ("g",)
    assert record.state.memories == record.mastery == {}


def test_the_day_of_an_anchor_is_kept():
    record = PracticeRecord().having_met(ANCHOR, today=TODAY)

    assert record.state.shown_on == {Anchor.CLEAR_SIGNAL: TODAY}


def test_only_the_latest_cases_are_remembered_as_seen():
    record = PracticeRecord()
    for number in range(SEEN_KEPT + 3):
        case = Case(id=str(number), concept="isolation", truth=Truth.GREY)
        record = record.having_met(case, today=TODAY)

    assert len(record.state.seen) == SEEN_KEPT
    assert record.state.seen[-1] == str(SEEN_KEPT + 2)


def test_a_level_that_does_not_exist_is_refused():
    with pytest.raises(Refusal):
        after(PracticeRecord(), SIGNAL, 7)


@pytest.mark.parametrize(
    "record",
    [{}, {"memories": [], "averages": {}, "seen": [], "shown_on": {}}],
    ids=["empty", "wrong-shape"],
)
def test_anything_else_is_malformed(record):
    with pytest.raises(FormatError):
        record_of(record)
