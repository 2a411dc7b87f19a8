"""A number to type, right inside a tolerance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Exercise,
    Item,
    Key,
    Outcome,
    Remark,
    Spec,
    Where,
)
from elearn.domain.exercises.interaction import Entry
from elearn.domain.exercises.quantity import (
    Range,
    from_to,
    is_tolerance,
    number_in,
    range_in,
    written,
)
from elearn.domain.exercises.typed import (
    Listed,
    as_html,
    counted_as,
    outcome,
    remarks_on,
    typed,
    unlike,
)


@dataclass(frozen=True)
class Numeric(Exercise):
    """A task list of `[x] 10 ± 2`, `[x] 5–8` and, for a known mistake, `[ ] 30`."""

    name: ClassVar[str] = "numeric"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Tal", "en": "Number"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.BULLETED_TASKS, Body.NUMBERED_TASKS})
    settings: ClassVar[frozenset[str]] = frozenset({"unit"})

    listed: tuple[tuple[Range, Listed], ...]
    """In the author's order, the right ones first."""
    unit: str = ""

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        unit = spec.settings.get("unit", "")
        listed = [
            (found, _listed(number, item, unit, found))
            for number, item in enumerate(spec.items, start=1)
            for found in (_range(item, unit, where),)
        ]
        if not any(one.right for _, one in listed):
            where.refuse("choice-nothing-right")
        _refuse_hidden(spec, [expected for expected, _ in listed], where)
        return cls(tuple(sorted(listed, key=lambda pair: not pair[1].right)), unit)

    def interaction(self) -> Entry:
        return Entry(numeric=True, unit=self.unit)

    def key(self) -> Key:
        """Both ends of what is accepted, with a decimal point."""
        return frozenset(
            written(end)
            for expected, one in self.listed
            if one.right
            for end in (expected.low, expected.high)
        )

    def grade(self, answer: Answer) -> Outcome:
        """Full credit inside a tolerance, ends included.

        Raises: BadAnswer `answer-not-a-number`, when something else was typed.
        """
        return outcome(self._found(self._typed(answer)))

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        text = self._typed(answer)
        right = [one for _, one in self.listed if one.right]
        return remarks_on(text, self._found(text), right)

    def unchosen(self, answer: Answer) -> tuple[Remark, ...]:
        return unlike(self._found(self._typed(answer)), (one for _, one in self.listed))

    def counted(self, answer: Answer) -> tuple[str, ...]:
        text = self._typed(answer)
        return counted_as(text, self._found(text))

    def _typed(self, answer: Answer) -> str:
        return typed(answer, self.interaction())

    def _found(self, text: str) -> Listed | None:
        """What the author listed that *text* is; None when it is empty or unforeseen."""
        if not text:
            return None
        number = number_in(text, self.unit)
        if number is None:
            raise BadAnswer("answer-not-a-number", unit=self.unit)
        return next((one for expected, one in self.listed if expected.holds(number)), None)


def _range(item: Item, unit: str, where: Where) -> Range:
    found = range_in(item.raw, unit)
    if found is None:
        where.refuse("number-unreadable", line=item.line, text=item.raw)
    if found.low > found.high:
        where.refuse("number-backwards", line=item.line, text=item.raw)
    return found


def _listed(number: int, item: Item, unit: str, expected: Range) -> Listed:
    """What is said of a tolerance are its two ends: nobody has to do sums to read them."""
    said = from_to(expected, comma="," in item.raw) if is_tolerance(item.raw) else item.raw
    after = "" if not unit or said.endswith(unit) else f" {unit}"
    return Listed(str(number), item.checked, as_html(f"{said}{after}"), item.feedback)


def _refuse_hidden(spec: Spec, expected: list[Range], where: Where) -> None:
    """Raise: ContentError where a known mistake counts as right."""
    right = [one for one, item in zip(expected, spec.items, strict=True) if item.checked]
    for one, item in zip(expected, spec.items, strict=True):
        if not item.checked and any(accepted.covers(one) for accepted in right):
            where.refuse("mistake-is-right", line=item.line, text=item.raw)


EXERCISE_TYPE = Numeric
