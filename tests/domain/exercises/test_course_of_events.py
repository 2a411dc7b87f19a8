import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Done,
    Item,
    Remark,
    Spec,
    Verdict,
    Where,
    joined,
)
from elearn.domain.exercises.interaction import Rating, Scale
from elearn.domain.exercises.types.course_of_events import CourseOfEvents
from tests.domain.exercises.answers import ANYTHING

WHERE = Where("a.md", 7)


def course(marks: str) -> CourseOfEvents:
    """A note for each of *marks*: `x` for the one where concern becomes warranted."""
    items = tuple(
        Item(f"Vecka {n}.", mark == "x", f"Om vecka {n}.", line=9 + n)
        for n, mark in enumerate(marks, start=1)
    )
    return CourseOfEvents.parse(Spec("", items, body=Body.NUMBERED_TASKS), where=WHERE)


def levels(text: str) -> tuple[str, ...]:
    return joined([(level,) for level in text])


def marked(exercise: CourseOfEvents, text: str) -> dict[str, int]:
    return {name: count for name, count in exercise.grade(levels(text)).marks.items() if count}


def test_each_note_is_asked_with_those_before_it():
    one = course("--x-")

    asked = [one.step([("0",)] * answered) for answered in range(5)]

    assert asked == [
        Rating(Scale.RESPONSE, before=("Vecka 1.",)),
        Rating(Scale.RESPONSE, before=("Vecka 1.", "Vecka 2.")),
        Rating(Scale.RESPONSE, before=("Vecka 1.", "Vecka 2.", "Vecka 3.")),
        Rating(Scale.RESPONSE, before=("Vecka 1.", "Vecka 2.", "Vecka 3.", "Vecka 4.")),
        Done(),
    ]
    assert one.interaction() == asked[0]
    assert one.length() == 4


def test_what_is_asked_is_the_same_wherever_the_change_is():
    one, other = course("x---"), course("----")

    assert all(repr(one.step(given)) == repr(other.step(given)) for given in ([], [("3",)] * 3))


@pytest.mark.parametrize(
    ("marks", "answer", "credit"),
    [
        ("------", "111111", 1.0),
        ("------", "111112", 0.0),
        ("--x---", "112222", 1.0),
        ("--x---", "111211", 1.0),
        ("--x---", "111121", 2 / 3),
        ("--x---", "111113", 1 / 3),
        ("--x---", "111111", 0.0),
        ("--x---", "121111", 0.0),
        ("---x", "0002", 1.0),
        ("---x", "0001", 0.0),
    ],
    ids=[
        "quiet", "alarm-without-cause", "at-once", "one-note-late", "two-late", "three-late",
        "never", "too-early", "on-the-last", "not-even-on-the-last",
    ],
)  # fmt: skip
def test_the_sooner_after_the_change_the_more(marks: str, answer: str, credit: float):
    assert course(marks).grade(levels(answer)).credit == pytest.approx(credit)


@pytest.mark.parametrize("marks", ["----", "x---", "--x-----", "---x"])
def test_the_key_earns_all(marks: str):
    one = course(marks)

    assert one.key()
    assert one.grade(one.key()).credit == 1.0


@pytest.mark.parametrize(
    ("marks", "answer", "found"),
    [
        ("----", "1111", {"correct-rejection": 1}),
        ("----", "1211", {"false-alarm": 1}),
        ("--x-", "1211", {"false-alarm": 1}),
        ("-x--", "1111", {"miss": 1}),
        ("-x--", "1112", {"hit": 1, "delay": 2}),
        ("-x--", "1211", {"hit": 1}),
    ],
    ids=["quiet", "without-cause", "too-early", "never", "late", "at-once"],
)
def test_misses_and_false_alarms_are_two_numbers(marks: str, answer: str, found: dict[str, int]):
    assert marked(course(marks), answer) == found


def test_a_delay_of_nought_is_a_delay():
    assert course("-x--").grade(levels("1211")).marks["delay"] == 0
    assert "delay" not in course("-x--").grade(levels("1111")).marks


