"""What one choice of a story is worth, and how far off the ladder's accepted rungs it lies."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean

from elearn.domain.exercises.story import Move, Step
from elearn.domain.recognition.response import ResponseStep, judge

UNADVISED_CREDIT = 0.5
"""At most, for a choice on an accepted rung that the author does not recommend all the same."""


@dataclass(frozen=True)
class Judged:
    """One choice, made at a step whose choices differ in worth."""

    step: Step
    credit: float
    """From 0 to 1."""
    over: int
    """Rungs above the accepted ones; likewise under them. 0 where there is no ladder."""
    under: int


def judged(step: Step, move: Move) -> Judged:
    """With a band, the credit of the ladder; with boxes, whether it is recommended; with both,
    the ladder's, and at most `UNADVISED_CREDIT` for what is not recommended.

    Source: docs/recognition.md, next steps; docs/exercise-types.md.
    """
    rung = move.effect.rung
    if step.band is None or rung is None:
        return Judged(step, float(move.recommended is True), 0, 0)
    found = judge(ResponseStep((rung,), *step.band, is_duty=step.is_duty), 0)
    most = UNADVISED_CREDIT if move.recommended is False else 1.0
    return Judged(step, min(found.credit, most), found.over, found.under)


def by_step(choices: Iterable[Judged]) -> tuple[Judged, ...]:
    """Each step once, by the worst that was chosen at it: going round in a ring gains nothing."""
    by_name = sorted(choices, key=lambda one: one.step.name)
    return tuple(_worst(list(same)) for _, same in groupby(by_name, lambda one: one.step.name))


def _worst(choices: list[Judged]) -> Judged:
    return Judged(
        choices[0].step,
        min(one.credit for one in choices),
        max(one.over for one in choices),
        max(one.under for one in choices),
    )


def credit_of(steps: Iterable[Judged]) -> float | None:
    """The mean; None without a step."""
    credits = [one.credit for one in steps]
    return fmean(credits) if credits else None


def marks_of(steps: Iterable[Judged]) -> dict[str, int]:
    """Whole numbers from which both means can be worked out, never netted against each other.

    `step` and `recommended` count steps. Where there is a ladder, `over` and `under` are sums of
    rungs, `over-of` and `under-of` the numbers of steps they are sums over: a step with a legal
    duty is in the second alone.
    """
    steps = tuple(steps)
    marks = {"step": len(steps), "recommended": sum(one.credit == 1 for one in steps)}
    banded = [one for one in steps if one.step.band is not None]
    if not banded:
        return marks
    free = [one for one in banded if not one.step.is_duty]
    return marks | {
        "over": sum(one.over for one in free),
        "over-of": len(free),
        "under": sum(one.under for one in banded),
        "under-of": len(banded),
    }
