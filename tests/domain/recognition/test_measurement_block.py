from collections import Counter
from datetime import date, timedelta

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.recognition.case import Case, Truth
from elearn.domain.recognition.measurement_block import Occasion, block_of, next_form, occasion

TODAY = date(2026, 9, 1)
FORMS = ("f1", "f2", "f3")


def form(name: str, signals: int = 8, lookalikes: int = 16) -> list[Case]:
    truths = [Truth.SIGNAL] * signals + [Truth.LOOKALIKE] * lookalikes
    return [
        Case(id=f"{name}-{n}", concept="c", truth=truth, form=name)
        for n, truth in enumerate(truths)
    ]


def months_ago(months: int) -> date:
    return TODAY - timedelta(30 * months)


@pytest.mark.parametrize(
    ("seen_on", "chosen"),
    [
        ({}, "f1"),
        ({"f1": months_ago(1)}, "f2"),
        ({"f1": months_ago(20), "f2": months_ago(14)}, "f3"),
        ({"f1": months_ago(14), "f2": months_ago(20), "f3": months_ago(2)}, "f2"),
        ({"f1": date(2025, 9, 1), "f2": TODAY, "f3": TODAY}, "f1"),
        ({"f1": date(2025, 9, 2), "f2": TODAY, "f3": TODAY}, None),
    ],
    ids=["none seen", "one seen", "the unseen one", "the oldest", "a year", "a day too soon"],
)
def test_forms_take_turns_and_rest_for_a_year(seen_on, chosen):
    assert next_form(FORMS, seen_on, today=TODAY) == chosen


def test_a_block_is_the_whole_form_in_an_order_of_its_own():
    bank = [*form("f1"), *form("f2"), Case(id="x", concept="c", truth=Truth.SIGNAL)]

    block, again, other = (block_of("f1", bank, seed=seed) for seed in ("a", "a", "b"))

    assert Counter(case.truth for case in block) == {Truth.SIGNAL: 8, Truth.LOOKALIKE: 16}
    assert {case.id for case in block} == {case.id for case in other}
    assert block == again != other


@pytest.mark.parametrize(("signals", "lookalikes"), [(7, 16), (8, 17), (0, 0)])
def test_a_form_of_another_size_is_refused(signals, lookalikes):
    with pytest.raises(Refusal, match="form-incomplete"):
        block_of("f1", form("f1", signals, lookalikes), seed="a")


BEFORE, AFTER, HALF_YEARLY = Occasion


@pytest.mark.parametrize(
    ("begun", "done", "measured", "due"),
    [
        (False, False, [], BEFORE),
        (False, False, [(BEFORE, 1)], None),
        (True, False, [], None),
        (True, True, [(BEFORE, 2)], AFTER),
        (True, True, [(BEFORE, 8), (AFTER, 5)], None),
        (True, True, [(BEFORE, 10), (AFTER, 7)], HALF_YEARLY),
        (True, True, [(AFTER, 13), (HALF_YEARLY, 5)], None),
    ],
    ids=["new", "measured", "in the course", "done", "since", "half a year", "again since"],
)
def test_a_block_before_and_after_the_course_and_twice_a_year(begun, done, measured, due):
    taken = [(reason, months_ago(months)) for reason, months in measured]

    found = occasion(course_begun=begun, course_done=done, measured_on=taken, today=TODAY)

    assert found is due
