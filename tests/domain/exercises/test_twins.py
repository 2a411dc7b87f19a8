from itertools import product

import pytest
from hypothesis import given

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Done,
    Remark,
    Spec,
    SubPart,
    Verdict,
    Where,
)
from elearn.domain.exercises.interaction import Group, Part, Rating, Scale
from elearn.domain.exercises.types.twins import Twins
from tests.domain.exercises.answers import ANYTHING

WHERE = Where("a.md", 7)
ONE = "Kim lånar böcker om krig och berättar gärna om dem."
OTHER = "Kim lånar böcker om krig och säger att några i klassen ska få känna på det."


def part(stem: str, line: int, *, why: str = "", **settings: str) -> SubPart:
    return SubPart("case", "a", Spec(stem, settings=settings, explanation=why), line)


def twins(*parts: SubPart, **settings: str) -> Twins:
    return Twins.parse(
        Spec("Jämför.", body=Body.PARTS, parts=parts, settings=settings), where=WHERE
    )


def pair(first: str = "lookalike", second: str = "signal") -> Twins:
    """Cases of these truths."""
    return twins(
        part(ONE, 9, why="Ett intresse.", truth=first),
        part(OTHER, 14, why="Ett hot.", truth=second),
    )


def test_both_are_asked_side_by_side():
    asked = Rating(Scale.CONCERN)

    assert pair().interaction() == Group((Part("1", ONE, asked), Part("2", OTHER, asked)))
    assert pair().step([("1/1", "2/6")]) == Done()


def test_what_is_asked_is_the_same_whichever_is_the_signal():
    assert repr(pair().interaction()) == repr(pair("signal", "lookalike").interaction())


def test_only_both_right_earns_anything():
    one = pair()

    earning = {
        (first, second)
        for first, second in product("123456", repeat=2)
        if one.grade([f"1/{first}", f"2/{second}"]).credit
    }

    assert earning == set(product("123", "456"))
    assert one.grade(["1/3", "2/4"]).credit == 1.0
    assert one.key() == {"1/1", "1/2", "1/3", "2/4", "2/5", "2/6"}


@pytest.mark.parametrize(
    ("answer", "marks"),
    [
        (["1/1", "2/6"], {"correct-rejection": 1, "hit": 1}),
        (["1/6", "2/6"], {"false-alarm": 1, "hit": 1}),
        (["1/1", "2/1"], {"correct-rejection": 1, "miss": 1}),
        (["1/6", "2/1"], {"false-alarm": 1, "miss": 1}),
    ],
    ids=["both-right", "alarmed-by-both", "by-neither", "both-wrong"],
)
def test_misses_and_false_alarms_are_two_numbers(answer: list[str], marks: dict[str, int]):
    found = pair().grade(answer).marks

    assert {name: count for name, count in found.items() if count} == marks


def test_twins_may_have_the_same_truth_when_only_the_person_is_another():
    one = twins(
        part(ONE, 9, truth="lookalike", markers="ny-i-klassen"),
        part(ONE.replace("Kim", "Alex"), 14, truth="lookalike"),
    )

    assert one.grade(["1/1", "2/1"]).credit == 1.0
    assert one.grade(["1/6", "2/1"]).marks["false-alarm"] == 1


def test_each_twin_is_spoken_of_with_its_explanation():
    assert pair().remarks(["1/5", "2/6"]) == (
        Remark(Verdict.NEUTRAL, "", code="twins-right", values={"right": 1, "of": 2}),
        Remark(Verdict.WRONG, "", "Ett intresse.", code="concern-5", about=ONE),
        Remark(Verdict.RIGHT, "", "Ett hot.", code="concern-6", about=OTHER),
    )


def test_nothing_answered_earns_nothing_and_marks_nothing():
    outcome = pair("lookalike", "lookalike").grade([])

    assert (outcome.credit, outcome.marks) == (0.0, {})
    assert [remark.code for remark in pair().remarks([])] == ["unanswered"] * 2


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (["1/1"], "answer-incomplete"),
        (["1/1", "1/2", "2/1"], "answer-only-one"),
        (["1/1", "3/1"], "answer-unknown-option"),
        (["1/1", "2/7"], "answer-unknown-option"),
        (["1/1", "2/"], "answer-unknown-option"),
        (["1/1", "2"], "answer-unknown-option"),
    ],
    ids=["one", "two-of-one", "third", "level", "no-level", "no-place"],
)
def test_an_answer_no_page_could_send_is_refused(answer: list[str], code: str):
    with pytest.raises(BadAnswer, match=code):
        pair().grade(answer)


@given(ANYTHING)
def test_whatever_arrives_is_graded_or_refused(answer: Answer):
    try:
        credit = pair().grade(answer).credit
        pair().remarks(answer)
    except BadAnswer:
        return

    assert credit in (0.0, 1.0)


FIRST, SECOND = part(ONE, 9, truth="lookalike"), part(OTHER, 14, truth="signal")


@pytest.mark.parametrize(
    ("code", "line", "parts"),
    [
        ("twins-not-two", 7, (FIRST,)),
        ("twins-not-two", 7, (FIRST, SECOND, part("Och så.", 20, truth="signal"))),
        ("twins-alike", 14, (FIRST, part(ONE, 14, truth="signal"))),
        ("twins-markers-differ", 14, (FIRST, part(OTHER, 14, truth="signal", markers="ny"))),
        ("case-without-text", 14, (FIRST, part(" ", 14, truth="signal"))),
        ("truth-missing", 14, (FIRST, part(OTHER, 14))),
        ("setting-value", 14, (FIRST, part(OTHER, 14, truth="grey"))),
        ("setting-unknown", 14, (FIRST, part(OTHER, 14, truth="signal", concept="x"))),
    ],
    ids=["one", "three", "alike", "markers", "empty", "truth", "grey", "setting"],
)
def test_a_mistake_is_told_where_it_stands(code: str, line: int, parts: tuple[SubPart, ...]):
    with pytest.raises(ContentError) as raised:
        twins(*parts)

    assert (raised.value.code, raised.value.line) == (code, line)


@pytest.mark.parametrize("key", ["truth", "markers"])
def test_what_belongs_to_each_case_cannot_be_said_of_both(key: str):
    with pytest.raises(ContentError, match="twins-setting-above"):
        twins(FIRST, SECOND, **{key: "signal"})
