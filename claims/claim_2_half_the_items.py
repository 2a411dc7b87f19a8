"""Thirty cases with certainty say as much about somebody as sixty with yes and no."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from claims.claim import Claim, Figure, runs
from claims.detecting import (
    STAFF,
    Population,
    Rmse,
    concerned,
    difficulties,
    estimates,
    impressions,
    no_worse,
    rated,
)
from claims.grid import Floats, Judgements, posterior_d_prime
from elearn.domain.recognition.bayesian import USUAL

RATED_PER_CLASS = 15
YES_NO_PER_CLASS = 30
OTHERS = Population(0.8, 0.9, -0.4, 0.6)
"""A staff for whom the usual prior is wrong by .4 in d′."""
DIFFICULTY_ERROR_SD = 0.25
PEOPLE = 10_000


def measure(chance: np.random.Generator, share: float) -> Iterator[Figure]:
    count = runs(PEOPLE, share)
    for name, population, prior, error_sd in [
        ("30 rated", STAFF, STAFF.as_prior(), 0.0),
        ("30 rated, prior and difficulties off", OTHERS, USUAL, DIFFICULTY_ERROR_SD),
    ]:
        d_prime, criterion = population.people(chance, count)
        given = [rated_by(chance, side, d_prime, criterion) for side in (1, -1)]
        off = [blurred(chance, judgements, error_sd) for judgements in given]
        ours = Rmse.of(posterior_d_prime(*off, prior), d_prime)
        yield from no_worse(name, ours, plain_rmse(chance, d_prime, criterion))
        unknown = [replace(each, difficulty=np.zeros_like(each.difficulty)) for each in given]
        without = Rmse.of(posterior_d_prime(*unknown, USUAL), d_prime)
        yield without.figure(f"{name}: usual prior, every difficulty taken as 0")


def rated_by(
    chance: np.random.Generator, side: int, d_prime: Floats, criterion: Floats
) -> Judgements:
    harder = difficulties(chance, d_prime.size, RATED_PER_CLASS)
    return rated(impressions(chance, side, d_prime, harder), criterion, harder)


def blurred(chance: np.random.Generator, judgements: Judgements, error_sd: float) -> Judgements:
    """With difficulties known no better than that."""
    error = error_sd * chance.standard_normal(judgements.difficulty.shape)
    return replace(judgements, difficulty=judgements.difficulty + error)


def plain_rmse(chance: np.random.Generator, d_prime: Floats, criterion: Floats) -> Rmse:
    """Of d′ from sixty answers with yes and no."""
    hits, alarms = (
        concerned(impressions(chance, side, d_prime, drawn), criterion)
        for side in (1, -1)
        for drawn in [difficulties(chance, d_prime.size, YES_NO_PER_CLASS)]
    )
    found, _, _ = estimates(YES_NO_PER_CLASS, YES_NO_PER_CLASS)
    return Rmse.of(found[hits, alarms], d_prime)


CLAIM = Claim(
    id="2",
    says="Half the items give the same precision.",
    passes_when="the Bayesian estimate from 30 six-level cases has an RMSE no greater than plain "
    "d′ from 60 yes/no cases; also with the prior wrong by .4 in d′ and the difficulties known "
    "with an error of SD .25",
    measure=measure,
)
