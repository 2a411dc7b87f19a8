import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.exercise import Answer, Body, Item, Remark, Spec, Verdict
from elearn.domain.exercises.interaction import Entry
from elearn.domain.exercises.types.short_text import ShortText
from tests.domain.exercises.promises import ANSWERS, WHERE, assert_graded_or_refused


def short_text(*tasks: str) -> ShortText:
    """An exercise with an item for each of *tasks*, such as `x orosanmäl* | därför`."""
    items = []
    for line, task in enumerate(tasks, start=10):
        raw, _, feedback = task[2:].partition(" | ")
        items.append(Item("<em>aldrig läst</em>", task[0] == "x", feedback, line, raw=raw))
    spec = Spec("Läs.", tuple(items), body=Body.BULLETED_TASKS)
    return ShortText.parse(spec, where=WHERE)


REPORT = (
    "- polis* | Den gäller brott.",
    "x orosanmälan | Ja.",
    "x orosanmäl*",
    "- * | Tänk på vem det gäller.",
)


def report() -> ShortText:
    return short_text(*REPORT)


def test_it_asks_for_words():
    assert report().interaction() == Entry(numeric=False)


@pytest.mark.parametrize(
    ("typed", "credit"),
    [("orosanmälan", 1), ("Orosanmalning", 1), ("polisanmälan", 0), ("vet inte", 0), ("", 0)],
)
def test_an_accepted_answer_is_right(typed: str, credit: float):
    assert report().grade([typed]).credit == credit


MISSED = Remark(Verdict.MISSED, "orosanmälan", "Ja.")


@pytest.mark.parametrize(
    ("typed", "remarks"),
    [
        ("Orosanmälan", (Remark(Verdict.RIGHT, "Orosanmälan", "Ja."),)),
        ("orosanmäler", (Remark(Verdict.RIGHT, "orosanmäler"),)),
        ("polisanmälan", (Remark(Verdict.WRONG, "polisanmälan", "Den gäller brott."), MISSED)),
        ("ring", (Remark(Verdict.WRONG, "ring", "Tänk på vem det gäller."), MISSED)),
        ("", (MISSED,)),
    ],
    ids=["right", "right-by-wildcard", "known-mistake", "anything-else", "nothing"],
)
def test_an_answer_is_spoken_about(typed: str, remarks: tuple[Remark, ...]):
    assert report().remarks([typed]) == remarks


def test_what_was_typed_is_harmless_when_shown():
    (wrong, _) = short_text("x a").remarks(['<img src="x"> {{lokal.namn}} & \''])

    assert wrong.said == ("&lt;img src=&quot;x&quot;&gt; &#123;&#123;lokal.namn}} &amp; &#x27;")


@pytest.mark.parametrize(
    ("typed", "counted"),
    [("orosanmälan", ("2",)), ("orosanmäl", ("3",)), ("polis", ("1",)), ("Ada", ("4",)), ("", ())],
)
def test_what_is_counted_is_the_line_that_it_fell_under(typed: str, counted: tuple[str, ...]):
    assert report().counted([typed]) == counted


def test_what_nobody_foresaw_is_counted_without_its_words():
    assert short_text("x orosanmälan").counted(["Ada Test 070"]) == ("other",)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (["a", "b"], "answer-only-one"),
        (["a" * 101], "answer-too-long"),
        ("a", "answer-malformed"),
        ([None], "answer-malformed"),
    ],
)
def test_an_answer_no_page_could_send_is_refused(answer: list[str], code: str):
    with pytest.raises(BadAnswer, match=code):
        report().grade(answer)


@pytest.mark.parametrize(
    ("tasks", "code", "line"),
    [
        (["x a", "- **b**"], "words-with-mark-up", 11),
        (["x {{lokal.samordnare}}"], "words-with-mark-up", 10),
        (["x a", "x *"], "words-accept-anything", 11),
        (["x " + "a" * 101], "words-too-long", 10),
        (["- a"], "choice-nothing-right", 7),
        ([], "choice-nothing-right", 7),
        (["x orosanmäl*", "- Orosanmalan"], "mistake-is-right", 11),
        (["- far", "x får"], "mistake-is-right", 10),
    ],
)
def test_a_mistake_is_told_at_its_line(tasks: list[str], code: str, line: int):
    with pytest.raises(ContentError) as raised:
        short_text(*tasks)

    assert (raised.value.code, raised.value.line) == (code, line)


def test_a_known_mistake_may_begin_like_the_right_answer():
    one = short_text("x anmälan", "- anmälan*")

    assert one.grade(["anmälan"]).credit == 1
    assert one.grade(["anmälan till polisen"]).credit == 0


def test_the_answer_is_not_in_the_question():
    assert short_text("x a").interaction() == report().interaction()


@given(ANSWERS | st.lists(st.sampled_from(["orosanmälan", "polis", "annat", ""])))
def test_whatever_arrives_is_graded_or_refused(answer: Answer):
    assert_graded_or_refused(report(), answer)


@given(st.lists(st.text("abå *", min_size=1, max_size=9).filter(str.isalnum), min_size=1))
def test_each_of_the_key_earns_full_credit(raws: list[str]):
    one = short_text(*(f"x {raw}" for raw in raws))

    assert {one.grade([example]).credit for example in one.key()} == {1}
