"""The next step in a case: how well it fits, and whether it goes too far or not far enough.

Too far and not far enough are never netted: two wrongs in opposite directions are two wrongs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from statistics import fmean

from elearn.domain.errors import Refusal
from elearn.domain.recognition.counts import require_counts

CREDIT_LOST_PER_RUNG = 0.5
"""Outside the band, where no panel has voted; the same in both directions."""


class Rung(IntEnum):
    """What somebody does, from the everyday to the formal."""

    ORDINARY = 0
    """Go on as usual: nothing out of the ordinary."""
    TALK = 1
    """Talk with the person and support them."""
    CONSULT = 2
    """Ask a colleague or the manager."""
    SPECIALIST = 3
    """Consult specialist support, without naming the person."""
    FORMAL = 4
    """The formal route: a report, or the emergency number."""


@dataclass(frozen=True, slots=True)
class ResponseStep:
    """One point of a case at which a step is chosen.

    Raises: Refusal `response-malformed` when the band is empty, a duty has another band than
    the formal route, or the votes are not one count a choice with at least one vote.
    """

    rungs: tuple[Rung, ...]
    """The rung of each choice."""
    lowest: Rung
    """The accepted band, both ends within it; likewise the next."""
    highest: Rung
    votes: tuple[int, ...] | None = None
    """How many of a panel chose each; None while no panel has judged the step."""
    is_duty: bool = False
    """Whether law asks for the formal route here; then votes do not matter."""

    def __post_init__(self) -> None:
        band = (self.lowest, self.highest)
        if self.lowest > self.highest or (self.is_duty and band != (Rung.FORMAL, Rung.FORMAL)):
            raise Refusal("response-malformed")
        if self.votes is not None:
            require_counts(self.votes)
            if len(self.votes) != len(self.rungs) or not any(self.votes):
                raise Refusal("response-malformed")


@dataclass(frozen=True, slots=True)
class ResponseOutcome:
    credit: float
    """From 0 to 1."""
    over: int
    """Rungs above the band; likewise under it."""
    under: int
    is_duty: bool


def judge(step: ResponseStep, choice: int) -> ResponseOutcome:
    """What is said of the choice with that position, from 0.

    With votes the credit is the choice's share of the most chosen one's votes. Without, or where
    a duty applies, it is 1 inside the band; one rung outside still gives half, except for a duty.

    Raises: Refusal `response-malformed` when there is no such choice.
    Source: docs/recognition.md; script concordance scoring (Charlin) for the votes.
    """
    if not 0 <= choice < len(step.rungs):
        raise Refusal("response-malformed")
    rung = step.rungs[choice]
    over, under = max(0, rung - step.highest), max(0, step.lowest - rung)
    return ResponseOutcome(_credit(step, choice, over + under), over, under, step.is_duty)


def _credit(step: ResponseStep, choice: int, distance: int) -> float:
    if step.is_duty:
        return float(distance == 0)
    if step.votes is not None:
        return step.votes[choice] / max(step.votes)
    return max(0.0, 1 - CREDIT_LOST_PER_RUNG * distance)


@dataclass(frozen=True, slots=True)
class CaseReport:
    credit: float
    """Means over the steps of one case."""
    over: float | None
    """Of the steps without a legal duty; None when every step has one."""
    under: float


def case_report(outcomes: Iterable[ResponseOutcome]) -> CaseReport | None:
    """The three means, never combined; None without a step."""
    steps = tuple(outcomes)
    if not steps:
        return None
    free = [step.over for step in steps if not step.is_duty]
    return CaseReport(
        credit=fmean(step.credit for step in steps),
        over=fmean(free) if free else None,
        under=fmean(step.under for step in steps),
    )
