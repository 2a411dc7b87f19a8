import pytest
from hypothesis import given

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.exercise import Answer, Body, Done, Spec, Where
from elearn.domain.exercises.interaction import PASSED, Passing
from elearn.domain.exercises.types.worked_case import WorkedCase
from tests.domain.exercises.answers import ANYTHING

WHERE = Where("a.md", 7)


def worked_case(stem: str = "Signe säger nej till matsalen.", **rest: str) -> WorkedCase:
    return WorkedCase.parse(Spec(stem, body=Body.PROSE, **rest), where=WHERE)


def test_it_is_read_without_a_field_for_notes_and_then_it_is_done():
    one = worked_case()

    assert one.step([]) == Passing(notes=False)
    assert one.step([(PASSED,)]) == Done()


def test_reading_is_worth_nothing_and_says_nothing():
    one = worked_case()

    assert one.key() == frozenset()
    assert one.grade([PASSED]).credit is None
    assert one.remarks([PASSED]) == ()
    assert one.counted([PASSED]) == ()


@given(ANYTHING)
def test_whatever_arrives_is_passed_by_or_refused(answer: Answer):
    try:
        outcome = worked_case().grade(answer)
    except BadAnswer:
        return

    assert outcome.credit is None
    assert set(answer) <= {PASSED}


@pytest.mark.parametrize(
    ("code", "rest"),
    [
        ("worked-case-empty", {"stem": " \n"}),
        ("model-answer-not-here", {"model_answer": "Så."}),
        ("answer-not-here", {"answer": "Så."}),
    ],
)
def test_what_would_not_be_shown_is_told_to_its_author(code: str, rest: dict[str, str]):
    with pytest.raises(ContentError) as raised:
        worked_case(**rest)

    assert (raised.value.code, raised.value.line) == (code, 7)
