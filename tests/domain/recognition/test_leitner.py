from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.recognition.answer import Answer
from elearn.domain.recognition.case import Case, Truth
from elearn.domain.recognition.fsrs_schedule import RETENTION_YES_NO, FsrsSchedule
from elearn.domain.recognition.leitner import LeitnerSchedule
from elearn.domain.recognition.memory import Memory
from elearn.domain.recognition.rating import Certainty
from elearn.domain.recognition.schedule import ScheduleName, is_due
from elearn.domain.recognition.scheduling import schedule_for

START = date(2026, 3, 2)


def days_after(history: list[bool]) -> list[int]:
    memory, today, days = None, START, []
    for right in history:
        memory = LeitnerSchedule().after(memory, Answer(right, Certainty.SURE, 0.5), today=today)
        days.append((memory.due_on - today).days)
        today = memory.due_on
    return days


@pytest.mark.parametrize(
    ("history", "days"),
    [
        ([True] * 6, [14, 30, 90, 180, 365, 365]),
        ([True, True, True, False, True], [14, 30, 90, 14, 30]),
        ([False, True], [14, 30]),
    ],
    ids=["always right", "once wrong", "wrong at first"],
)
def test_a_box_on_for_right_and_back_to_the_first_for_wrong(history, days):
    assert days_after(history) == days


@given(st.lists(st.booleans(), min_size=1, max_size=10))
def test_whatever_falls_due_in_any_box_is_expected_to_be_known_alike(history):
    memory, today = None, START
    for right in history:
        memory = LeitnerSchedule().after(memory, Answer(right, Certainty.FAIRLY, 0.5), today=today)
        today = memory.due_on

    assert memory is not None
    assert LeitnerSchedule().recall(memory, today=memory.due_on) == pytest.approx(0.85)
    assert memory.exposures == len(history)


def test_a_setting_chooses_the_schedule():
    yes_no = [Case(id="a", concept="c", truth=Truth.SIGNAL)]

    assert schedule_for(ScheduleName.FSRS, yes_no) == FsrsSchedule(RETENTION_YES_NO)
    assert isinstance(schedule_for(ScheduleName.LEITNER, yes_no), LeitnerSchedule)


def test_a_concept_is_due_on_its_day_and_after_it():
    memory = Memory(1.0, 5.0, due_on=START, last_on=START, exposures=1)

    due = [is_due(memory, today=START + timedelta(days)) for days in (-1, 0, 1)]

    assert due == [False, True, True]
