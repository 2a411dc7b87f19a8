"""Pairs to find: each on the left belongs to one on the right."""

from collections.abc import Iterator, Mapping
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
from elearn.domain.exercises.interaction import Match, Option
from elearn.domain.exercises.pairing import Pairs, joined_pairs, pairs_of


@dataclass(frozen=True)
class Matching(Exercise):
    """A bulleted list of `left → right`; nothing on the left makes it a distractor."""

    name: ClassVar[str] = "matching"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Para ihop", "en": "Match"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.BULLETED})
    settings: ClassVar[frozenset[str]] = frozenset()

    left: tuple[Option, ...]
    right: tuple[Option, ...]
    """Two pairs that end alike share one, under the ordinal of the first."""
    partners: Pairs
    """By id on the left, the id on the right."""
    why: Mapping[str, str]
    """The author's feedback by ordinal, where there is any."""

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        _refuse_unless_pairs(spec, where)
        left, right, partners = _sides(spec)
        _refuse_unless_a_choice(spec, left, right, where)
        why = {str(n): item.feedback for n, item in enumerate(spec.items, 1) if item.feedback}
        return cls(left, right, partners, why)

    def interaction(self) -> Match:
        return Match(self.left, self.right)

    def key(self) -> Key:
        return joined_pairs(self.partners)

    def grade(self, answer: Answer) -> Outcome:
        """The share of right pairs. Source: QTI 3.0, map_response with a point a pair."""
        given = self._given(answer)
        return Outcome(len(given.items() & self.partners.items()) / len(self.left))

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        """How many pairs are right, unless all are; then each pair that was made, and after a
        wrong one the one that should have been."""
        given = self._given(answer)
        pairs = tuple(remark for left in self.left for remark in self._of_pair(left, given))
        right = len(given.items() & self.partners.items())
        if not given or right == len(self.left):
            return pairs
        values = {"right": right, "of": len(self.left)}
        return (Remark(Verdict.NEUTRAL, "", code="pairs-right", values=values), *pairs)

    def unchosen(self, answer: Answer) -> tuple[Remark, ...]:
        """The feedback on what belongs to nothing, where it was not paired with anything."""
        spoken_of = {*self._given(answer).values(), *self.partners.values()}
        return tuple(
            Remark(Verdict.WRONG, one.text, self._why(one.id))
            for one in self.right
            if one.id not in spoken_of and self._why(one.id)
        )

    def _of_pair(self, left: Option, given: Pairs) -> Iterator[Remark]:
        partner, why = self.partners[left.id], self._why(left.id)
        if left.id not in given:
            yield Remark(Verdict.MISSED, self._said(left, partner), why)
            return
        yield self._made(left, given[left.id])
        if given[left.id] != partner:
            yield Remark(Verdict.MISSED, self._right_text(partner), why)

    def _given(self, answer: Answer) -> Pairs:
        ids = [[option.id for option in side] for side in (self.left, self.right)]
        return pairs_of(answer, *ids)

    def _made(self, left: Option, right_id: str) -> Remark:
        """Of a wrong pair, the author has only spoken where its right side is a distractor."""
        said = self._said(left, right_id)
        if right_id == self.partners[left.id]:
            return Remark(Verdict.RIGHT, said, self._why(left.id))
        is_distractor = right_id not in self.partners.values()
        return Remark(Verdict.WRONG, said, self._why(right_id) if is_distractor else "")

    def _said(self, left: Option, right_id: str) -> str:
        return f"{left.text} → {self._right_text(right_id)}"

    def _right_text(self, right_id: str) -> str:
        return next(option.text for option in self.right if option.id == right_id)

    def _why(self, ordinal: str) -> str:
        return self.why.get(ordinal, "")


def _refuse_unless_pairs(spec: Spec, where: Where) -> None:
    for item in spec.items:
        if not item.partner:
            where.refuse("pair-without-arrow", line=item.line, text=item.text)


def _sides(spec: Spec) -> tuple[tuple[Option, ...], tuple[Option, ...], Pairs]:
    """What stands on the left, what on the right, and which belong together."""
    first_by_text: dict[str, str] = {}
    left: list[Option] = []
    partners: dict[str, str] = {}
    for ordinal, item in ((str(n), item) for n, item in enumerate(spec.items, start=1)):
        right_id = first_by_text.setdefault(item.partner, ordinal)
        if item.text:
            left.append(Option(ordinal, item.text))
            partners[ordinal] = right_id
    right = tuple(Option(ordinal, text) for text, ordinal in first_by_text.items())
    return tuple(left), right, partners


def _refuse_unless_a_choice(
    spec: Spec, left: tuple[Option, ...], right: tuple[Option, ...], where: Where
) -> None:
    if len(left) < 2:
        where.refuse("pairs-too-few")
    if len(right) < 2:
        where.refuse("pairs-all-alike")
    seen: set[str] = {item.partner for item in spec.items if item.text}
    for item in spec.items:
        if not item.text and item.partner in seen:
            where.refuse("distractor-is-a-partner", line=item.line, text=item.partner)
        seen.add(item.partner)


EXERCISE_TYPE = Matching
