"""Things to put in order, such as what to do first and what next."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar, Self

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.choosing import Whys, whys_of
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
from elearn.domain.exercises.interaction import Option, Order
from elearn.domain.exercises.pairing import Pairs, joined_pairs, pairs_of


class Credit(StrEnum):
    """How an order that is partly right counts.

    exact     1 when everything is in its place, else 0. Source: QTI 3.0, match_correct.
    adjacent  of the n − 1 pairs of neighbours, the share in which the second comes right after
              the first. Source: Moodle, question type ordering, "relative to the next item,
              excluding last".
    """

    EXACT = "exact"
    ADJACENT = "adjacent"


@dataclass(frozen=True)
class Ordering(Exercise):
    """A numbered list, written in the right order."""

    name: ClassVar[str] = "ordering"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Ordna", "en": "Order"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.NUMBERED})
    settings: ClassVar[frozenset[str]] = frozenset({"credit"})

    options: tuple[Option, ...]
    """In the right order; the right place of each is its id."""
    why: Whys
    credit: Credit = Credit.EXACT

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        options = tuple(Option(str(n), item.text) for n, item in enumerate(spec.items, start=1))
        if len(options) < 2:
            where.refuse("order-too-short")
        return cls(options, whys_of(spec), _credit(spec, where))

    def interaction(self) -> Order:
        return Order(self.options)

    def key(self) -> Key:
        return joined_pairs({option.id: option.id for option in self.options})

    def grade(self, answer: Answer) -> Outcome:
        """Credit by the rule of `Credit`."""
        placed = self._placed(answer)
        if self.credit is Credit.EXACT:
            return Outcome(1.0 if placed == self.options else 0.0)
        return Outcome(len(self._together(placed)) / (len(self.options) - 1))

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        """How much stands where it should, unless all does; then each in the right order, with
        the place it was given."""
        placed = self._placed(answer)
        each = tuple(
            self._remark(option, place, placed) for place, option in enumerate(self.options, 1)
        )
        return each if placed in ((), self.options) else (self._summary(placed), *each)

    def _summary(self, placed: tuple[Option, ...]) -> Remark:
        """In the terms of the credit."""
        if self.credit is Credit.EXACT:
            right = sum(map(Option.__eq__, placed, self.options))
            values = {"right": right, "of": len(placed)}
            return Remark(Verdict.NEUTRAL, "", code="order-places", values=values)
        values = {"right": len(self._together(placed)), "of": len(placed) - 1}
        return Remark(Verdict.NEUTRAL, "", code="order-neighbours", values=values)

    def _remark(self, option: Option, place: int, placed: tuple[Option, ...]) -> Remark:
        why = self.why.get(option.id, "")
        if not placed:
            return Remark(Verdict.MISSED, _said(option, place), why)
        given = placed.index(option) + 1
        if given == place:
            return Remark(Verdict.RIGHT, _said(option, place), why)
        follows = any(second == option for _, second in self._together(placed))
        is_worth_it = follows and self.credit is Credit.ADJACENT
        code = "order-follows" if is_worth_it else "order-misplaced"
        values = {"given": given, "place": place}
        return Remark(Verdict.WRONG, option.text, why, code=code, values=values)

    def _together(self, placed: tuple[Option, ...]) -> set[tuple[Option, Option]]:
        """The neighbours that should be."""
        return set(pairwise(placed)) & set(pairwise(self.options))

    def _placed(self, answer: Answer) -> tuple[Option, ...]:
        """The options in the order of *answer*; empty when it is. Raises: BadAnswer."""
        ids = [option.id for option in self.options]
        place_by_id: Pairs = pairs_of(answer, ids, ids)
        if len(set(place_by_id.values())) < len(place_by_id):
            raise BadAnswer("answer-places", most=len(ids))
        chosen = [option for option in self.options if option.id in place_by_id]
        return tuple(sorted(chosen, key=lambda option: int(place_by_id[option.id])))


def _said(option: Option, place: int) -> str:
    return f"{place}. {option.text}"


def _credit(spec: Spec, where: Where) -> Credit:
    said = spec.settings.get("credit", Credit.EXACT)
    if said not in list(Credit):
        where.refuse("setting-value", key="credit", value=said, allowed=", ".join(Credit))
    return Credit(said)


EXERCISE_TYPE = Ordering
