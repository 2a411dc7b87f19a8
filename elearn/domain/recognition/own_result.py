"""What a learner may be told of their own measurement blocks, and how far it may be off.

For the learner alone: it ranks nobody and opens or closes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from elearn.domain.recognition.bayesian import Estimate, Posterior, all_rated, posterior
from elearn.domain.recognition.detection import FEWEST_PER_CLASS, Detection
from elearn.domain.recognition.group_change import Direction
from elearn.domain.recognition.interval import STANDARD_NORMAL, Interval
from elearn.domain.recognition.lean import FEWEST_ANSWERS, Lean, lean_of
from elearn.domain.recognition.measurement_block import Occasion
from elearn.domain.recognition.measurement_record import Measured
from elearn.domain.recognition.rating import RatingCounts

PAIRS = 10
Z_80 = STANDARD_NORMAL.inv_cdf(0.9)
"""Standard errors to each side of an 80 % interval."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Of ten pairs of a signal and a look-alike, in how many the signal would be pointed out."""

    usual: int
    fewest: int
    """From here to *most*: as far as the interval of d′ reaches."""
    most: int


@dataclass(frozen=True, slots=True)
class OwnChange:
    since: Measured
    telling: Direction
    """Of d′: whether signals are told from look-alikes better."""
    threshold: Direction
    """Of the criterion: whether it takes more until concern is raised."""


@dataclass(frozen=True, slots=True)
class OwnResult:
    counted: Detection
    """Of the latest block."""
    pairs: Pairs | None
    """None where fewer than six signals or six look-alikes were answered."""
    lean: Lean
    """From the latest blocks together; unknown below 40 answers."""
    change: OwnChange | None
    """None without an earlier block of the course, or with too few answers in either."""


def own_result(blocks: Sequence[Measured]) -> OwnResult:
    """Of the latest of *blocks*, which are of one course, oldest first, and at least one."""
    latest = blocks[-1]
    counted = latest.counts.detection()
    enough = _has_enough(latest)
    believed = _believed([latest.counts])
    return OwnResult(
        counted,
        pairs_of(believed.d_prime.mean, believed.d_prime.interval) if enough else None,
        lean_of(_believed(_latest_counts(blocks))),
        _change(blocks, believed) if enough else None,
    )


def pairs_of(d_prime: float, interval: Interval) -> Pairs:
    """By the area under the ROC curve of the model, Φ(d′ / √2); never all ten for certain."""
    usual, fewest, most = (
        round(PAIRS * STANDARD_NORMAL.cdf(value / sqrt(2)))
        for value in (d_prime, interval.low, interval.high)
    )
    return Pairs(min(usual, PAIRS - 1), min(fewest, PAIRS - 1), most)


def compared_with(blocks: Sequence[Measured]) -> Measured | None:
    """What the latest of *blocks* is held against: the one before the course, else the one before
    it."""
    earlier = blocks[:-1]
    before = [one for one in earlier if one.occasion is Occasion.BEFORE_COURSE]
    return next(iter([*before[-1:], *earlier[-1:]]), None)


def _change(blocks: Sequence[Measured], now: Posterior) -> OwnChange | None:
    since = compared_with(blocks)
    if since is None or not _has_enough(since):
        return None
    then = _believed([since.counts])
    return OwnChange(
        since, _direction(then.d_prime, now.d_prime), _direction(then.criterion, now.criterion)
    )


def _direction(then: Estimate, now: Estimate) -> Direction:
    """By the 80 % interval of the difference, the two estimates taken to be independent."""
    half = Z_80 * sqrt(_variance(then.interval) + _variance(now.interval))
    difference = now.mean - then.mean
    if abs(difference) <= half:
        return Direction.NOT_CERTAIN
    return Direction.HIGHER if difference > 0 else Direction.LOWER


def _variance(interval: Interval) -> float:
    return ((interval.high - interval.low) / (2 * Z_80)) ** 2


def _has_enough(measured: Measured) -> bool:
    counts = measured.counts
    return min(sum(counts.signals), sum(counts.lookalikes)) >= FEWEST_PER_CLASS


def _latest_counts(blocks: Sequence[Measured]) -> list[RatingCounts]:
    """As many of the latest as it takes to speak of a lean: older ones may tell of another time."""
    taken: list[RatingCounts] = []
    for one in reversed(blocks):
        if sum(each.answers for each in taken) < FEWEST_ANSWERS:
            taken.append(one.counts)
    return taken


def _believed(counts: Iterable[RatingCounts]) -> Posterior:
    return posterior(judgement for one in counts for judgement in all_rated(one))
