"""A few words to type, recognised among those that the author lists."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

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
from elearn.domain.exercises.pattern import Pattern, forms_of, holds_mark_up, pattern_in
from elearn.domain.exercises.typed import (
    Listed,
    as_html,
    counted_as,
    outcome,
    remarks_on,
    typed,
    unlike,
)

_ASKED = Entry(numeric=False)


@dataclass(frozen=True)
class ShortText(Exercise):
    """A task list of `[x] orosanmäl*` and, for a known mistake, `[ ] polisanmälan`."""

    name: ClassVar[str] = "short-text"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Skriv", "en": "Write"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.BULLETED_TASKS, Body.NUMBERED_TASKS})
    settings: ClassVar[frozenset[str]] = frozenset()

    listed: tuple[tuple[Pattern, Listed], ...]
    """In the author's order, the right ones first."""

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        patterns = [_pattern(item, where) for item in spec.items]
        if not any(item.checked for item in spec.items):
            where.refuse("choice-nothing-right")
        _refuse_hidden(spec, patterns, where)
        listed = [
            (pattern, Listed(str(n), item.checked, as_html(pattern.example), item.feedback))
            for n, (pattern, item) in enumerate(zip(patterns, spec.items, strict=True), start=1)
        ]
        return cls(tuple(sorted(listed, key=lambda pair: not pair[1].right)))

    def interaction(self) -> Entry:
        return _ASKED

    def key(self) -> Key:
        """An example of each right answer, in the language of the text."""
        return frozenset(pattern.example for pattern, one in self.listed if one.right)

    def essence(self) -> Hashable:
        """Nothing: each language has its own words, and as many as it needs."""
        return None

    def grade(self, answer: Answer) -> Outcome:
        """Full credit for whatever a right pattern matches, also where a wrong one does."""
        return outcome(self._found(typed(answer, _ASKED)))

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        """The first right one of the author's is what is said to have been right."""
        text = typed(answer, _ASKED)
        return remarks_on(text, self._found(text), [self.listed[0][1]])

    def unchosen(self, answer: Answer) -> tuple[Remark, ...]:
        return unlike(self._found(typed(answer, _ASKED)), (one for _, one in self.listed))

    def counted(self, answer: Answer) -> tuple[str, ...]:
        text = typed(answer, _ASKED)
        return counted_as(text, self._found(text))

    def _found(self, text: str) -> Listed | None:
        """What the author listed that *text* is; None when it is empty or unforeseen."""
        if not text:
            return None
        forms = forms_of(text)
        return next((one for pattern, one in self.listed if pattern.fits(forms)), None)


def _pattern(item: Item, where: Where) -> Pattern:
    pattern = pattern_in(item.raw)
    if holds_mark_up(item.raw):
        where.refuse("words-with-mark-up", line=item.line, text=item.raw)
    if item.checked and not pattern.says_something:
        where.refuse("words-accept-anything", line=item.line, text=item.raw)
    if len(pattern.example) > _ASKED.letters:
        where.refuse("words-too-long", line=item.line, most=_ASKED.letters)
    return pattern


def _refuse_hidden(spec: Spec, patterns: list[Pattern], where: Where) -> None:
    """Raise: ContentError where a known mistake counts as right."""
    right = [one for one, item in zip(patterns, spec.items, strict=True) if item.checked]
    for one, item in zip(patterns, spec.items, strict=True):
        if item.checked or one.is_open:
            continue
        forms = forms_of(one.example)
        if any(accepted.fits(forms) for accepted in right):
            where.refuse("mistake-is-right", line=item.line, text=item.raw)


EXERCISE_TYPE = ShortText
