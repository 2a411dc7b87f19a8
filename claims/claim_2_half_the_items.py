"""Thirty cases with certainty say as much about somebody as sixty with yes and no."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from claims.claim import Claim, Figure, runs
from claims.detecting import (
    STAFF,
    Counts,
    Floats,
    Population,
    Rmse,
    concerned,
    difficulties,
    estimates,
    impressions,
    levels,
    no_worse,
    posterior_d_prime,
)
from elearn.domain.recognition.bayesian import USUAL, Prior

RATED_PER_CLASS = 15
YES_NO_PER_CLASS = 30
OTHERS = Population(0.8, 0.9, -0.4, 0.6)
"""A staff for whom the usual prior is wrong by .4 in d′."""
DIFFICULTY_ERROR_SD = 0.25
PEOPLE = 2_000


@dataclass(frozen=True)
class Rated:
    """People who rated cases, each with cases of their own."""

    truth: Floats
    level: Counts
    """People by cases, as is the next."""
    difficulty: Floats
    """As the estimate is told; not always as it is."""

    def rmse(self, prior: Prior) -> Rmse:
        is_signal = np.arange(self.level.shape[1]) < RATED_PER_CLASS
        return Rmse.of(posterior_d_prime(self.level, is_signal, self.difficulty, prior), self.truth)

    def told(self, difficulty: Floats) -> "Rated":
        return replace(self, difficulty=difficulty)


def measure(chance: np.random.Generator, share: float) -> Iterator[Figure]:
    count = runs(PEOPLE, share)
    for name, population, prior, error_sd in [
        ("30 rated", STAFF, STAFF.as_prior(), 0.0),
        ("30 rated, prior and difficulties off", OTHERS, USUAL, DIFFICULTY_ERROR_SD),
    ]:
        d_prime, criterion = population.people(chance, count)
        plain = plain_rmse(chance, d_prime, criterion)
        rated = rated_by(chance, d_prime, criterion)
        error = error_sd * chance.standard_normal(rated.difficulty.shape)
        yield from no_worse(name, rated.told(rated.difficulty + error).rmse(prior), plain)
        unknown = rated.told(np.zeros_like(error)).rmse(USUAL)
        yield unknown.figure(f"{name}: usual prior, every difficulty taken as 0")


def plain_rmse(chance: np.random.Generator, d_prime: Floats, criterion: Floats) -> Rmse:
    """Of d′ from sixty answers with yes and no."""
    hits, alarms = (
        concerned(impressions(chance, side, d_prime, drawn), criterion)
        for side in (1, -1)
        for drawn in [difficulties(chance, d_prime.size, YES_NO_PER_CLASS)]
    )
    found, _, _ = estimates(YES_NO_PER_CLASS, YES_NO_PER_CLASS)
    return Rmse.of(found[hits, alarms], d_prime)


def rated_by(chance: np.random.Generator, d_prime: Floats, criterion: Floats) -> Rated:
    """Signals first."""
    shape = (d_prime.size, RATED_PER_CLASS)
    harder = [difficulties(chance, *shape) for _ in range(2)]
    heard = [
        impressions(chance, side, d_prime, drawn)
        for side, drawn in zip((1, -1), harder, strict=True)
    ]
    return Rated(d_prime, levels(np.hstack(heard), criterion), np.hstack(harder))


CLAIM = Claim(
    id="2",
    says="Half the items give the same precision.",
    passes_when="the Bayesian estimate from 30 six-level cases has an RMSE no greater than plain "
    "d′ from 60 yes/no cases; also with the prior wrong by .4 in d′ and the difficulties known "
    "with an error of SD .25",
    measure=measure,
)
