"""Whoever has a known d′ is given it back, by an interval that is as wide as it says.

Nothing is drawn: every possible pair of hits and false alarms counts with its probability.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.stats import binom, norm

from claims.claim import Claim, Figure
from claims.detecting import estimates
from elearn.domain.recognition.interval import Z_95

D_PRIMES = (0.5, 1.0, 1.5, 2.0, 2.5)
CRITERIA = (-0.5, 0.0)
MOST_RMSE_BY_SIZE = {12: 0.62, 24: 0.50, 60: 0.36}
"""By the number of signals, and of look-alikes."""
LOWEST_COVERAGE, HIGHEST_COVERAGE = 0.935, 0.985


@dataclass(frozen=True)
class Cell:
    coverage: float
    """The probability that the 95 % interval holds the truth."""
    rmse: float


def measure(_chance: np.random.Generator, _share: float) -> Iterator[Figure]:
    for size, most_rmse in MOST_RMSE_BY_SIZE.items():
        cells = [cell(size, *truth) for truth in product(D_PRIMES, CRITERIA)]
        coverage = [each.coverage for each in cells]
        of = f"{size} of each, worst of {len(cells)} cells"
        yield Figure(f"coverage, lowest, {of}", min(coverage), at_least=LOWEST_COVERAGE)
        yield Figure(f"coverage, highest, {of}", max(coverage), at_most=HIGHEST_COVERAGE)
        yield Figure(f"RMSE, {of}", max(each.rmse for each in cells), at_most=most_rmse)


def cell(size: int, d_prime: float, criterion: float) -> Cell:
    found, _, error = estimates(size, size)
    hits, alarms = (
        binom.pmf(np.arange(size + 1), size, norm.cdf(side * d_prime / 2 - criterion))
        for side in (1, -1)
    )
    likelihood = np.outer(hits, alarms)
    covered = np.abs(found - d_prime) <= Z_95 * error
    return Cell(
        coverage=float((likelihood * covered).sum()),
        rmse=float(np.sqrt((likelihood * (found - d_prime) ** 2).sum())),
    )


CLAIM = Claim(
    id="1",
    says="A known d′ is recovered.",
    passes_when="for d′ .5 to 2.5, c -.5 and 0, and 12, 24 and 60 of each class the 95 % interval "
    "holds the truth in .935 to .985 of all cases, and the RMSE is at most .62, .50 and .36",
    measure=measure,
)