@pytest.mark.parametrize(
    ("marks", "answer", "verdict", "code"),
    [
        ("----", "0000", Verdict.RIGHT, "no-change-right"),
        ("----", "0300", Verdict.WRONG, "no-change-wrong"),
        ("--x-", "0200", Verdict.WRONG, "change-too-early"),
        ("-x--", "0000", Verdict.MISSED, "change-missed"),
        ("-x--", "0200", Verdict.RIGHT, "change-in-time"),
        ("-x--", "0020", Verdict.RIGHT, "change-soon"),
        ("-x--", "0002", Verdict.NEUTRAL, "change-late"),
    ],
)
def test_how_it_went_is_said_first(marks: str, answer: str, verdict: Verdict, code: str):
    first = course(marks).remarks(levels(answer))[0]

    assert (first.verdict, first.code) == (verdict, code)


def test_the_note_of_the_change_and_of_the_first_concern_are_told():
    assert course("-x--").remarks(levels("0002"))[0].values == {"note": 2, "seen": 4}


def test_every_note_is_spoken_of_with_what_was_chosen():
    assert course("-x--").remarks(levels("0132"))[1:] == (
        Remark(Verdict.RIGHT, "", "Om vecka 1.", code="response-0", about="Vecka 1."),
        Remark(Verdict.WRONG, "", "Om vecka 2.", code="response-1", about="Vecka 2."),
        Remark(Verdict.RIGHT, "", "Om vecka 3.", code="response-3", about="Vecka 3."),
        Remark(Verdict.RIGHT, "", "Om vecka 4.", code="response-2", about="Vecka 4."),
    )


@pytest.mark.parametrize(
    ("marks", "answer", "verdicts"),
    [
        ("-x--", "0111", ["right", "wrong", "wrong", "wrong"]),
        ("-x--", "0002", ["right", "wrong", "wrong", "right"]),
        ("--x-", "0220", ["right", "wrong", "right", "wrong"]),
        ("----", "2130", ["wrong", "right", "wrong", "right"]),
    ],
    ids=["missed", "late", "too-early", "without-cause"],
)
def test_each_note_has_a_verdict_of_its_own(marks: str, answer: str, verdicts: list[str]):
    assert [remark.verdict for remark in course(marks).remarks(levels(answer))[1:]] == verdicts


def test_nothing_answered_earns_nothing_and_marks_nothing():
    outcome = course("----").grade([])

    assert (outcome.credit, outcome.marks) == (0.0, {})
    assert course("----").remarks([]) == (Remark(Verdict.NEUTRAL, "", code="unanswered"),)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (levels("000"), "answer-incomplete"),
        (levels("00000"), "answer-incomplete"),
        (levels("0004"), "answer-unknown-option"),
        ((*levels("0000"), "04/1"), "answer-only-one"),
        (("0",), "answer-malformed"),
        (("02/0",), "answer-malformed"),
    ],
    ids=["short", "long", "level", "two-of-one", "bare", "gap"],
)
def test_an_answer_no_page_could_send_is_refused(answer: tuple[str, ...], code: str):
    with pytest.raises(BadAnswer, match=code):
        course("--x-").grade(answer)


@given(ANYTHING | st.text("01234", max_size=5).map(levels), st.sampled_from(["----", "-x--"]))
def test_whatever_arrives_is_graded_or_refused(answer: Answer, marks: str):
    one = course(marks)

    try:
        credit = one.grade(answer).credit
        one.remarks(answer)
    except BadAnswer:
        return

    assert credit is not None
    assert 0 <= credit <= 1


@pytest.mark.parametrize(
    ("marks", "code", "line"),
    [
        ("---", "notes-count", 7),
        ("---------", "notes-count", 7),
        ("-x-x-x", "notes-two-changes", 13),
    ],
    ids=["three", "nine", "two-changes"],
)
def test_a_course_that_cannot_be_judged_is_refused(marks: str, code: str, line: int):
    with pytest.raises(ContentError) as raised:
        course(marks)

    assert (raised.value.code, raised.value.line) == (code, line)
