"""Refreshers that are not taken in by lucky guesses.

Counted are refreshers after the two cases of the course, as in claim 3. People are sure, fairly
sure and unsure in the shares that the product takes them to be; what becomes of others is told
without a bound.
"""

from collections.abc import Iterator
from statistics import NormalDist

import numpy as np

from claims.claim import Claim, Figure, runs
from claims.remembering import (
    Answering,
    Answers,
    Lives,
    Truths,
    believed,
    guessing,
    live,
    mean_figure,
    spaced,
)
from elearn.domain.recognition.answer import CERTAINTY_WHEN_GUESSED, CERTAINTY_WHEN_KNOWN
from elearn.domain.recognition.case import YES_NO_GUESS
from elearn.domain.recognition.fsrs_schedule import RETENTION, RETENTION_YES_NO
from elearn.domain.recognition.rating import Certainty

LIVES = 40_000
FOUR_OPTIONS_GUESS = 0.25
MOST_LOW, MOST_REFRESHERS = 0.06, 22
HARDLY_KNOW_HOW_SURE = (0.3, 0.4, 0.3), (0.35, 0.4, 0.25)
"""Unsure, fairly sure and sure: when they know, when they guess."""
FINER = 2, 4
"""Parts of each of the three levels."""
TOO_SURE = (0.02, 0.1, 0.88), (0.1, 0.3, 0.6)


def measure(chance: np.random.Generator, share: float) -> Iterator[Figure]:
    count = runs(LIVES, share)

    def lives(answering: Answering, retention: float, *, first_is_seen: bool = True) -> Lives:
        planning = spaced(retention)
        return live(count, planning, answering, chance, first_is_seen=first_is_seen)

    yes_no = guessing(YES_NO_GUESS)
    yield from bounded("yes and no", lives(yes_no, RETENTION_YES_NO))
    yield from bounded("four options", lives(guessing(FOUR_OPTIONS_GUESS), RETENTION))
    yield from told("two cases of yes and no a refresher", lives(twice(yes_no), RETENTION))
    first_guessed = lives(yes_no, RETENTION_YES_NO, first_is_seen=False)
    yield from told("yes and no, the first case guessed as well", first_guessed)
    for name, shares in (("hardly know how sure", HARDLY_KNOW_HOW_SURE), ("too sure", TOO_SURE)):
        yield from told(f"yes and no, people {name}", lives(judging(*shares), RETENTION_YES_NO))
    for retention in (0.80, 0.90):
        name = f"yes and no at {retention}, every right answer believed"
        yield from told(name, lives(believed(yes_no), retention))
    for parts in FINER:
        name = f"yes and no with {parts * len(Certainty)} levels of certainty"
        yield from told(name, lives(finely_sure(yes_no, parts), RETENTION_YES_NO))


def judging(when_known: tuple[float, ...], when_guessed: tuple[float, ...]) -> Answering:
    """Answers to yes and no of people who judge themselves otherwise than they are taken to."""
    shares = (dict(zip(Certainty, each, strict=True)) for each in (when_known, when_guessed))
    return guessing(YES_NO_GUESS, *shares)


def finely_sure(answering: Answering, parts: int) -> Answering:
    """Each level of certainty in so many *parts*, equally common where people guess.

    How sure somebody is lies on a line, normally distributed, farther along for those who know: the
    shares of the three levels fix how far, and so the shares of the parts.
    """
    line, count = NormalDist(), parts * len(Certainty)
    unsure = Certainty.UNSURE
    farther = line.inv_cdf(CERTAINTY_WHEN_GUESSED[unsure]) - line.inv_cdf(
        CERTAINTY_WHEN_KNOWN[unsure]
    )
    when_guessed = [
        CERTAINTY_WHEN_GUESSED[level] / parts for level in Certainty for _ in range(parts)
    ]
    cuts = [line.inv_cdf(below) for below in np.cumsum(when_guessed)[:-1]]
    below = [0.0, *(line.cdf(cut - farther) for cut in cuts), 1.0]
    when_known = np.diff(below)
    likelihood = when_known / when_guessed

    def answers(knew: Truths, chance: np.random.Generator) -> Answers:
        level = np.where(
            knew,
            chance.choice(count, len(knew), p=when_known),
            chance.choice(count, len(knew), p=when_guessed),
        )
        right = answering(knew, chance).right
        return Answers(right, level // parts + 1, YES_NO_GUESS, likelihood[level])

    return answers


def twice(answering: Answering) -> Answering:
    """Two cases that count as one answer: right if both are, and as sure as the less sure one."""

    def answers(knew: Truths, chance: np.random.Generator) -> Answers:
        one, other = answering(knew, chance), answering(knew, chance)
        certainty = np.minimum(one.certainty, other.certainty)
        return Answers(one.right & other.right, certainty, one.guess_chance * other.guess_chance)

    return answers


def bounded(name: str, lives: Lives) -> Iterator[Figure]:
    yield mean_figure(f"{name}: time below .80", lives.low_fraction, at_most=MOST_LOW)
    yield mean_figure(f"{name}: refreshers", lives.refreshers, at_most=MOST_REFRESHERS)


def told(name: str, lives: Lives) -> Iterator[Figure]:
    yield mean_figure(f"{name}: time below .80", lives.low_fraction)
    yield mean_figure(f"{name}: refreshers", lives.refreshers)


CLAIM = Claim(
    id="4",
    says="Refreshers are proof against guessing.",
    passes_when="with yes and no, and with four options, a concept is below a recall of .80 for "
    "6 % of the time or less, with 22 refreshers or fewer in five years",
    measure=measure,
)
