from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.recognition.answer import Answer
from elearn.domain.recognition.case import Case, Truth
from elearn.domain.recognition.fsrs_schedule import FsrsSchedule, retention_for
from elearn.domain.recognition.memory import Memory
from elearn.domain.recognition.rating import Certainty

START = date(2026, 3, 2)
CERTAIN = 0.0
"""The guess chance at which a right answer can only have been known."""

answers = st.builds(
    Answer, st.booleans(), st.sampled_from(Certainty), st.sampled_from([CERTAIN, 0.25, 0.5])
)


def answer(right: bool = True, certainty: Certainty = Certainty.SURE, chance: float = CERTAIN):
    return Answer(right, certainty, chance)


def after(history: list[Answer], schedule: FsrsSchedule | None = None) -> Memory:
    """The memory once each of *history* was answered on the day it was due."""
    schedule = schedule or FsrsSchedule()
    memory, today = None, START
    for each in history:
        memory = schedule.after(memory, each, today=today)
        today = memory.due_on
    assert memory is not None
    return memory


@given(st.lists(st.sampled_from([Rating.Again, Rating.Hard, Rating.Good]), min_size=1, max_size=12))
def test_where_nothing_can_be_guessed_it_is_fsrs_itself(ratings):
    theirs = Scheduler(
        desired_retention=0.85,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=365,
        enable_fuzzing=False,
    )
    card = Card(card_id=1)
    ours, today = None, START

    for rating in ratings:
        right = rating is not Rating.Again
        certainty = Certainty.UNSURE if rating is Rating.Hard else Certainty.SURE
        at = datetime(today.year, today.month, today.day, tzinfo=UTC)
        card, _ = theirs.review_card(card, rating, at)
        ours = FsrsSchedule().after(ours, answer(right, certainty), today=today)

        assert ours.stability == pytest.approx(card.stability)
        assert ours.difficulty == pytest.approx(card.difficulty)
        assert (ours.due_on - today).days == max(7, (card.due - at).days)
        today = ours.due_on


@given(st.lists(answers, min_size=1, max_size=15))
def test_a_concept_rests_from_a_week_to_a_year(history):
    memory = after(history)

    assert 7 <= (memory.due_on - memory.last_on).days <= 365
    assert memory.exposures == len(history)
    assert 1 <= memory.difficulty <= 10


@given(st.lists(answers, min_size=1, max_size=8))
def test_the_surer_a_right_answer_the_later_the_concept_returns(history):
    unsure, fairly, sure = (
        after([*history, answer(certainty=certainty, chance=0.5)]).due_on for certainty in Certainty
    )

    assert unsure <= fairly <= sure


@given(st.lists(answers, min_size=1, max_size=8), st.sampled_from(Certainty))
def test_the_easier_to_guess_the_sooner_the_concept_returns(history, certainty):
    by_chance = [
        after([*history, answer(certainty=certainty, chance=chance)]).due_on
        for chance in (0.5, 0.25, 0.0)
    ]

    assert by_chance == sorted(by_chance)


@given(st.lists(answers, min_size=1, max_size=8), st.sampled_from(Certainty))
def test_a_wrong_answer_is_wrong_however_sure_and_however_many_options(history, certainty):
    plain = after([*history, answer(right=False)])

    assert after([*history, answer(False, certainty, 0.5)]) == plain


def test_answering_again_the_same_day_is_possible():
    memory = after([answer(), answer()])

    again = FsrsSchedule().after(memory, answer(), today=memory.last_on)

    assert again.exposures == 3
    assert again.stability >= memory.stability


def test_recall_is_nine_in_ten_after_as_many_days_as_the_stability():
    memory = Memory(stability=40.0, difficulty=5.0, due_on=START, last_on=START, exposures=1)

    recalls = [FsrsSchedule().recall(memory, today=START + timedelta(days)) for days in (0, 40, 80)]

    assert recalls[:2] == [1.0, pytest.approx(0.9)]
    assert recalls[2] < 0.9


@pytest.mark.parametrize(
    ("chances", "retention"),
    [([0.5, 0.5], 0.87), ([0.5, 0.25], 0.85), ([0.25], 0.85), ([], 0.85)],
    ids=["yes and no only", "one with options", "options", "nothing"],
)
def test_a_concept_of_yes_and_no_alone_is_kept_fresher(chances, retention):
    cases = [
        Case(id=str(n), concept="a", truth=Truth.SIGNAL, guess_chance=chance)
        for n, chance in enumerate(chances)
    ]

    assert retention_for(cases) == retention
