"""How much harder a case is than others of its class, once enough people have answered it."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from elearn.domain.recognition.interval import STANDARD_NORMAL
from elearn.domain.recognition.proportion import Proportion

FEWEST_ANSWERS = 50
GREATEST = 1.2
"""In units of d′/2, either way."""


@dataclass(frozen=True, slots=True)
class CaseCounts:
    is_signal: bool
    right: Proportion
    """First answers in measurement blocks, where nobody chose who got the case."""


def difficulties(counts_by_case: Mapping[str, CaseCounts]) -> dict[str, float]:
    """By case, in units of d′/2: above 0 it is harder than its class, 0 while too few answered.

    Compared within the class: were signals as a whole found hard, that would be the criterion of
    those who answered and not the cases.

    Source: decisions/0014.
    """
    ease_by_case = {
        case: _ease(counts.right)
        for case, counts in counts_by_case.items()
        if counts.right.trials >= FEWEST_ANSWERS
    }
    ease_by_class: dict[bool, list[float]] = {True: [], False: []}
    for case, ease in ease_by_case.items():
        ease_by_class[counts_by_case[case].is_signal].append(ease)
    return {
        case: _limited(fmean(ease_by_class[counts.is_signal]) - ease_by_case[case])
        if case in ease_by_case
        else 0.0
        for case, counts in counts_by_case.items()
    }


def _ease(right: Proportion) -> float:
    return STANDARD_NORMAL.inv_cdf((right.successes + 0.5) / (right.trials + 1))


def _limited(difficulty: float) -> float:
    return min(GREATEST, max(-GREATEST, difficulty))
