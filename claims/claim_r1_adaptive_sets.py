"""Where earlier answers chose the cases, plain d′ is refused, and would have been far off.

A staircase for each class: after a right answer the next harder case that is left, after a wrong
one the next easier.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from claims.claim import Claim, Figure, runs
from claims.detecting import STAFF, Floats, difficulties
from elearn.domain.recognition.bayesian import Judgement, answered, posterior
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
class Sitting:
    """What one person answered, and how many cases of each class were right."""

    answers: list[Judgement]
    hits: int
    rejections: int

    @property
    def counts(self) -> tuple[int, int, int, int]:
        misses, alarms = CASES_PER_CLASS - self.hits, CASES_PER_CLASS - self.rejections
        return self.hits, misses, alarms, self.rejections


def measure(chance: np.random.Generator, share: float) -> Iterator[Figure]:
    people = STAFF.people(chance, runs(PEOPLE, share))
    sittings = [sitting(chance, *person) for person in zip(*people, strict=True)]
    refused = [estimate(*each.counts, adaptive=True).reason for each in sittings]
    yield Figure("refused", np.mean([reason is Reason.ADAPTIVE for reason in refused]), at_least=1)
    plain = [estimate(*each.counts).d_prime for each in sittings]
    bayesian = [posterior(each.answers, STAFF.as_prior()).d_prime.mean for each in sittings]
    yield bias("bias of plain d′, had it been asked", plain - people[0], at_most=LARGE_BIAS)
    yield bias("bias of the Bayesian estimate", bayesian - people[0], SMALL_BIAS, -SMALL_BIAS)


def sitting(chance: np.random.Generator, d_prime: float, criterion: float) -> Sitting:
    answers, right = [], {}
    for side in SIDES:
        cases = staircase(chance, side * criterion - d_prime / 2)
        right[side] = sum(is_right for _, is_right in cases)
        answers += [
            answered(side == SIGNAL, (side == SIGNAL) is is_right, difficulty=difficulty)
            for difficulty, is_right in cases
        ]
    return Sitting(answers, right[SIGNAL], right[LOOKALIKE])


def staircase(chance: np.random.Generator, threshold: float) -> list[tuple[float, bool]]:
    """Difficulty and success of each case; right when chance is above threshold + difficulty."""
    left = sorted(difficulties(chance, BANK_PER_CLASS).tolist())
    place, cases = len(left) // 2, []
    for _ in range(CASES_PER_CLASS):
        difficulty = left.pop(place)
        is_right = bool(chance.standard_normal() > threshold + difficulty)
        cases.append((difficulty, is_right))
        step = int(chance.integers(1, MOST_STEP, endpoint=True))
        place = min(max(place + step - 1 if is_right else place - step, 0), len(left) - 1)
    return cases


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
