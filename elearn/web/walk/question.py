"""What an exercise asks now, ready to be drawn and to be drawn again with what was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from elearn.domain.content.compiled import CompiledExercise
from elearn.domain.exercises.exercise import Done
from elearn.domain.exercises.interaction import (
    Choice,
    Entry,
    Group,
    Interaction,
    Match,
    Option,
    Order,
    Part,
    Passing,
    Rating,
    Scale,
)
from elearn.domain.exercises.presentation import FIELD, Fields, field_of, presented, resolve
from elearn.domain.record.attempt import Work
from elearn.services.answering import Sent

PART = "part"
"""The name of the form field that says which question it answers."""
STANDING = "standing"
"""The name of the form field that says which answer stood when the page was drawn."""
CERTAINTY = "certainty"
"""The name of the form field that says how sure the answer is: the place of a label, from 1."""


@dataclass(frozen=True)
class Question:
    """One question with public ids."""

    asked: Interaction
    part: int = 1
    """Its place among those that are asked one after the other, from 1."""
    total: int | None = None
    """How many those are, where that is known."""
    sent: Fields = field(default_factory=dict)
    """What is to stand in its fields."""
    standing: str = ""
    """Which answer stands already; empty for none."""
    confidence: tuple[str, ...] = ()
    """What it asks about how sure one is; only a first answer is asked."""

    @property
    def kind(self) -> str:
        """What the macro that draws it is called."""
        return type(self.asked).__name__.lower()

    @property
    def before(self) -> tuple[str, ...]:
        """What is read first."""
        return self.asked.before if isinstance(self.asked, (Choice, Rating)) else ()

    @property
    def is_titled(self) -> bool:
        return is_titled(self.asked)

    @property
    def sure(self) -> Sequence[str]:
        """How sure the answer was said to be."""
        return self.sent.get(CERTAINTY, ())

    @property
    def is_note(self) -> bool:
        """Whether it is one of several notes, each about what has been written so far."""
        return isinstance(self.asked, Rating) and self.asked.scale is Scale.RESPONSE

    @property
    def is_one_of_several(self) -> bool:
        """Whether to say which: to think and then to say whether one knew it is one question."""
        if isinstance(self.asked, Rating) and self.asked.scale is Scale.RECALL:
            return False
        return not self.is_passed_by and (self.part > 1 or (self.total or 1) > 1)

    @property
    def first_id(self) -> str:
        """Of the element that a sentence about what is wrong leads to: the first that is empty."""
        match self.asked:
            case Match(left=several) | Order(options=several):
                return f"{FIELD}-{self._first_empty(several)}"
            case Group(parts=parts):
                return f"{FIELD}-{self._first_empty(parts)}-0"
            case _:
                return f"{FIELD}-0"

    def _first_empty(self, several: Sequence[Option | Part]) -> int:
        """Its place from 0; that of the first where none is empty."""
        empty = (at for at, one in enumerate(several) if not self.value_of(one.id))
        return next(empty, 0)

    @property
    def is_passed_by(self) -> bool:
        """Whether there is nothing to answer."""
        return isinstance(self.asked, Passing)

    def name_of(self, public_id: str) -> str:
        """The field of one of the things that are asked together."""
        return field_of(public_id)

    def value_of(self, public_id: str) -> str:
        """What was sent in that field."""
        return " ".join(self.sent.get(field_of(public_id), ()))

    @property
    def chosen(self) -> Sequence[str]:
        return self.sent.get(FIELD, ())

    def about(self, part: Part) -> "Question":
        """One of the parts as a question by itself."""
        name = field_of(part.id)
        return Question(part.interaction, sent={FIELD: self.sent.get(name, ())})


def is_titled(asked: Interaction) -> bool:
    """Whether the exercise's heading stands above all of it, and is not the question itself, which
    comes after the case."""
    if isinstance(asked, (Match, Order, Entry)):
        return False
    return not isinstance(asked, Choice) or bool(asked.before)


def question_of(
    exercise: CompiledExercise, work: Work, sent: Mapping[str, list[str]] | None = None
) -> Question:
    """What is asked after what *work* has of it; from the start when it has all."""
    earlier = work.so_far(exercise.id)
    asked = exercise.exercise.step(earlier)
    assert not isinstance(asked, Done)
    part = len(earlier) + 1
    shown = presented(asked, seed=work.seed(exercise.id, part))
    question = Question(
        shown, part, exercise.exercise.length(), sent or {}, work.standing(exercise.id)
    )
    is_first = part == 1 and not question.before and exercise.id not in work.first
    return replace(question, confidence=exercise.confidence) if is_first else question


def sent_by(fields: Fields) -> Sent:
    """What a form with *fields* answers."""
    return Sent(
        lambda asked, seed: resolve(asked, fields, seed=seed),
        _number("".join(fields.get(PART, ("1",)))),
        "".join(fields[STANDING]) if STANDING in fields else None,
        _number("".join(fields[CERTAINTY])) if CERTAINTY in fields else None,
    )


def _number(text: str) -> int:
    """0 for anything that no form of ours holds."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
