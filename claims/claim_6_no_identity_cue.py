"""Whoever learns from a bank that passes the balance check learns no identity cue.

The learner takes anything for a cue: a logistic regression on how a case looks and whether the
marker is there, fitted to the 60 cases of a bank. Its gap is how much oftener it then raises a
false alarm about people with the marker than about others who look the same.
"""

from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np
import numpy.typing as npt

from claims.claim import Claim, Figure, runs
from elearn.domain.recognition.balance import blocks, findings, phi
from elearn.domain.recognition.case import Case, Truth

BANKS = 1_000
SIGNALS = LOOKALIKES_WITH_TWIN = 20
OTHER_LOOKALIKES = 20
MARKER = "marker"
MOST_GAP = 0.06
D_PRIME = 1.5
"""How far apart signals and look-alikes look."""
RIDGE = 0.1
STEPS = 12
LOOKS = np.random.default_rng(0).normal(-D_PRIME / 2, 1, 2_000)
"""Of the look-alikes that false alarms are counted on."""

Floats = npt.NDArray[np.float64]


def measure(chance: np.random.Generator, share: float) -> Iterator[Figure]:
    count = runs(BANKS, share)
    passing: list[list[Case]] = []
    refused: list[list[Case]] = []
    while len(passing) < count:
        bank = drawn(chance)
        (refused if blocks(findings(bank)) else passing).append(bank)
    leaning = [bank for bank in passing if (phi(bank, MARKER) or 0) > 0]
    refused_leaning = [bank for bank in refused if (phi(bank, MARKER) or 0) > 0]
    yield _mean_gap("banks that pass", passing, chance, at_most=MOST_GAP)
    yield _mean_gap("of these, marker more with signals", leaning, chance, at_most=MOST_GAP)
    yield _mean_gap("refused, marker more with signals", refused_leaning, chance)


def drawn(chance: np.random.Generator) -> list[Case]:
    """Twins share their markers; the other look-alikes have the marker by a chance of their own."""
    with_signals, with_others = chance.uniform(0.3, 0.7, 2)
    bank = []
    for n in range(SIGNALS):
        markers = _marked(chance.random() < with_signals)
        bank.append(_case(f"signal-{n}", Truth.SIGNAL, markers))
        bank.append(_case(f"twin-{n}", Truth.LOOKALIKE, markers, twin=f"signal-{n}"))
    for n in range(OTHER_LOOKALIKES):
        markers = _marked(chance.random() < with_others)
        bank.append(_case(f"other-{n}", Truth.LOOKALIKE, markers))
    return bank


def learned_gap(bank: Sequence[Case], chance: np.random.Generator) -> float:
    """What a learner of *bank* thinks of look-alikes with the marker, less of those without."""
    signal = np.array([case.truth is Truth.SIGNAL for case in bank], float)
    marked = np.array([MARKER in case.markers for case in bank], float)
    looks = chance.normal(D_PRIME * (signal - 0.5), 1)
    weights = fitted(np.column_stack([np.ones(len(bank)), looks, marked]), signal)
    with_it, without = (
        (weights[0] + weights[1] * LOOKS + weights[2] * has > 0).mean() for has in (1, 0)
    )
    return float(with_it - without)


def fitted(seen: Floats, truth: Floats) -> Floats:
    """The weights of a logistic regression with a slight ridge, by Newton's method."""
    weights = np.zeros(seen.shape[1])
    ridge = RIDGE * np.eye(seen.shape[1])
    for _ in range(STEPS):
        believed = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (truth - believed) - ridge @ weights
        bend = (seen.T * (believed * (1 - believed))) @ seen + ridge
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def _mean_gap(
    name: str,
    banks: Sequence[Sequence[Case]],
    chance: np.random.Generator,
    *,
    at_most: float | None = None,
) -> Figure:
    gaps = [learned_gap(bank, chance) for bank in banks] or [0.0]
    error = float(np.std(gaps)) / sqrt(len(gaps))
    return Figure(f"gap, {name}", float(np.mean(gaps)), at_most=at_most, error=error)


def _case(id_: str, truth: Truth, markers: frozenset[str], twin: str | None = None) -> Case:
    return Case(id=id_, concept="one", truth=truth, markers=markers, twin=twin)


def _marked(has_marker: bool) -> frozenset[str]:
    return frozenset({MARKER}) if has_marker else frozenset()


CLAIM = Claim(
    id="6",
    says="The bank teaches no identity cue.",
    passes_when="in 1,000 made-up banks that pass the balance check, a learner who takes anything "
    "for a cue raises at most 6 points more false alarms about marked people, on average",
    measure=measure,
)
