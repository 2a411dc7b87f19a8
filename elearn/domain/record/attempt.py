"""One learner's work on one module: what was answered first, and what stands now."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Self

_STANDING_LETTERS = 12

Given = tuple[str, ...]
"""An answer, sorted."""


@dataclass(frozen=True)
class Work:
    """Lives encrypted while the attempt is open, and is deleted with it."""

    secret: str
    """Of this attempt: decides the ids and the order in which options are shown."""
    first: Mapping[str, Given] = field(default_factory=dict)
    """By exercise, the first answer: what counters count."""
    answers: Mapping[str, Given] = field(default_factory=dict)
    """By exercise, the latest answer: what the mark goes by."""
    under_way: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)
    """By exercise, the answers so far to what is asked one after the other."""
    certainty: Mapping[str, int] = field(default_factory=dict)
    """By exercise, how sure the first answer was: the place of the label, from 1."""
    skipped: frozenset[str] = frozenset()
    """The exercises that were skipped after their content notice."""
    only: Given = ()
    """The exercises that are asked of whoever confirms a meeting or renews; empty when all of them
    are."""
    renews: str = ""
    """What its author calls the version that was taken before, where only what has changed since
    is asked; empty otherwise."""

    def answered(self, exercise: str, options: Collection[str]) -> Self:
        chosen = tuple(sorted(options))
        return replace(
            self,
            first={exercise: chosen} | dict(self.first),
            answers=dict(self.answers) | {exercise: chosen},
            under_way=_without(self.under_way, exercise),
            skipped=self.skipped - {exercise},
        )

    def going_on(self, exercise: str, so_far: Sequence[Collection[str]]) -> Self:
        """With more of *exercise* to be asked; an earlier answer to all of it stands."""
        given = tuple(tuple(sorted(one)) for one in so_far)
        return replace(
            self,
            under_way=dict(self.under_way) | {exercise: given},
            skipped=self.skipped - {exercise},
        )

    @property
    def is_answered(self) -> bool:
        """Whether anything has been answered, if only in part; skipping answers nothing."""
        return bool(self.answers or self.under_way)

    def so_far(self, exercise: str) -> tuple[Given, ...]:
        return self.under_way.get(exercise, ())

    def standing(self, exercise: str) -> str:
        """Which answer stands: the same as long as it does, empty without one. It tells nothing to
        whoever does not know the secret."""
        if exercise not in self.answers:
            return ""
        told = json.dumps([self.secret, exercise, self.answers[exercise]])
        return sha256(told.encode()).hexdigest()[:_STANDING_LETTERS]

    def sure(self, exercise: str, level: int) -> Self:
        """Only how sure the first answer was is kept."""
        return replace(self, certainty={exercise: level} | dict(self.certainty))

    def skipping(self, exercise: str) -> Self:
        """Without what was answered of *exercise*."""
        return replace(
            self,
            first=_without(self.first, exercise),
            answers=_without(self.answers, exercise),
            under_way=_without(self.under_way, exercise),
            certainty=_without(self.certainty, exercise),
            skipped=self.skipped | {exercise},
        )

    def taking_up(self, exercise: str) -> Self:
        """As if it had never been skipped."""
        return replace(self, skipped=self.skipped - {exercise})

    def asking(self, only: Given) -> Self:
        """With nothing asked but *only*, or with everything when that is empty; answers stay."""
        return replace(self, only=only, renews="")

    def renewing(self, label: str, only: Given) -> Self:
        """With *only* what has changed since the version called *label*."""
        return replace(self, only=only, renews=label)

    @property
    def is_of_meeting(self) -> bool:
        """Whether it confirms a meeting."""
        return bool(self.only) and not self.renews

    def seed(self, exercise: str, part: int = 1) -> str:
        """For the presentation of one question; another one for each."""
        return f"{self.secret}:{exercise}" + (f":{part}" if part > 1 else "")

    def dumped(self) -> bytes:
        kept = vars(self) | {"skipped": sorted(self.skipped)}
        return json.dumps(kept).encode()

    @classmethod
    def loaded(cls, body: bytes) -> Self:
        """Also of work that was begun before everything above was kept."""
        kept = json.loads(body)
        return cls(
            kept["secret"],
            _givens(kept["first"]),
            _givens(kept["answers"]),
            {one: tuple(map(tuple, parts)) for one, parts in kept.get("under_way", {}).items()},
            kept.get("certainty", {}),
            frozenset(kept.get("skipped", ())),
            tuple(kept.get("only", ())),
            kept.get("renews", ""),
        )


def _givens(kept: Mapping[str, list[str]]) -> dict[str, Given]:
    return {exercise: tuple(options) for exercise, options in kept.items()}


def _without(kept: Mapping[str, Any], exercise: str) -> dict[str, Any]:
    return {one: value for one, value in kept.items() if one != exercise}
