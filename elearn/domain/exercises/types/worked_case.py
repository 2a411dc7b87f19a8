"""A case with its solution, read before practice.

Source: Barbieri and others 2023, 10.1007/s10648-023-09745-1: examples first, no forced essay.
"""

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
    Where,
)
from elearn.domain.exercises.interaction import Passing
from elearn.domain.exercises.passing import refuse_quotes_out_of_place, refuse_unless_passed


@dataclass(frozen=True)
class WorkedCase(Exercise):
    """Prose; how it was worked stands in it, or in the explanation that follows."""

    name: ClassVar[str] = "worked-case"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Exempel", "en": "Worked case"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.PROSE})
    settings: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        if not spec.stem.strip():
            where.refuse("worked-case-empty")
        refuse_quotes_out_of_place(spec, where)
        return cls()

    def interaction(self) -> Passing:
        return Passing()

    def key(self) -> Key:
        return frozenset()

    def grade(self, answer: Answer) -> Outcome:
        refuse_unless_passed(answer)
        return Outcome(None)

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        refuse_unless_passed(answer)
        return ()

    def counted(self, answer: Answer) -> tuple[str, ...]:
        return ()


EXERCISE_TYPE = WorkedCase
