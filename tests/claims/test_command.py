import subprocess
import sys

from claims.__main__ import report
from claims.claim import Claim, Figure, Result
from tests.checkout import ROOT


def said(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "claims", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_says_of_each_claim_how_it_went():
    run = said("--only", "1,5", "--quick")

    assert run.returncode == 0, run.stderr
    assert "1  PASS  A known d′ is recovered." in run.stdout
    assert "5  PASS" in run.stdout


def test_a_claim_that_is_not_there_is_wrong_usage():
    run = said("--only", "99")

    assert run.returncode == 2
    assert "no such claim: 99" in run.stderr


def test_a_missed_bound_is_pointed_out():
    claim = Claim("1", "It is large.", "it is over 1", lambda chance, share: iter(()))
    figures = Figure("size", 0.5, at_least=1), Figure("other", 2.0)

    lines = report(Result(claim, figures), slack=0, seconds=3).splitlines()

    assert lines == [
        " 1  FAIL  It is large.  (3 s)",
        "    passes when it is over 1",
        "        0.500  size  (≥ 1)  MISSED",
        "        2.000  other",
    ]
