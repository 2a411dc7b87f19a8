"""Where earlier answers chose the cases, plain d′ is refused, and would have been far off.

A staircase for each class: after a right answer the next harder case that is left, after a wrong
one the next easier.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.claim import Claim, Figure, runs
from claims.detecting import STAFF, difficulties
from claims.grid import Floats, Judgements, posterior_d_prime
from elearn.domain.recognition.detection import Reason, estimate

SIDES = SIGNAL, LOOKALIKE = 1, -1
CASES_PER_CLASS = 12
BANK_PER_CLASS = 100
MOST_STEP = 20
"""Cases in the order of difficulty that the staircase may move by."""
PEOPLE = 2_000
LARGE_BIAS = -0.4
SMALL_BIAS = 0.1


@dataclass(frozen=True)
class Staircases:
    """Of one class, people by cases."""

    is_right: NDArray[np.bool_]
    difficulty: Floats

    def right(self) -> list[int]:
        """How many each person got right."""
        return list(map(int, self.is_right.sum(axis=1)))

    def judgements(self, side: int) -> Judgements:
        concern = self.is_right == (side == SIGNAL)
        return Judgements(
            np.where(concern, 0.0, -np.inf), np.where(concern, np.inf, 0.0), self.difficulty
        )


def measure(chance: np.random.Generator, share: float) -> Iterator[Figure]:
    d_prime, criterion = STAFF.people(chance, runs(PEOPLE, share))
    answers = {side: climbed(chance, side * criterion - d_prime / 2) for side in SIDES}
    counts = [
        (hits, CASES_PER_CLASS - hits, CASES_PER_CLASS - rejections, rejections)
        for hits, rejections in zip(*(answers[side].right() for side in SIDES), strict=True)
    ]
    refused = [estimate(*each, adaptive=True).reason is Reason.ADAPTIVE for each in counts]
    yield Figure("refused", float(np.mean(refused)), at_least=1)
    plain = np.array([estimate(*each).d_prime for each in counts])
    judged = [answers[side].judgements(side) for side in SIDES]
    bayesian = posterior_d_prime(*judged, STAFF.as_prior())
    yield bias("bias of plain d′, had it been given", plain - d_prime, at_most=LARGE_BIAS)
    yield bias("bias of the Bayesian estimate", bayesian - d_prime, SMALL_BIAS, -SMALL_BIAS)


def climbed(chance: np.random.Generator, thresholds: Floats) -> Staircases:
    """A person is right when chance lies above the own threshold plus the difficulty."""
    steps = [staircase(chance, threshold) for threshold in thresholds]
    is_right, difficulty = zip(*steps, strict=True)
    return Staircases(np.array(is_right), np.array(difficulty))


def staircase(chance: np.random.Generator, threshold: float) -> tuple[list[bool], list[float]]:
    left = sorted(difficulties(chance, BANK_PER_CLASS).tolist())
    place = len(left) // 2
    rights, met = [], []
    for _ in range(CASES_PER_CLASS):
        met.append(left.pop(place))
        is_right = bool(chance.standard_normal() > threshold + met[-1])
        rights.append(is_right)
        step = int(chance.integers(1, MOST_STEP, endpoint=True))
        place = min(max(place + step - 1 if is_right else place - step, 0), len(left) - 1)
    return rights, met


def bias(
    name: str, errors: Floats, at_most: float | None = None, at_least: float | None = None
) -> Figure:
    error = float(errors.std() / np.sqrt(errors.size))
    return Figure(name, float(errors.mean()), at_least, at_most, error)


CLAIM = Claim(
    id="r1",
    says="Plain d′ is refused where earlier answers chose the cases.",
    passes_when="it is refused always, would have been .4 or more too low from 24 cases, and the "
    "Bayesian estimate from the same answers is within .1",
    measure=measure,
)
