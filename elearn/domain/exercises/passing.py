"""What the types share that are passed by and never judged."""

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.exercise import Answer, Spec, Where, texts_of
from elearn.domain.exercises.interaction import PASSED


def refuse_unless_passed(answer: Answer) -> None:
    """Raise: BadAnswer unless *answer* is empty or says that it was passed by."""
    if texts_of(answer) - {PASSED}:
        raise BadAnswer("answer-unknown-option")


def refuse_quotes_out_of_place(
    spec: Spec, where: Where, *, model_answer: bool = False, answer: bool = False
) -> None:
    """Raise: ContentError at a quote that this type would never show."""
    if spec.model_answer and not model_answer:
        where.refuse("model-answer-not-here")
    if spec.answer and not answer:
        where.refuse("answer-not-here")
