"""Refreshers that come when they are needed, against one for everybody each quarter.

How people vary can be read in two ways, and both are measured: somebody begins with a memory of
each concept that is stronger or weaker, or somebody forgets faster or slower for good. The claim
holds for the first. For the second it does not quite: without fitting anything to a person, which
we will not do, the schedule finds out too late who forgets fast.
"""

from collections.abc import Iterator
from math import sqrt

import numpy as np

from claims.claim import Claim, Figure, runs
from claims.remembering import YEARS, Lives, Planning, certain, every, live, mean_figure, spaced
from elearn.domain.recognition.fsrs_schedule import RETENTION

LIVES = 100_000
SPREAD = 0.7
"""Of the logarithm of what people differ in."""
CLAIMED_RETENTION = 0.80
QUARTER_DAYS, YEAR_DAYS = 91, 365
CONCEPTS, REVIEW_MINUTES = 24, 0.75
WAYS_TO_VARY = {"begin differently": "beginning", "forget differently": "memory"}


def measure(chance: np.random.Generator, share: float) -> Iterator[Figure]:
    count = runs(LIVES, share)

    def lives(planning: Planning, varying: str) -> Lives:
        spread = {varying: np.exp(chance.normal(0, SPREAD, count))}
        return live(count, planning, certain, chance, **spread)

    for name, varying in WAYS_TO_VARY.items():
        ours = lives(spaced(CLAIMED_RETENTION), varying)
        yield from compared(f"people {name}", ours, lives(every(QUARTER_DAYS), varying))
    default = lives(spaced(RETENTION), "memory")
    yield mean_figure("these, with our own .85: refreshers", default.refreshers)
    yield mean_figure("these, with our own .85: time below .80", default.low_fraction)
    yearly = lives(every(YEAR_DAYS), "memory")
    yield mean_figure("these, with a yearly course: time below .80", yearly.low_fraction)


def compared(name: str, ours: Lives, quarterly: Lives) -> Iterator[Figure]:
    reviews = mean_figure("", ours.refreshers)
    theirs = float(quarterly.refreshers.mean())
    gain = ours.mean_recall.mean() - quarterly.mean_recall.mean()
    error = sqrt((ours.mean_recall.var() + quarterly.mean_recall.var()) / len(ours.mean_recall))
    minutes = CONCEPTS * REVIEW_MINUTES / YEARS
    yield Figure(
        f"{name}: fewer refreshers, share",
        1 - reviews.value / theirs,
        at_least=0.30,
        error=reviews.error / theirs,
    )
    yield Figure(f"{name}: more mean recall", float(gain), at_least=0.0, error=error)
    yield mean_figure(f"{name}: time below .80", ours.low_fraction, at_most=0.03)
    yield mean_figure(f"{name}: the same, quarterly", quarterly.low_fraction)
    yield Figure(
        f"{name}: minutes a year for {CONCEPTS} concepts",
        minutes * reviews.value,
        at_most=50,
        error=minutes * reviews.error,
    )


CLAIM = Claim(
    id="3",
    says="More is remembered for less time.",
    passes_when="against a refresher each quarter for five years, people varying, there are 30 % "
    "fewer refreshers, no less mean recall, 3 % of the time or less below a recall of .80, "
    "and 24 concepts take 50 minutes a year or less",
    measure=measure,
    is_open=True,
)
