"""What an answer makes of the work on a module. Where the work is kept is not known here."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from elearn.domain.content.compiled import CompiledExercise, CompiledModule
from elearn.domain.content.walk import asked_of
from elearn.domain.errors import BadAnswer, Refusal
from elearn.domain.exercises.exercise import Done
from elearn.domain.exercises.grading import Score, grade
from elearn.domain.exercises.interaction import Entry, Interaction, Marking
from elearn.domain.record.attempt import Work


@dataclass(frozen=True)
class Sent:
    """What came back from a page about one exercise."""

    read: Callable[[Interaction, str], Collection[str]]
    """The answer to a question that was presented with a seed. Raises: BadAnswer."""
    part: int = 1
    """Which it answers of the questions that are asked one after the other."""
    standing: str | None = None
    """Which answer stood when the page was drawn, as `Work.standing` says; None when unsaid."""
    certainty: int | None = None
    """The place of a label of the exercise's `confidence`, from 1; None when it was not said."""


def answered(exercise: CompiledExercise, work: Work, sent: Sent) -> Work:
    """*work* with the answer. One to the last of several questions makes theirs one answer.

    Raises:
        Refusal: `answer-other-part` when another question is asked now, `answer-stands` when
            another answer has come in since the page was drawn, `answer-missing`,
            `answer-missing-number`, `answer-missing-text` (but marking nothing in a text is an
            answer), or a BadAnswer.
    """
    given = _given(exercise, work, sent)
    return _with(exercise, _sure(exercise, work, sent.certainty), given)


def skipped(exercise: CompiledExercise, work: Work) -> Work:
    """*work* with the exercise passed by; its alternative, where it has one, is asked instead.

    Raises: Refusal `exercise-not-skippable` without a content notice.
    """
    if not exercise.notice:
        raise Refusal("exercise-not-skippable")
    return work.skipping(exercise.id)


def score(module: CompiledModule, work: Work) -> Score:
    """Of what was to be answered: skipped exercises are not asked, their alternatives are."""
    asked = asked_of(module, work.skipped)
    return grade(asked, work.answers, pass_fraction=module.pass_fraction)


def _given(exercise: CompiledExercise, work: Work, sent: Sent) -> Collection[str]:
    earlier = work.so_far(exercise.id)
    asked = exercise.exercise.step(earlier)
    if sent.part != len(earlier) + 1 or isinstance(asked, Done):
        raise Refusal("answer-other-part")
    if sent.standing not in (None, work.standing(exercise.id)):
        raise Refusal("answer-stands")
    given = sent.read(asked, work.seed(exercise.id, sent.part))
    if not given and not isinstance(asked, Marking):
        raise Refusal(_missing(asked))
    return given


def _missing(asked: Interaction) -> str:
    """What is refused where nothing was answered: where one writes there is nothing to choose."""
    if not isinstance(asked, Entry):
        return "answer-missing"
    return "answer-missing-number" if asked.numeric else "answer-missing-text"


def _sure(exercise: CompiledExercise, work: Work, level: int | None) -> Work:
    """Only a first answer is counted, so only with it is kept how sure it was."""
    if level is None:
        return work
    if not 1 <= level <= len(exercise.confidence):
        raise BadAnswer("answer-unknown-option")
    return work if exercise.id in work.first else work.sure(exercise.id, level)


def _with(exercise: CompiledExercise, work: Work, given: Collection[str]) -> Work:
    answers = (*work.so_far(exercise.id), tuple(given))
    if not isinstance(exercise.exercise.step(answers), Done):
        return work.going_on(exercise.id, answers)
    whole = exercise.exercise.whole(answers)
    exercise.exercise.grade(whole)
    return work.answered(exercise.id, whole)
