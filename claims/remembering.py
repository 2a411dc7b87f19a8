"""Many people who forget as FSRS says, and schedules that see their answers only.

The truth is FSRS-6 with its default parameters, which flatters whatever schedules by it. Somebody
with a memory of .5 forgets in one day what others forget in two. A refresher tells the right
answer, so that a concept that was forgotten is learned again whatever was guessed.

An array has an entry a life: one concept in one person for five years. What the product computes
for one of them is computed here for all; `tests/claims/test_remembering.py` holds the two together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
import numpy.typing as npt
from fsrs.scheduler import DEFAULT_PARAMETERS, STABILITY_MIN

from claims.claim import Figure
from elearn.domain.recognition.answer import (
    CERTAINTY_WHEN_GUESSED,
    CERTAINTY_WHEN_KNOWN,
    SLIP,
)
from elearn.domain.recognition.forgetting import DECAY, FACTOR
from elearn.domain.recognition.fsrs_schedule import KNOWN_AT_FIRST
from elearn.domain.recognition.rating import Certainty
from elearn.domain.recognition.schedule import LONGEST_DAYS, SHORTEST_DAYS

YEARS = 5
DAYS = 365 * YEARS
SECOND_CASE_DAY = 7
LOW = 0.8
"""The recall below which a concept counts as forgotten."""
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
SIMPSON = np.array([1, 4, 2, 4, 2, 4, 2, 4, 1]) / 24

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]
W = DEFAULT_PARAMETERS


@dataclass(frozen=True)
class Answers:
    right: Truths
    certainty: Ints
    """1 unsure, 2 fairly sure, 3 sure."""
    guess_chance: float
    likelihood: Floats | None = None
    """How many times likelier somebody who knew is to be so sure, where finer levels than the three
    are asked for."""


@dataclass(frozen=True)
class Strengths:
    stability: Floats
    difficulty: Floats

    def where(self, chosen: Truths, other: "Strengths") -> "Strengths":
        """These for the lives that are *chosen*, *other* for the rest."""
        return Strengths(
            np.where(chosen, self.stability, other.stability),
            np.where(chosen, self.difficulty, other.difficulty),
        )


@dataclass(frozen=True)
class Lives:
    refreshers: Ints
    """Cases after those two of the course, on day 0 and day 7."""
    mean_recall: Floats
    low_fraction: Floats
    """Of the time, with recall below .80."""


Answering = Callable[[Truths, np.random.Generator], Answers]
"""Whether the concept was known, and chance → the answers that are given."""
Planning = Callable[[Strengths, Answers, Ints, Ints], tuple[Strengths, Ints]]
"""What was believed, the answers, the days since the last and since the first case → what is
believed now, and the days until the next."""


def live(
    count: int,
    planning: Planning,
    answering: Answering,
    chance: np.random.Generator,
    *,
    memory: Floats | float = 1.0,
    beginning: Floats | float = 1.0,
    first_is_seen: bool = True,
) -> Lives:
    """So many lives; with *first_is_seen* the schedule knows whether day 0 went well.

    *memory* stretches time for good, *beginning* the stability after the first case alone.
    """
    knew = chance.random(count) < KNOWN_AT_FIRST
    first = certain(knew, chance) if first_is_seen else answering(knew, chance)
    believed, _ = after(None, first, np.zeros(count, int), retention=LOW)
    truth = begun(np.where(knew, GOOD, AGAIN))
    truth = replace(truth, stability=truth.stability * beginning)
    day, due = np.zeros(count, int), np.full(count, SECOND_CASE_DAY)
    low, recalled, cases = np.zeros(count), np.zeros(count), np.ones(count, int)
    while (day < DAYS).any():
        days = np.minimum(due, DAYS) - day
        low += np.maximum(0.0, days - days_until(LOW, truth.stability) * memory)
        recalled += mean_recall(truth.stability * memory, days) * days
        living = due < DAYS
        cases += living
        elapsed = np.round(days / memory)
        knew = chance.random(count) < recall_after(elapsed, truth.stability)
        planned, interval = planning(believed, answering(knew, chance), days, due)
        truth = reviewed(truth, elapsed, np.where(knew, GOOD, AGAIN)).where(living, truth)
        believed = planned.where(living, believed)
        day = np.where(living, due, DAYS)
        due = np.where(living, due + interval, DAYS)
    return Lives(cases - 2, recalled / DAYS, low / DAYS)


def certain(knew: Truths, _chance: np.random.Generator) -> Answers:
    """Nothing can be guessed, and everybody is sure."""
    return Answers(knew, np.full(len(knew), int(Certainty.SURE)), guess_chance=0.0)


def guessing(
    guess_chance: float,
    when_known: Mapping[Certainty, float] = CERTAINTY_WHEN_KNOWN,
    when_guessed: Mapping[Certainty, float] = CERTAINTY_WHEN_GUESSED,
) -> Answering:
    """Answers of people who are unsure, fairly sure and sure in those shares."""

    def answering(knew: Truths, chance: np.random.Generator) -> Answers:
        count = len(knew)
        lucky, slipped = chance.random(count) < guess_chance, chance.random(count) < SLIP
        known, guessed = (
            chance.choice(list(shares), count, p=list(shares.values()))
            for shares in (when_known, when_guessed)
        )
        right = np.where(knew, ~slipped, lucky)
        return Answers(right, np.where(knew, known, guessed), guess_chance)

    return answering


def believed(answering: Answering) -> Answering:
    """The same answers as they look to a schedule that does not know of guessing."""
    return lambda knew, chance: certain(answering(knew, chance).right, chance)


def spaced(retention: float) -> Planning:
    """The product's own schedule."""
    return lambda before, answers, days, _: after(before, answers, days, retention=retention)


