"""One option out of several. Where the author marked more than one, any of them is right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from elearn.domain.exercises.choosing import (
    Whys,
    options_of,
    refuse_unless_choosable,
    remarks_on,
    unchosen,
    whys_of,
)
from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Exercise,
    Key,
    Outcome,
    Remark,
    Spec,
    Where,
    chosen,
)
from elearn.domain.exercises.interaction import Choice, Option


@dataclass(frozen=True)
class SingleChoice(Exercise):
    """A numbered task list: `1. [x]`."""

    name: ClassVar[str] = "single-choice"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Fråga", "en": "Question"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.NUMBERED_TASKS})
    settings: ClassVar[frozenset[str]] = frozenset()

    options: tuple[Option, ...]
    right: Key
    why: Whys
    shuffle: bool = True

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        options, right = options_of(spec)
        refuse_unless_choosable(options, right, where)
        if len(right) == len(options):
            where.refuse("choice-nothing-wrong")
        return cls(options, right, whys_of(spec), spec.shuffle)

    def interaction(self) -> Choice:
        return Choice(self.options, multiple=False, shuffle=self.shuffle)

    def key(self) -> Key:
        return self.right

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        return remarks_on(self.interaction(), self.right, self.why, answer)

    def unchosen(self, answer: Answer) -> tuple[Remark, ...]:
        return unchosen(self.interaction(), self.right, self.why, answer)

    def grade(self, answer: Answer) -> Outcome:
        """Full credit for a right option. Source: QTI 3.0, match_correct."""
        return Outcome(1.0 if chosen(answer, self.interaction()) & self.right else 0.0)


EXERCISE_TYPE = SingleChoice
