import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import Refusal
from elearn.domain.recognition.response import (
    ResponseOutcome,
    ResponseStep,
    Rung,
    case_report,
    judge,
)

ALL = tuple(Rung)


def step(lowest: int, highest: int, **more) -> ResponseStep:
    return ResponseStep(ALL, Rung(lowest), Rung(highest), **more)


@pytest.mark.parametrize(
    ("choice", "credit", "over", "under"),
    [(0, 0.5, 0, 1), (1, 1, 0, 0), (2, 1, 0, 0), (3, 0.5, 1, 0), (4, 0, 2, 0)],
    ids=[rung.name.lower() for rung in Rung],
)
def test_inside_the_band_is_right_and_outside_it_is_said_how_far(choice, credit, over, under):
    outcome = judge(step(1, 2), choice)

    assert outcome == ResponseOutcome(credit, over, under, is_duty=False)


def test_too_far_and_not_far_enough_cost_the_same():
    assert judge(step(2, 2), 1).credit == judge(step(2, 2), 3).credit


@pytest.mark.parametrize(
    ("choice", "credit"), [(0, 0), (1, 0.4), (2, 1), (3, 0.6), (4, 0)], ids=str
)
def test_where_a_panel_has_voted_its_votes_give_the_credit(choice, credit):
    outcome = judge(step(2, 3, votes=(0, 2, 5, 3, 0)), choice)

    assert outcome.credit == pytest.approx(credit)


def test_the_position_of_a_choice_is_not_its_rung():
    reversed_step = ResponseStep((Rung.FORMAL, Rung.TALK), Rung.TALK, Rung.CONSULT)

    assert judge(reversed_step, 0).over == 2
    assert judge(reversed_step, 1).credit == 1


@pytest.mark.parametrize("choice", range(4), ids=str)
def test_a_duty_is_not_traded_against_votes(choice):
    duty = step(4, 4, is_duty=True, votes=(9, 9, 9, 9, 1))

    assert judge(duty, choice) == ResponseOutcome(0.0, 0, 4 - choice, is_duty=True)
    assert judge(duty, 4) == ResponseOutcome(1.0, 0, 0, is_duty=True)


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4))
def test_nobody_is_over_and_under_at_once(low, high, choice):
    outcome = judge(step(min(low, high), max(low, high)), choice)

    assert outcome.over == 0 or outcome.under == 0
    assert (outcome.credit == 1) is (outcome.over == outcome.under == 0)


def test_a_case_keeps_too_far_and_not_far_enough_apart():
    report = case_report([judge(step(2, 2), 4), judge(step(2, 2), 0)])

    assert report is not None
    assert (report.credit, report.over, report.under) == (0, 1, 1)


def test_duties_do_not_count_where_going_too_far_is_counted():
    duty = judge(step(4, 4, is_duty=True), 2)

    report = case_report([duty, judge(step(1, 1), 3)])

    assert report is not None
    assert (report.over, report.under) == (2, 1)


def test_of_duties_alone_nothing_is_said_about_going_too_far():
    report = case_report([judge(step(4, 4, is_duty=True), 4)])

    assert report is not None
    assert (report.credit, report.over, report.under) == (1, None, 0)


def test_a_case_without_steps_has_no_report():
    assert case_report([]) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"lowest": 3, "highest": 2},
        {"lowest": 3, "highest": 4, "is_duty": True},
        {"lowest": 1, "highest": 2, "votes": (1, 2)},
        {"lowest": 1, "highest": 2, "votes": (0, 0, 0, 0, 0)},
    ],
    ids=["empty band", "duty with a choice", "votes missing", "no votes"],
)
def test_a_step_that_contradicts_itself_is_refused(wrong):
    with pytest.raises(Refusal, match="response-malformed"):
        step(**wrong)


@pytest.mark.parametrize("choice", [-1, 5], ids=str)
def test_a_choice_that_is_not_there_is_refused(choice):
    with pytest.raises(Refusal, match="response-malformed"):
        judge(step(1, 2), choice)