def every(period_days: int) -> Planning:
    """A refresher for everybody on the same days, counted from the first case."""
    return lambda before, _answers, _days, day: (before, period_days - day % period_days)


def after(
    before: Strengths | None, answers: Answers, days: Ints, *, retention: float
) -> tuple[Strengths, Ints]:
    """As `FsrsSchedule.after`: what is believed now, and the days until the next case."""
    grade = np.where(answers.right, np.where(answers.certainty == 1, HARD, GOOD), AGAIN)
    if before is None:
        known, guessed = begun(grade), begun(np.full(len(grade), AGAIN))
        recall = np.full(len(grade), KNOWN_AT_FIRST)
    else:
        known, guessed = reviewed(before, days, grade), reviewed(before, days, AGAIN)
        recall = recall_after(days, before.stability)
    share = probability_known(answers, recall)
    mixed = Strengths(
        np.exp(mix(share, np.log(known.stability), np.log(guessed.stability))),
        mix(share, known.difficulty, guessed.difficulty),
    )
    return mixed, interval_days(share, known.stability, guessed.stability, retention)


def probability_known(answers: Answers, recall: Floats) -> Floats:
    likelihood = answers.likelihood
    if likelihood is None:
        when_known, when_guessed = (
            np.array([shares[certainty] for certainty in Certainty])[answers.certainty - 1]
            for shares in (CERTAINTY_WHEN_KNOWN, CERTAINTY_WHEN_GUESSED)
        )
        likelihood = when_known / when_guessed
    known = recall * (1 - SLIP) * likelihood
    guessed = (1 - recall) * answers.guess_chance
    return np.where(answers.right, known / (known + guessed), 0.0)


def interval_days(share: Floats, known: Floats, guessed: Floats, retention: float) -> Ints:
    low, high = np.full(len(share), SHORTEST_DAYS), np.full(len(share), LONGEST_DAYS)
    while (low < high).any():
        middle = (low + high + 1) // 2
        kept = mix(share, recall_after(middle - 0.5, known), recall_after(middle - 0.5, guessed))
        low, high = (
            np.where(kept >= retention, middle, low),
            np.where(kept >= retention, high, middle - 1),
        )
    return low


def mix(share: Floats, known: Floats, guessed: Floats) -> Floats:
    return share * known + (1 - share) * guessed


def recall_after(days: Floats | Ints, stability: Floats) -> Floats:
    return np.asarray((1 + FACTOR * days / stability) ** DECAY)


def days_until(recall: float, stability: Floats) -> Floats:
    return stability / FACTOR * (recall ** (1 / DECAY) - 1)


def mean_recall(stability: Floats, days: Ints) -> Floats:
    """Over *days* from the last case, by Simpson's rule."""
    steps = np.arange(len(SIMPSON)) / (len(SIMPSON) - 1)
    return recall_after(np.outer(days, steps), stability[:, None]) @ SIMPSON


def begun(grade: Ints) -> Strengths:
    return Strengths(np.array(W[:4])[grade - 1], np.clip(initial_difficulty(grade), 1, 10))


def initial_difficulty(grade: Ints | int) -> Floats:
    return np.asarray(W[4] - np.exp(W[5] * (np.asarray(grade) - 1)) + 1)


def reviewed(before: Strengths, days: Floats | Ints, grade: Ints | int) -> Strengths:
    """FSRS-6 after a review at least one day later."""
    s, d = before.stability, before.difficulty
    recall = recall_after(days, s)
    forgotten = np.minimum(
        W[11] * d ** -W[12] * ((s + 1) ** W[13] - 1) * np.exp((1 - recall) * W[14]),
        s / np.exp(W[17] * W[18]),
    )
    growth = np.exp(W[8]) * (11 - d) * s ** -W[9] * (np.exp((1 - recall) * W[10]) - 1)
    recalled = s * (1 + growth * np.where(np.equal(grade, HARD), W[15], 1.0))
    change = -W[6] * (np.asarray(grade) - GOOD) * (10 - d) / 9
    difficulty = W[7] * initial_difficulty(EASY) + (1 - W[7]) * (d + change)
    stability = np.where(np.equal(grade, AGAIN), forgotten, recalled)
    return Strengths(np.maximum(stability, STABILITY_MIN), np.clip(difficulty, 1, 10))


def mean_figure(name: str, values: Floats | Ints, *, at_most: float | None = None) -> Figure:
    error = float(values.std()) / sqrt(len(values))
    return Figure(name, float(values.mean()), at_most=at_most, error=error)
