import json
import subprocess
import sys

import pytest

from bench.__main__ import SCENARIOS
from tests.checkout import ROOT


@pytest.mark.slow
@pytest.mark.parametrize("asked", [(), ("--only", "module page")])
def test_the_benchmark_measures_every_scenario(tmp_path, asked):
    """That it works, not how fast: a busy machine fails no test."""
    options = ["--people", "70", "--rounds", "1", "--count", "40", *asked]
    file = tmp_path / "results.json"

    said = subprocess.run(
        [sys.executable, "-m", "bench", *options, "--json", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 0, said.stderr
    scenarios = json.loads(file.read_text())["databases"][0]["scenarios"]
    assert tuple(scenarios) == (asked[1:] or SCENARIOS)
    assert all(figures["p50_ms"] > 0 for figures in scenarios.values())


@pytest.mark.slow
def test_the_benchmark_of_growth_measures_a_size():
    said = subprocess.run(
        [sys.executable, "-m", "bench.growth", "--people", "60"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 0, said.stderr
    rows = [line for line in said.stdout.splitlines() if line.startswith("sqlite")]
    assert [int(row.split()[1]) for row in rows] == [60]
    assert said.stdout.count("times the first size") == 1


@pytest.mark.slow
def test_the_benchmark_of_holding_measures_every_act():
    said = subprocess.run(
        [sys.executable, "-m", "bench.holding", "--people", "60"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 0, said.stderr
    rows = [line for line in said.stdout.splitlines() if line.startswith("sqlite")]
    assert len(rows) == 5
    assert all(float(row.split()[-1]) > 0 for row in rows)
