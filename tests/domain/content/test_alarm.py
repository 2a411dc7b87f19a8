"""What the counters say of cases: how much concern they drew, and whether twins drew the same."""

import pytest

from elearn.domain.content.alarm import concern_counts, parity_of
from elearn.domain.exercises.exercise import Spec, SubPart, Where
from elearn.domain.exercises.types.judge import Judge
from elearn.domain.exercises.types.reflection import Reflection
from elearn.domain.exercises.types.twins import Twins
from elearn.domain.recognition.case import Truth
from elearn.domain.recognition.case_lean import ConcernCounts

WHERE = Where("a.md", 1)


def judge(truth):
    settings = {"truth": truth, "concept": "isolation", "panel": "none"}
    return Judge.parse(Spec("Robin.", (), settings), where=WHERE)


def twins(first, second):
    parts = [
        SubPart("case", name, Spec(f"Case {name}.", (), {"truth": truth, "markers": ""}))
        for name, truth in (("a", first), ("b", second))
    ]
    return Twins.parse(Spec("Read both.", parts=tuple(parts)), where=WHERE)


def test_a_case_draws_concern_from_the_fourth_level_on():
    counts = {"1": 5, "3": 2, "4": 1, "6": 7}

    assert concern_counts(judge("lookalike"), counts) == (ConcernCounts(Truth.LOOKALIKE, 8, 15),)


def test_each_twin_is_a_case():
    counts = {"1/1": 3, "1/5": 4, "2/6": 7, "only-2": 3}

    assert concern_counts(twins("lookalike", "signal"), counts) == (
        ConcernCounts(Truth.LOOKALIKE, 4, 7),
        ConcernCounts(Truth.SIGNAL, 7, 7),
    )


def test_an_exercise_that_asks_for_no_concern_has_none():
    assert concern_counts(Reflection.parse(Spec("Think."), where=WHERE), {"1": 4}) == ()


@pytest.mark.parametrize(
    ("answer", "alone"),
    [
        (("1/5", "2/2"), {"only-1"}),
        (("1/3", "2/4"), {"only-2"}),
        (("1/6", "2/4"), set()),
        (("1/1", "2/3"), set()),
        ((), set()),
    ],
)
def test_which_twin_alone_drew_concern_is_counted(answer, alone):
    same = twins("lookalike", "lookalike")

    assert set(same.counted(answer)) == {*answer, *alone}
    assert set(twins("signal", "lookalike").counted(answer)) == set(answer)


def test_ten_who_judged_the_twins_differently_tell_of_parity():
    same = twins("signal", "signal")

    found = parity_of(same, {"only-1": 9, "only-2": 1})

    assert found is not None
    assert found.is_unequal
    assert parity_of(same, {"only-1": 9}) is None
    assert parity_of(twins("signal", "lookalike"), {"only-1": 9, "only-2": 1}) is None
