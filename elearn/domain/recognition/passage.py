"""A passage whose segments are marked: the telling ones found, the lures left alone."""

from collections.abc import Collection
from dataclasses import dataclass

from elearn.domain.errors import BadAnswer, Refusal
from elearn.domain.recognition.proportion import Proportion

FEWEST_LURES = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """The ids of the segments that can be marked.

    Raises: Refusal `passage-malformed` with fewer than two lures, or an id in two classes.
    """

    keys: frozenset[str]
    """What tells; none in a clean text."""
    lures: frozenset[str]
    """What is lawful, religious or just young, and only looks like it."""
    neutral: frozenset[str] = frozenset()
    """Neither; marking it changes nothing."""

    def __post_init__(self) -> None:
        segments = self.keys | self.lures | self.neutral
        listed = len(self.keys) + len(self.lures) + len(self.neutral)
        if len(self.lures) < FEWEST_LURES or listed > len(segments):
            raise Refusal("passage-malformed")


@dataclass(frozen=True, slots=True)
class PassageOutcome:
    keys: Proportion
    """Of the keys, those marked; pooled with others its counts feed d′, like the next."""
    lures: Proportion
    """Of the lures, those marked."""

    @property
    def score(self) -> float:
        """From 0 to 1: keys found less lures marked; of a clean text the lures left alone."""
        hit_rate = self.keys.fraction
        return max(0.0, (1.0 if hit_rate is None else hit_rate) - (self.lures.fraction or 0.0))


def judge(passage: Passage, marked: Collection[str]) -> PassageOutcome:
    """What was found in *passage* by marking these segments; the order does not matter.

    Raises: BadAnswer for a segment that does not exist.
    """
    chosen = frozenset(marked)
    if not chosen <= passage.keys | passage.lures | passage.neutral:
        raise BadAnswer("answer-unknown-option")
    return PassageOutcome(
        Proportion(len(chosen & passage.keys), len(passage.keys)),
        Proportion(len(chosen & passage.lures), len(passage.lures)),
    )
