"""`python -m claims`: measures each claim and says how it went; 1 when one does not hold."""

import argparse
import sys
import time
from collections.abc import Mapping

from claims.all_claims import all_claims
from claims.claim import Claim, Figure, Result, Verdict, measured

SEED = 20261101
QUICK_SHARE = 0.05
QUICK_SLACK = 4.0
"""Simulation errors by which a reduced run may miss a bound."""


def main() -> int:
    claims = all_claims()
    args = _arguments(claims)
    verdicts = [_shown(claims[id_], args) for id_ in args.only or claims]
    return 1 if Verdict.FAIL in verdicts else 0


def _shown(claim: Claim, args: argparse.Namespace) -> Verdict:
    began = time.perf_counter()
    share, slack = (QUICK_SHARE, QUICK_SLACK) if args.quick else (1.0, 0.0)
    result = measured(claim, seed=args.seed, share=share)
    seconds = time.perf_counter() - began
    print(report(result, slack, seconds), flush=True)
    return result.verdict(slack)


def report(result: Result, slack: float, seconds: float) -> str:
    """The claim, when it passes, each figure with its bounds, and the verdict."""
    claim = result.claim
    lines = [
        f"{claim.id:>2}  {result.verdict(slack).upper()}  {claim.says}  ({seconds:.0f} s)",
        f"    passes when {claim.passes_when}",
        *(f"    {_figure(figure, slack)}" for figure in result.figures),
    ]
    return "\n".join([*lines, ""])


def _figure(figure: Figure, slack: float) -> str:
    low = "" if figure.at_least is None else f"≥ {figure.at_least:g}"
    high = "" if figure.at_most is None else f"≤ {figure.at_most:g}"
    bounds = " and ".join(bound for bound in (low, high) if bound)
    missed = "" if figure.holds(slack) else "  MISSED"
    return f"{figure.value:>9.3f}  {figure.name}{bounds and f'  ({bounds})'}{missed}"


def _arguments(claims: Mapping[str, Claim]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m claims", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--only",
        type=lambda text: text.split(","),
        metavar="1,2",
        help=f"of {','.join(claims)}",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="a twentieth of the runs, with room for simulation error",
    )
    args = parser.parse_args()
    unknown = [id_ for id_ in args.only or () if id_ not in claims]
    if unknown:
        parser.error(f"no such claim: {','.join(unknown)}")
    return args


if __name__ == "__main__":
    sys.exit(main())
