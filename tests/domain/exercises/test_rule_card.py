import pytest
from hypothesis import given

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Done,
    Remark,
    Spec,
    Verdict,
    Where,
    joined,
)
from elearn.domain.exercises.interaction import PASSED, Passing, Rating, Scale
from elearn.domain.exercises.types.rule_card import RuleCard
from tests.domain.exercises.answers import ANYTHING

WHERE = Where("a.md", 7)
ANSWER = "Genast, redan vid misstanke."


def rule_card(answer: str = ANSWER, **rest: str) -> RuleCard:
    spec = Spec("När anmäler du?", body=Body.PROSE, answer=answer, **rest)
    return RuleCard.parse(spec, where=WHERE)


def known(level: str) -> tuple[str, ...]:
    return joined([(PASSED,), (level,)])


def test_one_thinks_before_the_answer_and_rates_oneself_after_it():
    one = rule_card()

    assert one.step([]) == one.interaction() == Passing(notes=False)
    assert one.step([(PASSED,)]) == Rating(Scale.RECALL, before=(ANSWER,))
    assert one.step([(PASSED,), ("2",)]) == Done()


def test_the_answer_is_not_in_what_is_asked_first():
    assert ANSWER not in repr(rule_card().interaction())


@pytest.mark.parametrize("level", ["1", "2", "3"])
def test_how_well_it_was_known_is_told_and_never_scored(level: str):
    one = rule_card()

    outcome = one.grade(known(level))

    assert one.key() == frozenset()
    assert outcome.credit is None
    assert outcome.marks == {"recall": int(level)}
    assert one.remarks(known(level)) == (
        Remark(Verdict.NEUTRAL, "", ANSWER, code=f"recall-{level}"),
    )
    assert one.counted(known(level)) == ()


def test_nothing_given_is_nothing_said():
    one = rule_card()

    assert one.grade([]).marks == {}
    assert one.remarks([]) == ()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (joined([(PASSED,)]), "answer-incomplete"),
        (joined([(PASSED,), ("1",), ("1",)]), "answer-incomplete"),
        (joined([("1",), (PASSED,)]), "answer-unknown-option"),
        (known("0"), "answer-unknown-option"),
        (known("4"), "answer-unknown-option"),
        (joined([(PASSED,), ("1", "2")]), "answer-only-one"),
        ((PASSED,), "answer-malformed"),
        (("02/1",), "answer-malformed"),
    ],
)
def test_an_answer_no_page_could_send_is_refused(answer: tuple[str, ...], code: str):
    with pytest.raises(BadAnswer, match=code):
        rule_card().grade(answer)


@given(ANYTHING)
def test_whatever_arrives_is_a_level_of_recall_or_refused(answer: Answer):
    try:
        outcome = rule_card().grade(answer)
    except BadAnswer:
        return

    assert outcome.credit is None
    assert set(outcome.marks.values()) <= {1, 2, 3}


@pytest.mark.parametrize(
    ("code", "rest"),
    [
        ("rule-without-answer", {"answer": " "}),
        ("model-answer-not-here", {"model_answer": "Så."}),
    ],
)
def test_a_card_that_could_not_be_turned_is_told_to_its_author(code: str, rest: dict[str, str]):
    with pytest.raises(ContentError) as raised:
        rule_card(**rest)

    assert (raised.value.code, raised.value.line) == (code, 7)
