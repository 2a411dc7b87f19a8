"""The posterior of `elearn.domain.recognition.bayesian` for many people at once.

The product takes some ten milliseconds a person, too long for tens of thousands of them;
`tests/claims/test_grid.py` holds what comes out here to the product.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from elearn.domain.recognition.bayesian import CRITERION_POINTS, D_PRIME_POINTS, STEP, Prior

Floats = NDArray[np.float64]
AT_ONCE = 200
"""People, so that a grid for each fits into memory."""
LEAST = 1e-300
"""A probability that can still be logged."""


@dataclass(frozen=True)
class Judgements:
    """Of one class of cases: everything is people by cases."""

    low: Floats
    """The cuts between which each answer fell, measured from the criterion."""
    high: Floats
    difficulty: Floats

    def of(self, people: slice) -> "Judgements":
        return Judgements(self.low[people], self.high[people], self.difficulty[people])

    def log_likelihood(self, evidence: Floats, side: int) -> Floats:
        """Of all answers of each person together, by points of *evidence*."""
        middle = evidence - side * self.difficulty[:, :, None]
        inside = ndtr(self.high[:, :, None] - middle) - ndtr(self.low[:, :, None] - middle)
        return np.log(np.maximum(inside, LEAST)).sum(axis=1)


def posterior_d_prime(signals: Judgements, lookalikes: Judgements, prior: Prior) -> Floats:
    """The mean of d′, person by person."""
    people = len(signals.low)
    parts = [slice(first, first + AT_ONCE) for first in range(0, people, AT_ONCE)]
    return np.concatenate([_means(signals.of(p), lookalikes.of(p), prior) for p in parts])


def _means(signals: Judgements, lookalikes: Judgements, prior: Prior) -> Floats:
    d_prime, d_place = _axis(prior.d_prime, D_PRIME_POINTS)
    criterion, c_place = _axis(prior.criterion, CRITERION_POINTS)
    logs = -(((d_prime - prior.d_prime) / prior.d_prime_sd) ** 2) / 2
    logs = logs - (((criterion[:, None] - prior.criterion) / prior.criterion_sd) ** 2) / 2
    for side, judgements in ((1, signals), (-1, lookalikes)):
        place = side * d_place - 2 * c_place[:, None]
        along = np.arange(place.min(), place.max() + 1)
        evidence = side * prior.d_prime / 2 - prior.criterion + STEP / 2 * along
        logs = logs + judgements.log_likelihood(evidence, side)[:, place - place.min()]
    weights = np.exp(logs - logs.max(axis=(1, 2), keepdims=True)).sum(axis=1)
    return (weights * d_prime).sum(axis=1) / weights.sum(axis=1)


def _axis(middle: float, points: int) -> tuple[Floats, NDArray[np.int64]]:
    """Its values, and their places counted from the middle."""
    place = np.arange(points) - points // 2
    return middle + STEP * place, place
