"""The estimate for one person: what a learner's own answers say about d′ and the criterion.

Where plain d′ needs 60 answers, this needs about 30: it starts from what is usual, uses how sure
somebody was, and allows for cases that are harder than others. It holds however the cases were
chosen, since only the answers to those that came count.

Along both axes of the grid the step is the same. So what an answer bears on, d′/2 - c for a
signal and -d′/2 - c for a look-alike, takes a few hundred values only: answers are summed up
along these two lines and then spread over the grid, at a cost that hardly grows with their number.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import erfc, exp, inf, isfinite, log, sqrt

from elearn.domain.errors import Refusal
from elearn.domain.recognition.interval import Interval
from elearn.domain.recognition.rating import LEVELS, RatingCounts, require_level

D_PRIME_POINTS, CRITERION_POINTS = 121, 101
STEP = 0.05
"""Between points of the grid, which lies around the prior: ±3 in d′ and ±2.5 in the criterion."""
CUTS = (-1.2, -0.6, 0.0, 0.6, 1.2)
"""Between neighbouring levels, measured from the criterion."""
INTERVAL_SHARE = 0.8
_LEAST = 1e-300
"""A probability that can still be logged."""
_ROOT_2 = sqrt(2)
_LINE_POINTS = D_PRIME_POINTS + 2 * (CRITERION_POINTS - 1)


@dataclass(frozen=True, slots=True)
class Prior:
    """What is taken to be usual before the first answer: two normal distributions."""

    d_prime: float = 1.2
    d_prime_sd: float = 1.0
    criterion: float = -0.1
    criterion_sd: float = 0.7


USUAL = Prior()


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer to one case; made by the functions below."""

    is_signal: bool
    low: float
    """Between these two cuts it fell, measured from the criterion; infinite at the ends."""
    high: float
    difficulty: float


def rated(is_signal: bool, level: int, *, difficulty: float = 0.0) -> Judgement:
    """An answer on the six levels of `rating.py`.

    *difficulty* is in units of d′/2; above 0 the case is harder than most, of either class.

    Raises: Refusal `rating-malformed`, also when the difficulty is no finite number.
    """
    bounds = (-inf, *CUTS, inf)
    upper = require_level(level)
    return _judgement(is_signal, bounds[upper - 1], bounds[upper], difficulty)


def answered(is_signal: bool, concern: bool, *, difficulty: float = 0.0) -> Judgement:
    """A yes or no without certainty. Raises: as `rated`."""
    low, high = (0.0, inf) if concern else (-inf, 0.0)
    return _judgement(is_signal, low, high, difficulty)


def all_rated(counts: RatingCounts) -> list[Judgement]:
    """Every rating of a measurement block, in no order; which case each was about is not kept."""
    return [
        rated(is_signal, level)
        for is_signal, row in ((True, counts.signals), (False, counts.lookalikes))
        for level, count in zip(LEVELS, row, strict=True)
        for _ in range(count)
    ]


def _judgement(is_signal: bool, low: float, high: float, difficulty: float) -> Judgement:
    if not isfinite(difficulty):
        raise Refusal("rating-malformed")
    return Judgement(is_signal, low, high, difficulty)


@dataclass(frozen=True, slots=True)
class Estimate:
    mean: float
    interval: Interval
    """The middle 80 %."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is believed after so many answers."""

    answers: int
    d_prime: Estimate
    criterion: Estimate


def posterior(answers: Iterable[Judgement], prior: Prior = USUAL) -> Posterior:
    """d′ and criterion of one person; without answers what the prior says.

    P(concern) is Φ(±(d′/2 - difficulty) - c), with + for a signal; the other levels cut the same
    distribution elsewhere. Each case counts once: whoever calls leaves repetitions out.

    Source: docs/recognition.md; decisions/0014 for difficulties.
    """
    given = Counter(answers)
    d_primes = _axis(prior.d_prime, D_PRIME_POINTS)
    criteria = _axis(prior.criterion, CRITERION_POINTS)
    rows = _weights(
        _log_prior(d_primes, prior.d_prime, prior.d_prime_sd),
        _log_prior(criteria, prior.criterion, prior.criterion_sd),
        _line(given, True, d_primes[0] / 2 - criteria[-1]),
        _line(given, False, -d_primes[-1] / 2 - criteria[-1]),
    )
    return Posterior(
        given.total(),
        _summary(d_primes, [sum(column) for column in zip(*rows, strict=True)]),
        _summary(criteria, [sum(row) for row in rows]),
    )


def _axis(middle: float, points: int) -> list[float]:
    return [middle + STEP * (point - points // 2) for point in range(points)]


def _log_prior(axis: Sequence[float], mean: float, sd: float) -> list[float]:
    return [-(((value - mean) / sd) ** 2) / 2 for value in axis]


def _line(given: Counter[Judgement], is_signal: bool, first: float) -> list[float]:
    """Log likelihoods of one class, for evidence of *first* and then half a step more each."""
    evidence = [first + STEP / 2 * point for point in range(_LINE_POINTS)]
    total = [0.0] * _LINE_POINTS
    for answer, count in given.items():
        if answer.is_signal is is_signal:
            easier = -answer.difficulty if is_signal else answer.difficulty
            logs = (log(_probability(answer, value + easier)) for value in evidence)
            total = [so_far + count * one for so_far, one in zip(total, logs, strict=True)]
    return total


def _probability(answer: Judgement, evidence: float) -> float:
    low, high = answer.low - evidence, answer.high - evidence
    if low > 0:
        low, high = -high, -low
    return max(_LEAST, (erfc(-high / _ROOT_2) - erfc(-low / _ROOT_2)) / 2)


def _weights(
    d_prime_prior: Sequence[float],
    criterion_prior: Sequence[float],
    signals: Sequence[float],
    lookalikes: Sequence[float],
) -> list[list[float]]:
    """Up to a factor the posterior: a row a criterion, in it an entry a d′.

    One more in d′ is a point further along the line of signals and a point back along the line
    of look-alikes; one more in the criterion is two points back along both.
    """
    rows = []
    for place, at_criterion in enumerate(criterion_prior):
        start = 2 * (CRITERION_POINTS - 1 - place)
        columns = zip(
            d_prime_prior,
            signals[start : start + D_PRIME_POINTS],
            reversed(lookalikes[start : start + D_PRIME_POINTS]),
            strict=True,
        )
        rows.append([at_criterion + sum(column) for column in columns])
    highest = max(map(max, rows))
    return [[exp(value - highest) for value in row] for row in rows]


def _summary(axis: Sequence[float], weights: Sequence[float]) -> Estimate:
    total = sum(weights)
    mean = sum(value * weight for value, weight in zip(axis, weights, strict=True)) / total
    tail = total * (1 - INTERVAL_SHARE) / 2
    low, high = (_quantile(axis, weights, target) for target in (tail, total - tail))
    return Estimate(mean, Interval(low, high))


def _quantile(axis: Sequence[float], weights: Sequence[float], target: float) -> float:
    """Where the weights below reach *target*, each spread evenly over its step."""
    below = list(accumulate(weights, initial=0.0))
    place = bisect_left(below, target, 1, len(weights)) - 1
    return axis[place] + STEP * ((target - below[place]) / weights[place] - 0.5)
