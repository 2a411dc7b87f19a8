import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.exercise import Answer, Body, Item, Remark, Spec, Verdict
from elearn.domain.exercises.interaction import Entry
from elearn.domain.exercises.types.numeric import Numeric
from tests.domain.exercises.promises import ANSWERS, WHERE, assert_graded_or_refused


def numeric(*tasks: str, unit: str = "") -> Numeric:
    """An exercise with an item for each of *tasks*, such as `x 10 ± 2 | därför`."""
    items = []
    for line, task in enumerate(tasks, start=10):
        raw, _, feedback = task[2:].partition(" | ")
        items.append(Item(raw, task[0] == "x", feedback, line, raw=raw))
    spec = Spec("Läs.", tuple(items), {"unit": unit}, body=Body.BULLETED_TASKS)
    return Numeric.parse(spec, where=WHERE)


DAYS = ("- 30 | För länge.", "x 1 ± 1 | Ja.", "x 3–4", "- 5–9 | Nästan.")


def days() -> Numeric:
    return numeric(*DAYS, unit="dagar")


def test_it_asks_for_a_number_with_its_unit():
    assert days().interaction() == Entry(numeric=True, unit="dagar")


@pytest.mark.parametrize(
    ("typed", "credit"),
    [("0", 1), ("2", 1), ("2,0 dagar", 1), ("2,01", 0), ("3,5", 1), ("4", 1), ("30", 0), ("-1", 0)],
)
def test_a_number_is_right_inside_a_tolerance(typed: str, credit: float):
    assert days().grade([typed]).credit == credit


@pytest.mark.parametrize("answer", [[], [""], [" "]])
def test_nothing_typed_is_wrong(answer: list[str]):
    assert days().grade(answer).credit == 0
    assert days().counted(answer) == ()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (["två"], "answer-not-a-number"),
        (["2 veckor"], "answer-not-a-number"),
        (["1", "2"], "answer-only-one"),
        (["1" * 101], "answer-too-long"),
        ("1", "answer-malformed"),
        ([1], "answer-malformed"),
    ],
)
def test_what_is_no_number_is_refused_instead_of_being_wrong(answer: list[str], code: str):
    with pytest.raises(BadAnswer, match=code):
        days().grade(answer)


RIGHT = (Remark(Verdict.MISSED, "0–2 dagar", "Ja."), Remark(Verdict.MISSED, "3–4 dagar"))


@pytest.mark.parametrize(
    ("typed", "remarks"),
    [
        ("1", (Remark(Verdict.RIGHT, "1", "Ja."),)),
        ("30 dagar", (Remark(Verdict.WRONG, "30 dagar", "För länge."), *RIGHT)),
        ("7", (Remark(Verdict.WRONG, "7", "Nästan."), *RIGHT)),
        ("12", (Remark(Verdict.WRONG, "12"), *RIGHT)),
        ("", RIGHT),
    ],
    ids=["right", "known-mistake", "mistake-in-range", "unforeseen", "nothing"],
)
def test_a_number_is_spoken_about(typed: str, remarks: tuple[Remark, ...]):
    assert days().remarks([typed]) == remarks


def test_a_unit_that_the_author_typed_is_not_told_twice():
    (told,) = numeric("x 70 % ± 5 %", unit="%").remarks([])

    assert told.said == "65–75 %"


def test_what_was_typed_along_is_harmless_when_shown():
    one = numeric("x 1", unit="<b>{{lokal.namn}}")

    (wrong, right) = one.remarks(["2 <b>{{lokal.namn}}"])

    assert wrong.said == "2 &lt;b&gt;&#123;&#123;lokal.namn}}"
    assert right.said == "1 &lt;b&gt;&#123;&#123;lokal.namn}}"


@pytest.mark.parametrize(
    ("typed", "counted"), [("2", "2"), ("3", "3"), ("30", "1"), ("6", "4"), ("4711", "other")]
)
def test_what_is_counted_is_the_line_that_it_fell_under(typed: str, counted: str):
    assert days().counted([typed]) == (counted,)


@pytest.mark.parametrize(
    ("tasks", "code", "line"),
    [
        (["x tio"], "number-unreadable", 10),
        (["x 10", "- 10 ± 5 %"], "number-unreadable", 11),
        (["x 8–5"], "number-backwards", 10),
        (["- 8", "- 9"], "choice-nothing-right", 7),
        ([], "choice-nothing-right", 7),
        (["x 10 ± 2", "- 9"], "mistake-is-right", 11),
        (["- 9–11", "x 10 ± 2"], "mistake-is-right", 10),
    ],
)
def test_a_mistake_is_told_at_its_line(tasks: list[str], code: str, line: int):
    with pytest.raises(ContentError) as raised:
        numeric(*tasks)

    assert (raised.value.code, raised.value.line) == (code, line)


def test_where_a_mistake_and_the_right_overlap_right_wins():
    one = numeric("- 8–20", "x 5–8")

    assert (one.grade(["8"]).credit, one.grade(["8,1"]).credit) == (1, 0)


def test_the_answer_is_not_in_the_question():
    assert numeric("x 1", unit="dagar").interaction() == days().interaction()


@given(ANSWERS | st.lists(st.from_regex(r"[0-9]{1,3}[.,]?[0-9]{0,2}( dagar)?", fullmatch=True)))
def test_whatever_arrives_is_graded_or_refused(answer: Answer):
    assert_graded_or_refused(days(), answer)


@given(st.integers(-1000, 1000), st.integers(0, 1000), st.integers(-1000, 1000))
def test_each_of_the_key_earns_full_credit(middle: int, reach: int, other: int):
    one = numeric(f"x {middle} ± {reach}", f"x {other}")

    assert one.key() == {str(middle - reach), str(middle + reach), str(other)}
    assert {one.grade([end]).credit for end in one.key()} == {1}


@pytest.mark.parametrize(
    ("task", "said"),
    [
        pytest.param("x 10 ± 2", "8–12 dagar", id="whole"),
        pytest.param("x 2,5 ± 0,5", "2–3 dagar", id="comma-that-goes"),
        pytest.param("x 2,5 +/- 1", "1,5–3,5 dagar", id="comma-that-stays"),
        pytest.param("x 2.5 ± 1 dagar", "1.5–3.5 dagar", id="point"),
        pytest.param("x 0 ± 1", "-1 – 1 dagar", id="below-nought"),
        pytest.param("x 3–4", "3–4 dagar", id="as-written"),
    ],
)
def test_a_tolerance_is_told_by_its_ends(task: str, said: str):
    (told,) = numeric(task, unit="dagar").remarks([])

    assert told.said == said


def test_known_mistakes_are_explained_to_whoever_made_none():
    assert [one.said for one in days().unchosen(["2"])] == ["30 dagar", "5–9 dagar"]
    assert [one.said for one in days().unchosen(["30"])] == ["5–9 dagar"]
