"""Something to think about. What is written is never sent, never stored, never scored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Exercise,
    Key,
    Outcome,
    Remark,
    Spec,
    Verdict,
    Where,
)
from elearn.domain.exercises.interaction import Passing
from elearn.domain.exercises.passing import refuse_quotes_out_of_place, refuse_unless_passed


@dataclass(frozen=True)
class Reflection(Exercise):
    """Prose, with a model answer to compare with afterwards where the author wrote one."""

    name: ClassVar[str] = "reflection"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Reflektera", "en": "Reflect"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.PROSE})
    settings: ClassVar[frozenset[str]] = frozenset()

    model_answer: str = ""

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        refuse_quotes_out_of_place(spec, where, model_answer=True)
        return cls(spec.model_answer)

    def interaction(self) -> Passing:
        return Passing(notes=True)

    def key(self) -> Key:
        return frozenset()

    def grade(self, answer: Answer) -> Outcome:
        refuse_unless_passed(answer)
        return Outcome(None)

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        refuse_unless_passed(answer)
        if not self.model_answer:
            return ()
        return (Remark(Verdict.NEUTRAL, "", self.model_answer, code="model-answer"),)

    def counted(self, answer: Answer) -> tuple[str, ...]:
        return ()


EXERCISE_TYPE = Reflection
