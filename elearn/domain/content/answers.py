"""The key of an exercise as a list to read on paper, whatever its type: what was written as right,
what as wrong, and why. Only for those who may know it before they answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.exercises.exercise import Body, Meaning, Spec

_TASKS = frozenset({Body.NUMBERED_TASKS, Body.BULLETED_TASKS})
_UNMARKED = frozenset({"course-of-events", "panel"})
"""Types whose boxes and lists say something else than right or wrong."""


class Mark(StrEnum):
    """What is said of a line."""

    RIGHT = "right"
    WRONG = "wrong"
    SIGNAL = "signal"
    HARMLESS = "harmless"
    PROTECTIVE = "protective"
    MISSING = "missing"
    FROM_HERE = "from-here"
    """Concern is warranted from this note on."""
    LOOKALIKE = "lookalike"
    GREY = "grey"
    NONE = ""


@dataclass(frozen=True)
class AnswerLine:
    """HTML of a compiled module; any of it may be empty."""

    text: str
    mark: Mark = Mark.NONE
    why: str = ""


_MARK_BY_MEANING = {
    Meaning.SIGNAL: Mark.SIGNAL,
    Meaning.PROTECTIVE: Mark.PROTECTIVE,
    Meaning.NEUTRAL: Mark.HARMLESS,
    Meaning.MISSING: Mark.MISSING,
}


def answers_of(exercise: CompiledExercise) -> tuple[AnswerLine, ...]:
    """In the author's order, which in an exercise on order is the key."""
    return tuple(_lines(exercise.spec, exercise.type, exercise.explanation))


def _lines(spec: Spec, type: str, explanation: str) -> Iterator[AnswerLine]:
    """*explanation* stands beside the truth of a case, and else comes last."""
    truth = spec.settings.get("truth")
    if truth:
        yield AnswerLine("", Mark(truth), explanation)
    for item in spec.items:
        if item.text or item.feedback:
            text = f"{item.text} → {item.partner}" if item.text and item.partner else item.text
            yield AnswerLine(text or item.partner, _mark(spec, type, item.checked), item.feedback)
    text_by_label = {run.label: run.text for row in spec.passage for run in row if run.label}
    for phrase in spec.phrases:
        text = text_by_label.get(phrase.label, "")
        yield AnswerLine(text, _MARK_BY_MEANING[phrase.meaning], phrase.why)
    for part in spec.parts:
        yield AnswerLine(part.spec.stem)
        yield from _lines(part.spec, type, part.spec.explanation)
    for told in (spec.answer, spec.model_answer, "" if truth else explanation):
        if told:
            yield AnswerLine("", why=told)


def _mark(spec: Spec, type: str, checked: bool) -> Mark:
    if type == "course-of-events":
        return Mark.FROM_HERE if checked else Mark.NONE
    if type in _UNMARKED or spec.body not in _TASKS:
        return Mark.NONE
    return Mark.RIGHT if checked else Mark.WRONG
