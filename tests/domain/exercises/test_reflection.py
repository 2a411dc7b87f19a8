import pytest
from hypothesis import given

from elearn.domain.errors import BadAnswer, ContentError
from elearn.domain.exercises.exercise import Answer, Body, Done, Remark, Spec, Verdict, Where
from elearn.domain.exercises.interaction import PASSED, Passing
from elearn.domain.exercises.types.reflection import Reflection
from tests.domain.exercises.answers import ANYTHING

WHERE = Where("a.md", 7)
MODEL = "”Jag har märkt att du är tystare än förut. Hur är det?”"


def reflection(model_answer: str = MODEL, **rest: str) -> Reflection:
    spec = Spec("Vad skulle du säga först?", body=Body.PROSE, model_answer=model_answer, **rest)
    return Reflection.parse(spec, where=WHERE)


def test_there_is_room_for_notes_and_then_nothing_more_is_asked():
    one = reflection()

    assert one.step([]) == Passing(notes=True)
    assert one.step([(PASSED,)]) == Done()


def test_the_model_answer_comes_afterwards_and_only_then():
    one = reflection()

    assert MODEL not in repr(one.interaction())
    assert one.remarks([PASSED]) == (Remark(Verdict.NEUTRAL, "", MODEL, code="model-answer"),)


def test_without_a_model_answer_there_is_nothing_to_say():
    assert reflection("").remarks([PASSED]) == ()


@pytest.mark.parametrize("answer", [[PASSED], []], ids=["passed by", "nothing"])
def test_it_is_worth_nothing_and_costs_nothing(answer: list[str]):
    one = reflection()

    assert one.key() == frozenset()
    assert one.grade(answer).credit is None


@pytest.mark.parametrize("typed", ["Jag skulle fråga Mio", "passed ", "Passed"])
def test_what_somebody_wrote_is_refused_rather_than_kept(typed: str):
    one = reflection()

    with pytest.raises(BadAnswer, match="answer-unknown-option"):
        one.grade([typed])
    with pytest.raises(BadAnswer, match="answer-unknown-option"):
        one.remarks([typed])


@given(ANYTHING)
def test_whatever_arrives_is_passed_by_or_refused(answer: Answer):
    try:
        outcome = reflection().grade(answer)
    except BadAnswer:
        return

    assert outcome.credit is None
    assert set(answer) <= {PASSED}


def test_nothing_is_ever_counted():
    assert reflection().counted([PASSED]) == ()


def test_a_quote_with_the_answer_of_a_rule_is_told_to_its_author():
    with pytest.raises(ContentError) as raised:
        reflection(answer="112")

    assert (raised.value.code, raised.value.line) == ("answer-not-here", 7)
