"""A case of the bank, as far as practice, balance and measurement have to know it.

The text stays with the course; this is what its front matter says.
"""

from dataclasses import dataclass
from enum import StrEnum

YES_NO_GUESS = 0.5


class Truth(StrEnum):
    SIGNAL = "signal"
    LOOKALIKE = "lookalike"
    GREY = "grey"
    """Nothing is right or wrong here; it counts in no rate."""


class Anchor(StrEnum):
    """The three cases that come back unchanged, so that the scale does not drift."""

    CLEAR_SIGNAL = "clear-signal"
    CLEAR_ORDINARY = "clear-ordinary"
    CLASSIC_LOOKALIKE = "classic-lookalike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    id: str
    concept: str
    truth: Truth
    markers: frozenset[str] = frozenset()
    """What can be noticed about the person and must never predict the truth."""
    ideology: str | None = None
    religion: str | None = None
    twin: str | None = None
    """The id of the case that differs from this one in one thing."""
    cue: int = 2
    """How strong the decisive behaviour is, 1 to 3."""
    context: int = 2
    """How ordinary its surroundings make it look, 1 to 3."""
    guess_chance: float = YES_NO_GUESS
    """The probability that somebody who knows nothing answers right, from 0 to below 1."""
    minutes: float = 0.75
    form: str | None = None
    """The measurement form the case is kept for; None for practice."""
    anchor: Anchor | None = None
    key_traits: frozenset[str] = frozenset()
    """What the key rests on, as codes."""


def is_for_practice(case: Case) -> bool:
    return case.form is None
