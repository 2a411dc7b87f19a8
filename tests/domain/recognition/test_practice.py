from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.domain.recognition.answer import Answer
from elearn.domain.recognition.case import Anchor, Case, Truth
from elearn.domain.recognition.fsrs_schedule import FsrsSchedule
from elearn.domain.recognition.memory import Memory
from elearn.domain.recognition.practice import Practice, PracticeState, session_size
from elearn.domain.recognition.rating import Certainty

TODAY = date(2026, 3, 2)
SIGNAL, LOOKALIKE, GREY = Truth
IDEOLOGIES = ("a", "b", "c")


def case(id_: str, truth: Truth = LOOKALIKE, concept: str = "c1", **values) -> Case:
    return Case(id=id_, concept=concept, truth=truth, **values)


def bank(concepts: int = 8, *, grey: bool = True) -> list[Case]:
    """Each concept with three signals, five look-alikes and a grey case."""
    classes = [SIGNAL] * 3 + [LOOKALIKE] * 5 + [GREY] * grey
    return [
        case(f"{concept}-{n}", truth, f"c{concept}", ideology=IDEOLOGIES[(concept + n) % 3])
        for concept in range(concepts)
        for n, truth in enumerate(classes)
    ]


def practice(cases: list[Case], state: PracticeState | None = None, seed: str = "s") -> Practice:
    schedules = {case.concept: FsrsSchedule() for case in cases}
    return Practice(cases, state or PracticeState(), schedules, TODAY, seed)


def memory(due_in: int, stability: float = 10.0) -> Memory:
    last_on = TODAY - timedelta(20)
    return Memory(stability, 5.0, TODAY + timedelta(due_in), last_on, exposures=2)


def course_of(cases: list[Case], sessions: int, seed: int) -> list[tuple[Case, ...]]:
    """Sessions of one learner, each on the day of the next offer, answered by chance."""
    chance, state, today, held = Random(seed), PracticeState(), TODAY, []
    schedule = FsrsSchedule()
    for number in range(sessions):
        now = replace(practice(cases, state, f"{seed}-{number}"), today=today)
        held.append(now.session())
        memories, seen, shown_on = dict(state.memories), state.seen, dict(state.shown_on)
        for each in held[-1]:
            given_ = Answer(chance.random() < 0.8, Certainty.FAIRLY, each.guess_chance)
            memories[each.concept] = schedule.after(memories.get(each.concept), given_, today=today)
            seen = (*seen, each.id)
            if each.anchor:
                shown_on[each.anchor] = today
        state = PracticeState(memories, seen, shown_on)
        today += timedelta(14)
    return held


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_a_year_of_practice_keeps_the_mix(seed):
    sessions = course_of(bank(), 26, seed)

    counts = Counter(each.truth for session in sessions for each in session)
    total = counts.total()
    assert 0.30 <= counts[SIGNAL] / total <= 0.35
    assert 0.50 <= counts[LOOKALIKE] / total <= 0.60


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_without_grey_cases_the_signals_do_not_grow(seed):
    sessions = course_of(bank(grey=False), 26, seed)

    counts = Counter(each.truth for session in sessions for each in session)
    assert 0.30 <= counts[SIGNAL] / counts.total() <= 0.35


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_a_session_ends_quietly_and_varies(seed):
    sessions = course_of(bank(), 12, seed)

    for session in sessions:
        assert len(session) == 5
        assert sum(each.truth is SIGNAL for each in session[-3:]) <= 1
        assert len({each.concept for each in session}) == 5
    flow = [each for session in sessions for each in session]
    for before, after in pairwise(flow):
        assert not (before.truth is after.truth is SIGNAL and before.ideology == after.ideology)


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_none_of_the_last_two_cases_of_a_concept_returns(seed):
    flow = [each for session in course_of(bank(2), 14, seed) for each in session]

    for concept in ("c0", "c1"):
        ids = [each.id for each in flow if each.concept == concept]
        assert all(id_ not in ids[max(0, n - 2) : n] for n, id_ in enumerate(ids))


def test_due_concepts_come_first_the_least_certain_before_all():
    cases = [case(f"{name}{n}", concept=name) for name in "wxyz" for n in range(4)]
    state = PracticeState(
        {"w": memory(30, 1.0), "x": memory(-1, 40.0), "y": memory(-1, 4.0)}, seen=("x0",)
    )

    session = practice(cases, state).session(4)

    assert [each.concept for each in session] == ["y", "x", "z", "w"]


def test_an_unseen_case_comes_before_the_oldest():
    cases = [case(f"k{n}") for n in range(4)]
    shown = [
        practice(cases, PracticeState({"c1": memory(-1)}, seen=seen)).session(1)[0].id
        for seen in (("k0", "k1", "k2"), ("k2", "k0", "k3", "k1"), ("k3", "k1", "k0", "k2"))
    ]

    assert shown == ["k3", "k2", "k3"]


def test_a_case_kept_for_measuring_is_never_practised():
    cases = [case("m", form="f1"), case("n", form="f2", anchor=Anchor.CLASSIC_LOOKALIKE)]

    assert practice(cases).session() == ()


@pytest.mark.parametrize(
    ("shown_on", "appears"),
    [
        ({}, True),
        ({Anchor.CLASSIC_LOOKALIKE: TODAY - timedelta(181)}, False),
        ({Anchor.CLASSIC_LOOKALIKE: TODAY - timedelta(182)}, True),
    ],
    ids=["never shown", "shown lately", "half a year ago"],
)
def test_an_anchor_reappears_each_half_year(shown_on, appears):
    cases = [*bank(), case("anchor", anchor=Anchor.CLASSIC_LOOKALIKE)]

    session = practice(cases, PracticeState(shown_on=shown_on)).session()

    assert ("anchor" in {each.id for each in session}) is appears


def test_anchors_come_in_an_order_by_lot_that_keeps_the_mix():
    truths = (SIGNAL, LOOKALIKE, LOOKALIKE)
    anchors = [
        case(each.value, truth, each.value, anchor=each)
        for each, truth in zip(Anchor, truths, strict=True)
    ]

    sessions = [practice([*bank(), *anchors], seed=str(n)).session() for n in range(40)]

    assert {len(session) for session in sessions} == {5}
    assert all(set(anchors) <= set(session) for session in sessions)
    assert len({tuple(one.anchor for one in session) for session in sessions}) > 10
    assert all(sum(one.truth is SIGNAL for one in session[-3:]) <= 1 for session in sessions)


def test_the_same_seed_gives_the_same_session_and_another_another():
    sessions = [practice(bank(), seed=seed).session() for seed in ("s", "s", "t")]

    assert sessions[0] == sessions[1] != sessions[2]


@pytest.mark.parametrize(
    ("minutes", "cases"),
    [(0.5, 5), (0.75, 5), (1.0, 4), (1.25, 3), (2.0, 3)],
    ids=["half a minute", "three quarters", "a minute", "more", "two minutes"],
)
def test_a_session_fits_into_four_minutes(minutes, cases):
    assert session_size([case("k", minutes=minutes)]) == cases


def test_a_small_bank_gives_a_short_session():
    assert len(practice([case("k1"), case("k2")]).session()) == 2
    assert practice([]).session() == ()
