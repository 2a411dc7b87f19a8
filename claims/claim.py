"""What a claim is, and what is said of one after it was measured."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, sqrt

import numpy as np


class Verdict(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    OPEN = "open"


@dataclass(frozen=True)
class Figure:
    """One number that was measured; without bounds it only informs."""

    name: str
    value: float
    at_least: float | None = None
    at_most: float | None = None
    error: float = 0.0
    """The standard error of *value* over repeated runs with other seeds."""

    def holds(self, slack: float = 0.0) -> bool:
        """Whether the bounds hold, each moved outwards by *slack* standard errors."""
        room = slack * self.error
        low = self.at_least is None or self.value >= self.at_least - room
        high = self.at_most is None or self.value <= self.at_most + room
        return low and high


@dataclass(frozen=True)
class Claim:
    id: str
    """The number under which the claim is known; `r1` and so on for the reserve."""
    says: str
    passes_when: str
    measure: Callable[[np.random.Generator, float], Iterator[Figure]]
    """Chance and the share of the full number of runs → the figures."""
    is_open: bool = False
    """Whether it is known not to hold yet."""


@dataclass(frozen=True)
class Result:
    claim: Claim
    figures: tuple[Figure, ...]

    def verdict(self, slack: float = 0.0) -> Verdict:
        if all(figure.holds(slack) for figure in self.figures):
            return Verdict.PASS
        return Verdict.OPEN if self.claim.is_open else Verdict.FAIL


def measured(claim: Claim, *, seed: int, share: float = 1.0) -> Result:
    """The figures of *claim*, the same for the same *seed* and *share*."""
    chance = np.random.default_rng([seed, *claim.id.encode()])
    return Result(claim, tuple(claim.measure(chance, share)))


def runs(full: int, share: float) -> int:
    """That share of the full number of runs, at least one."""
    return max(1, ceil(full * share))


def share_error(share: float, count: int) -> float:
    """The standard error of a share seen in *count* independent runs; above zero at 0 and 1."""
    kept = min(max(share, 1 / (count + 2)), 1 - 1 / (count + 2))
    return sqrt(kept * (1 - kept) / count)
