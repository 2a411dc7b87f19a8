"""A session while it lasts."""

import json
from datetime import date

import pytest

from elearn.domain.errors import FormatError, Refusal
from elearn.domain.recognition.practice_session import SKIPPED, PracticeSession, session_of

TODAY = date(2026, 11, 23)
BEGUN = PracticeSession("token", TODAY, ("a", "b", "c"))


def test_the_cases_are_asked_one_after_the_other():
    first = BEGUN.require_next("token", 1)
    second = BEGUN.answered(6).require_next("token", 2)

    assert (first, second) == ("a", "b")


@pytest.mark.parametrize(
    ("token", "number", "code"),
    [
        ("token", 1, "practice-answered"),
        ("token", 3, "practice-not-yet"),
        ("token", 0, "practice-over"),
        ("token", 4, "practice-over"),
        ("another", 2, "practice-over"),
    ],
    ids=["before", "after", "none", "beyond", "other-session"],
)
def test_only_the_case_whose_turn_it_is_takes_an_answer(token, number, code):
    with pytest.raises(Refusal) as refused:
        BEGUN.answered(1).require_next(token, number)

    assert refused.value.code == code


@pytest.mark.parametrize("level", [-1, 7, True, "3"])
def test_what_is_no_level_is_no_answer(level):
    with pytest.raises(Refusal):
        BEGUN.answered(level)


def test_a_session_is_under_way_until_all_is_answered_or_the_day_has_passed():
    done = BEGUN.answered(1).answered(SKIPPED).answered(6)

    assert BEGUN.is_under_way(TODAY)
    assert not BEGUN.is_under_way(date(2026, 11, 24))
    assert not done.is_under_way(TODAY)
    assert done.next_number == 4


def test_what_is_written_is_read_back():
    session = BEGUN.answered(3).answered(SKIPPED)

    assert session_of(json.loads(json.dumps(session.as_json()))) == session


@pytest.mark.parametrize(
    "record", [{}, {"token": "x", "begun_on": "soon", "cases": [], "answers": []}]
)
def test_anything_else_is_malformed(record):
    with pytest.raises(FormatError):
        session_of(record)
