"""Each claim in a reduced version; `make claims` measures them in full."""

import pytest

from claims.all_claims import all_claims
from claims.claim import Claim, Figure, Result, Verdict, measured, runs, share_error

CLAIMS = all_claims()
SHARE = 0.05
SLACK = 4.0
"""Simulation errors by which a reduced run may miss a bound."""
SEED = 7


@pytest.mark.slow
@pytest.mark.parametrize("id_", CLAIMS)
def test_a_claim_holds_in_a_reduced_version(id_):
    claim = CLAIMS[id_]

    result = measured(claim, seed=SEED, share=SHARE)

    missed = [figure for figure in result.figures if not figure.holds(SLACK)]
    assert result.figures
    assert claim.is_open or missed == []


def bounded(value: float, error: float = 0.0) -> Figure:
    return Figure("a share", value, at_least=0.2, at_most=0.4, error=error)


@pytest.mark.parametrize(
    ("value", "error", "slack", "holds"),
    [
        (0.2, 0.0, 0.0, True),
        (0.4, 0.0, 0.0, True),
        (0.19, 0.01, 0.0, False),
        (0.19, 0.01, 1.0, True),
        (0.42, 0.01, 1.0, False),
        (0.19, 0.0, 4.0, False),
    ],
    ids=["low", "high", "below", "below with room", "too high with room", "room without error"],
)
def test_a_figure_holds_within_its_bounds(value, error, slack, holds):
    assert bounded(value, error).holds(slack) is holds


@pytest.mark.parametrize(
    ("value", "is_open", "verdict"),
    [(0.3, False, Verdict.PASS), (0.5, False, Verdict.FAIL), (0.5, True, Verdict.OPEN)],
    ids=["holds", "fails", "known to be open"],
)
def test_one_missed_bound_decides_the_verdict(value, is_open, verdict):
    claim = Claim("1", "", "", lambda chance, share: iter(()), is_open)

    result = Result(claim, (bounded(0.3), bounded(value)))

    assert result.verdict() is verdict


def test_a_claim_measures_the_same_with_the_same_seed():
    claim = Claim("1", "", "", lambda chance, share: iter([Figure("", chance.random())]))

    first, again, other = (measured(claim, seed=seed) for seed in (1, 1, 2))

    assert first.figures == again.figures != other.figures


def test_a_reduced_version_runs_at_least_once():
    assert (runs(40_000, 1.0), runs(40_000, 0.05), runs(3, 0.05)) == (40_000, 2_000, 1)


def test_the_error_of_a_share_is_never_zero():
    assert share_error(0.5, 100) == pytest.approx(0.05)
    assert share_error(1.0, 1000) > 0
