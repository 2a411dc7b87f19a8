"""Two cases side by side that differ in one thing; both have to be judged rightly.

Either one behaviour was changed, or the behaviour is the same and only the person is another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.concern import is_concern, level_in, marks_of, remark_on, right_levels
from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Exercise,
    Key,
    Outcome,
    Remark,
    Spec,
    SubPart,
    Verdict,
    Where,
    texts_of,
)
from elearn.domain.exercises.interaction import Group, Part, Rating, Scale
from elearn.domain.exercises.vignette import read_markers, read_truth
from elearn.domain.recognition.case import Truth

_IDS = ("1", "2")
ALONE = "only-"
"""Before the id of the twin that alone drew concern, in what is counted."""
_PLACE = "/"
_CASE_SETTINGS = frozenset({"truth", "markers"})


@dataclass(frozen=True)
class Twin:
    """One of the two cases."""

    text: str
    truth: Truth
    markers: frozenset[str]
    explanation: str


@dataclass(frozen=True)
class Twins(Exercise):
    """Two parts `#### Fall: a`, each with a `truth:` of its own."""

    name: ClassVar[str] = "twins"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Tvillingar", "en": "Twins"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.PARTS})
    settings: ClassVar[frozenset[str]] = _CASE_SETTINGS | {"concept"}
    words: ClassVar[Mapping[str, str]] = {"fall": "case", "case": "case"}

    twins: tuple[Twin, ...]
    """Two; their ids are "1" and "2"."""

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        above = sorted(spec.settings.keys() & _CASE_SETTINGS)
        if above:
            where.refuse("twins-setting-above", key=above[0])
        if len(spec.parts) != len(_IDS):
            where.refuse("twins-not-two", count=len(spec.parts))
        one, other = (_twin(part, where) for part in spec.parts)
        line = spec.parts[1].line
        if one.text == other.text:
            where.refuse("twins-alike", line=line)
        if one.truth is not other.truth and one.markers != other.markers:
            where.refuse("twins-markers-differ", line=line)
        return cls((one, other))

    def interaction(self) -> Group:
        asked = Rating(Scale.CONCERN)
        return Group(tuple(Part(id, twin.text, asked) for id, twin in self._by_id()))

    def key(self) -> Key:
        return frozenset(
            f"{id}{_PLACE}{level}"
            for id, twin in self._by_id()
            for level in right_levels(twin.truth)
        )

    def grade(self, answer: Answer) -> Outcome:
        """1 only if both are right, so that guessing earns a quarter."""
        judged = tuple(zip(self.twins, _levels(answer), strict=True))
        if not any(level for _, level in judged):
            return Outcome(0.0)
        one, other = (marks_of(twin.truth, level) for twin, level in judged)
        right = all(level in right_levels(twin.truth) for twin, level in judged)
        return Outcome(float(right), {name: one[name] + other[name] for name in one})

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        """How many were judged rightly, unless both were; then one a twin, below its text."""
        judged = tuple(zip(self.twins, _levels(answer), strict=True))
        each = tuple(
            remark_on(twin.truth, level, about=twin.text, why=twin.explanation)
            for twin, level in judged
        )
        right = sum(level in right_levels(twin.truth) for twin, level in judged)
        if right == len(_IDS) or not any(level for _, level in judged):
            return each
        values = {"right": right, "of": len(_IDS)}
        return (Remark(Verdict.NEUTRAL, "", code="twins-right", values=values), *each)

    def counted(self, answer: Answer) -> tuple[str, ...]:
        """The levels; and of twins that deserve the same, which of them alone drew concern."""
        told = tuple(sorted(answer))
        concerned = [
            id for id, level in zip(_IDS, _levels(answer), strict=True) if is_concern(level)
        ]
        if len(concerned) == 1 and self.deserves_the_same:
            return (*told, f"{ALONE}{concerned[0]}")
        return told

    @property
    def deserves_the_same(self) -> bool:
        one, other = self.twins
        return one.truth is other.truth

    def _by_id(self) -> tuple[tuple[str, Twin], ...]:
        return tuple(zip(_IDS, self.twins, strict=True))


def _twin(part: SubPart, where: Where) -> Twin:
    here = Where(where.file, part.line or where.line)
    unknown = sorted(part.spec.settings.keys() - _CASE_SETTINGS)
    if unknown:
        here.refuse("setting-unknown", key=unknown[0], allowed=", ".join(sorted(_CASE_SETTINGS)))
    if not part.spec.stem.strip():
        here.refuse("case-without-text")
    if part.spec.items:
        here.refuse("options-not-here", line=part.spec.items[0].line)
    clear = (Truth.SIGNAL, Truth.LOOKALIKE)
    return Twin(
        part.spec.stem,
        read_truth(part.spec.settings, here, among=clear),
        read_markers(part.spec.settings, here),
        part.spec.explanation,
    )


def _levels(answer: Answer) -> tuple[str, ...]:
    """The level of each twin; all empty when nothing was answered. Raises: BadAnswer."""
    found: dict[str, set[str]] = {id: set() for id in _IDS}
    for text in texts_of(answer):
        id, _, level = text.partition(_PLACE)
        if id not in found or not level:
            raise BadAnswer("answer-unknown-option")
        found[id].add(level)
    levels = tuple(level_in(given) for given in found.values())
    if any(levels) and not all(levels):
        raise BadAnswer("answer-incomplete")
    return levels


EXERCISE_TYPE = Twins
