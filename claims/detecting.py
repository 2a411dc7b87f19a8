"""Invented people who judge cases as the equal-variance model says, and the product's estimates."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from claims.claim import Figure
from claims.grid import Floats, Judgements
from elearn.domain.recognition.bayesian import CUTS, Prior
from elearn.domain.recognition.detection import estimate

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Population:
    """Two independent normal distributions, of d′ and of the criterion."""

    d_prime: float
    d_prime_sd: float
    criterion: float
    criterion_sd: float

    def people(self, chance: np.random.Generator, count: int) -> tuple[Floats, Floats]:
        """Their d′ and their criteria."""
        return (
            chance.normal(self.d_prime, self.d_prime_sd, count),
            chance.normal(self.criterion, self.criterion_sd, count),
        )

    def as_prior(self) -> Prior:
        return Prior(self.d_prime, self.d_prime_sd, self.criterion, self.criterion_sd)


STAFF = Population(1.3, 0.7, -0.1, 0.45)
DIFFICULTY_SD = 0.5
GREATEST_DIFFICULTY = 1.2


def difficulties(chance: np.random.Generator, *shape: int) -> Floats:
    drawn = chance.normal(0, DIFFICULTY_SD, shape)
    return np.clip(drawn, -GREATEST_DIFFICULTY, GREATEST_DIFFICULTY)


def impressions(
    chance: np.random.Generator, side: int, d_prime: Floats, difficulty: Floats
) -> Floats:
    """How much concern each case calls up, people by cases; *side* is 1 for signals, else -1."""
    middle = side * (d_prime[:, None] / 2 - difficulty)
    return middle + chance.standard_normal(middle.shape)


def concerned(impression: Floats, criterion: Floats) -> Counts:
    """Over how many cases each person raises concern."""
    return (impression > criterion[:, None]).sum(axis=1)


def rated(impression: Floats, criterion: Floats, difficulty: Floats) -> Judgements:
    """Answers on six levels, by people who are told nothing of *difficulty*."""
    bounds = np.array([-np.inf, *CUTS, np.inf])
    level = np.searchsorted(CUTS, impression - criterion[:, None])
    return Judgements(bounds[level], bounds[level + 1], difficulty)


@cache
def estimates(signals: int, lookalikes: int) -> tuple[Floats, Floats, Floats]:
    """d′, criterion and error of d′ as the product gives them, hits by false alarms."""
    shape = (signals + 1, lookalikes + 1)
    d_prime, criterion, error = np.empty(shape), np.empty(shape), np.empty(shape)
    for hits, alarms in np.ndindex(shape):
        found = estimate(hits, signals - hits, alarms, lookalikes - alarms)
        d_prime[hits, alarms] = found.d_prime
        criterion[hits, alarms] = found.criterion
        error[hits, alarms] = found.d_prime_error
    return d_prime, criterion, error


@dataclass(frozen=True)
class Rmse:
    """The root of the mean squared error, with its own simulation error."""

    value: float
    error: float

    @classmethod
    def of(cls, found: Floats, truth: Floats) -> "Rmse":
        squares = (found - truth) ** 2
        value = float(np.sqrt(squares.mean()))
        return cls(value, float(squares.std() / np.sqrt(squares.size) / (2 * value)))

    def figure(self, name: str, at_most: float | None = None) -> Figure:
        return Figure(name, self.value, at_most=at_most, error=self.error)


def no_worse(name: str, ours: Rmse, theirs: Rmse) -> Iterator[Figure]:
    """Both, and by how much ours is larger: at most by nothing."""
    yield ours.figure(name)
    yield theirs.figure(f"{name}: compared with")
    yield Figure(
        f"{name}: difference",
        ours.value - theirs.value,
        at_most=0.0,
        error=float(np.hypot(ours.error, theirs.error)),
    )
