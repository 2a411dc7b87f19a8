from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.exercise import Answer, Body, Item, Remark, Spec, Verdict
from elearn.domain.exercises.interaction import Order
from elearn.domain.exercises.presentation import presented
from elearn.domain.exercises.types.ordering import Ordering
from tests.domain.exercises.promises import ANSWERS, WHERE, assert_graded_or_refused

STEPS = ("Skriv ner | Fakta först.", "Prata", "Dela | Två ser mer än en.", "Följ upp")
RULES = ("exact", "adjacent")


def ordering(*steps: str, **settings: str) -> Ordering:
    """An exercise with *steps* in the right order, such as `Prata | därför`."""
    cut = [step.partition(" | ") for step in steps]
    items = tuple(Item(text, feedback=why) for text, _, why in cut)
    spec = Spec("Läs.", items, settings, body=Body.NUMBERED)
    return Ordering.parse(spec, where=WHERE)


def in_order(ids: Sequence[str | int]) -> list[str]:
    return [f"{option}:{place}" for place, option in enumerate(ids, start=1)]


@pytest.mark.parametrize(
    ("ids", "exact", "adjacent"),
    [
        ("1234", 1, 1),
        ("1243", 0, 1 / 3),
        ("2341", 0, 2 / 3),
        ("3412", 0, 2 / 3),
        ("2143", 0, 0),
        ("4321", 0, 0),
        ("", 0, 0),
    ],
)
def test_credit_follows_its_rule(ids: str, exact: float, adjacent: float):
    """Adjacent: of 1-2, 2-3 and 3-4, those that stand together."""
    found = [ordering(*STEPS, credit=rule).grade(in_order(ids)).credit for rule in RULES]

    assert found == pytest.approx([exact, adjacent])


def test_everything_in_its_place_is_asked_for_unless_the_author_says_otherwise():
    assert ordering(*STEPS).grade(in_order("2341")).credit == 0


def test_the_right_order_is_told_with_the_place_that_each_was_given():
    assert ordering(*STEPS).remarks(in_order("1324")) == (
        Remark(Verdict.NEUTRAL, "", code="order-places", values={"right": 2, "of": 4}),
        Remark(Verdict.RIGHT, "1. Skriv ner", "Fakta först."),
        Remark(Verdict.WRONG, "Prata", code="order-misplaced", values={"given": 3, "place": 2}),
        Remark(
            Verdict.WRONG,
            "Dela",
            "Två ser mer än en.",
            code="order-misplaced",
            values={"given": 2, "place": 3},
        ),
        Remark(Verdict.RIGHT, "4. Följ upp"),
    )


def test_what_earns_credit_among_neighbours_is_what_is_told():
    summary, *each = ordering(*STEPS, credit="adjacent").remarks(in_order("2341"))

    assert (summary.code, summary.values) == ("order-neighbours", {"right": 2, "of": 3})
    assert [one.code for one in each] == [
        "order-misplaced", "order-misplaced", "order-follows", "order-follows",
    ]  # fmt: skip


def test_an_order_that_is_right_needs_no_sum():
    assert [one.code for one in ordering(*STEPS).remarks(in_order("1234"))] == [""] * 4


def test_without_an_answer_the_whole_order_is_told():
    assert [one.verdict for one in ordering(*STEPS).remarks([])] == [Verdict.MISSED] * 4


@pytest.mark.parametrize("answer", [["1:1", "2:1"], ["1:2", "2:2"]])
def test_two_cannot_share_a_place(answer: list[str]):
    with pytest.raises(BadAnswer, match="answer-places"):
        ordering("a", "b").grade(answer)


def test_one_thing_has_no_order():
    with pytest.raises(ContentError, match="order-too-short"):
        ordering("Prata")


def test_a_rule_of_credit_that_is_not_there_is_told():
    with pytest.raises(ContentError) as raised:
        ordering(*STEPS, credit="halv")

    assert raised.value.code == "setting-value"
    assert raised.value.values["allowed"] == "exact, adjacent"


def test_the_feedback_is_not_in_the_question():
    assert "Fakta" not in repr(ordering(*STEPS).interaction())


def test_what_leaves_the_server_stands_in_any_order():
    asked = ordering("a", "b", "c").interaction()
    orders: Counter[str] = Counter()

    for seed in map(str, range(3000)):
        shown = presented(asked, seed=seed)
        assert isinstance(shown, Order)
        assert not {option.id for option in shown.options} & {"1", "2", "3"}
        orders["".join(option.text for option in shown.options)] += 1

    assert len(orders) == 6
    assert all(abs(count - 500) < 100 for count in orders.values())


@given(
    ANSWERS | st.permutations(range(1, 5)).map(in_order) | st.sets(st.sampled_from(in_order("12"))),
    st.sampled_from(RULES),
)
def test_whatever_arrives_is_graded_or_refused(answer: Answer, credit: str):
    assert_graded_or_refused(ordering(*STEPS, credit=credit), answer)


@given(st.integers(2, 30), st.sampled_from(RULES))
def test_the_key_earns_full_credit(count: int, credit: str):
    one = ordering(*map(str, range(count)), credit=credit)

    assert one.grade(one.key()).credit == 1
    assert {remark.verdict for remark in one.remarks(one.key())} == {Verdict.RIGHT}


@given(st.permutations(range(1, 7)))
def test_only_the_right_order_earns_everything(ids: list[int]):
    one = ordering(*"abcdef", credit="adjacent")

    assert (one.grade(in_order(ids)).credit == 1) == (ids == sorted(ids))
