"""An exercise whose key is wrong is found, and sound ones are left in peace.

Answers follow the two-parameter logistic model. How much the slopes differ the claim leaves open;
here their logarithms have a spread of .3.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from claims.claim import Claim, Figure, runs, share_error
from elearn.domain.recognition.item_statistics import FEWEST_WORKPLACES, Light, item_statistics
from elearn.domain.recognition.item_sums import ItemSums

RUNS = 1_500
PEOPLE = 50
ITEMS = 24
MEAN_DIFFICULTY, DIFFICULTY_SPREAD = -0.8, 0.7
SLOPE_SPREAD = 0.3
MOODLE_BELOW = 0.30
"""The correlation below which Moodle calls a question very likely in need of checking."""

Floats = npt.NDArray[np.float64]


def measure(chance: np.random.Generator, share: float) -> Iterator[Figure]:
    count = runs(RUNS, share)
    found = false_red = below = 0
    for _ in range(count):
        marks = answered(chance)
        below += int((correlations(marks) < MOODLE_BELOW).sum())
        marks[:, 0] = 1 - marks[:, 0]
        mis_keyed, *sound = map(is_red, exercise_sums(marks))
        found += mis_keyed
        false_red += sum(sound)
    sound_ones = count * (ITEMS - 1)
    yield Figure(
        "the one with the wrong key is found",
        found / count,
        at_least=0.95,
        error=share_error(found / count, count),
    )
    yield Figure(
        "a sound one is called red",
        false_red / sound_ones,
        at_most=0.02,
        error=share_error(false_red / sound_ones, sound_ones),
    )
    yield Figure("where no key is wrong, flagged by Moodle's rule", below / (count * ITEMS))


def answered(chance: np.random.Generator) -> Floats:
    """A row a person, a column an exercise: 1 is right."""
    ability = chance.normal(0, 1, (PEOPLE, 1))
    difficulty = chance.normal(MEAN_DIFFICULTY, DIFFICULTY_SPREAD, ITEMS)
    slope = chance.lognormal(0, SLOPE_SPREAD, ITEMS)
    right = 1 / (1 + np.exp(-slope * (ability - difficulty)))
    return (chance.random((PEOPLE, ITEMS)) < right).astype(float)


def exercise_sums(marks: Floats) -> list[ItemSums]:
    rest = rest_of(marks)
    sums = (marks, rest, marks**2, rest**2, marks * rest)
    columns = zip(*(each.sum(axis=0).tolist() for each in sums), strict=True)
    return [ItemSums(PEOPLE, *column) for column in columns]


def rest_of(marks: Floats) -> Floats:
    """For each person and exercise, the mean mark of the others."""
    return (marks.sum(axis=1, keepdims=True) - marks) / (ITEMS - 1)


def is_red(sums: ItemSums) -> bool:
    statistics = item_statistics(sums, workplaces=FEWEST_WORKPLACES)
    return statistics is not None and statistics.light is Light.RED


def correlations(marks: Floats) -> Floats:
    """Of each exercise with the rest; 1 where nothing varies, which flags nothing."""
    rest = rest_of(marks)
    centred, others = marks - marks.mean(axis=0), rest - rest.mean(axis=0)
    spread = np.sqrt((centred**2).sum(axis=0) * (others**2).sum(axis=0))
    together = (centred * others).sum(axis=0)
    return np.divide(together, spread, out=np.ones(ITEMS), where=spread > 0)


CLAIM = Claim(
    id="7",
    says="The item doctor finds the wrong key.",
    passes_when="one of 24 exercises has a wrong key and 50 people have answered: it is found in "
    "95 % of cases, and a sound one is called red in 2 % or less",
    measure=measure,
)
