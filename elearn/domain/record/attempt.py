"""One learner's work on one module: what was answered first, and what stands now."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Self


@dataclass(frozen=True)
class Work:
    """Lives encrypted while the attempt is open, and is deleted with it."""

    secret: str
    """Of this attempt: decides the ids and the order in which options are shown."""
    first: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By exercise, the options of the first answer: what counters count."""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By exercise, the options of the latest answer: what the mark goes by."""

    def answered(self, exercise: str, options: Collection[str]) -> Self:
        chosen = tuple(sorted(options))
        return replace(
            self,
            first={exercise: chosen} | dict(self.first),
            answers=dict(self.answers) | {exercise: chosen},
        )

    def seed(self, exercise: str) -> str:
        """For the presentation of *exercise*; another one for each exercise."""
        return f"{self.secret}:{exercise}"

    def dumped(self) -> bytes:
        return json.dumps(
            {"secret": self.secret, "first": dict(self.first), "answers": dict(self.answers)}
        ).encode()

    @classmethod
    def loaded(cls, body: bytes) -> Self:
        kept = json.loads(body)
        return cls(
            kept["secret"],
            {exercise: tuple(options) for exercise, options in kept["first"].items()},
            {exercise: tuple(options) for exercise, options in kept["answers"].items()},
        )
