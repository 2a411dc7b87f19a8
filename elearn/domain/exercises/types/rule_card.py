"""A short fact to know by heart: think, look at the answer, say whether you knew it.

The only exercise that may come back unchanged: the same question again teaches the question.
Source: Butler 2017, transfer needs a new example each time; a telephone number does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Done,
    Exercise,
    Key,
    Outcome,
    Remark,
    Spec,
    Verdict,
    Where,
    only,
    parted,
    texts_of,
)
from elearn.domain.exercises.interaction import LEVELS, PASSED, Interaction, Passing, Rating, Scale
from elearn.domain.exercises.passing import refuse_quotes_out_of_place


@dataclass(frozen=True)
class RuleCard(Exercise):
    """A question, with the answer in a quote labelled `Svar` or `Answer`."""

    name: ClassVar[str] = "rule-card"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Regel", "en": "Rule"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.PROSE})
    settings: ClassVar[frozenset[str]] = frozenset()

    answer: str

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        refuse_quotes_out_of_place(spec, where, answer=True)
        if not spec.answer.strip():
            where.refuse("rule-without-answer")
        return cls(spec.answer)

    def interaction(self) -> Passing:
        return Passing()

    def step(self, answers: Sequence[Answer]) -> Interaction | Done:
        """Think first; then the answer, and how well it was known."""
        match len(answers):
            case 0:
                return self.interaction()
            case 1:
                return Rating(Scale.RECALL, before=(self.answer,))
            case _:
                return Done()

    def length(self) -> int:
        return 2

    def key(self) -> Key:
        return frozenset()

    def grade(self, answer: Answer) -> Outcome:
        """No credit; the mark is the level of `Scale.RECALL`."""
        recall = _recall(answer)
        return Outcome(None, {"recall": int(recall)} if recall else {})

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        recall = _recall(answer)
        if not recall:
            return ()
        return (Remark(Verdict.NEUTRAL, "", self.answer, code=f"recall-{recall}"),)

    def counted(self, answer: Answer) -> tuple[str, ...]:
        return ()


def _recall(answer: Answer) -> str:
    """The level that was chosen; empty when nothing was answered. Raises: BadAnswer."""
    given = parted(texts_of(answer))
    if not given:
        return ""
    if len(given) != 2:
        raise BadAnswer("answer-incomplete")
    thought, level = map(only, given)
    if thought != PASSED or level not in LEVELS[Scale.RECALL]:
        raise BadAnswer("answer-unknown-option")
    return level


EXERCISE_TYPE = RuleCard
