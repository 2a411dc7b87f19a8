"""`python -m bench`: measures, checks that the work was really done, prints and keeps figures."""

import argparse
import json
import os
import platform
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import town
from bench.load import Request, Sample, fetch, send
from bench.servers import Server, machine_busy_seconds, running
from bench.town import Town
from config import Config
from elearn.cli.keys import new_keys
from elearn.services.standing import disagreements
from elearn.store.db import open_database

RESULTS = Path(__file__).parent / "results.json"
LEARNERS_IN_TURN = 40
WARM_UP = 60
DISTURBED = 0.15
"""Fraction of the machine that others may use while a sample is taken."""
MOST_TRIES = 3
"""Times the rounds asked for, before disturbed samples are taken after all."""
SCENARIOS = ("module page", "first page", "unit dashboard", "one answer", "submission")
FLOOR = [Request(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"HTTP/1.1 200")]


@dataclass(frozen=True)
class Scenario:
    name: str
    requests: Sequence[Request]
    count: int
    """Requests in a sample."""
    holds: bytes
    """What a right answer contains."""
    once: bool = False
    """Each request can be sent only once."""


@dataclass
class Figures:
    """One entry a sample."""

    rate: list[float] = field(default_factory=list)
    ratio: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    cpu_ratio: list[float] = field(default_factory=list)
    p50_ms: list[float] = field(default_factory=list)
    p99_ms: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        medians = {name: statistics.median(values) for name, values in vars(self).items()}
        return medians | {"samples": len(self.rate)}


def main() -> int:
    args = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    results = []
    for name in args.database:
        with tempfile.TemporaryDirectory() as folder, _database(name, Path(folder)) as url:
            results.append(_measure(name, url, args))
    kept = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": " ".join(sys.argv),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "people": args.people,
        "databases": results,
    }
    args.json.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    print(f"\nKept in {args.json}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=600, help="requests in a sample of a page")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument(
        "--database", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite"]
    )
    parser.add_argument("--only", choices=SCENARIOS, help="measure nothing else")
    parser.add_argument("--json", type=Path, default=RESULTS, metavar="FILE")
    return parser.parse_args()


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    """An empty one, gone afterwards. PostgreSQL is that of TEST_DATABASE_URL, or the local one."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'bench.sqlite'}"
        return
    import psycopg

    server = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1/postgres")
    name = f"elearn_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield server.rsplit("/", 1)[0] + f"/{name}"
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _measure(kind: str, url: str, args: argparse.Namespace) -> dict[str, Any]:
    keys = _environment(url)
    config = Config.from_environment(keys)
    database = open_database(url)
    made = town.settle(config, database, args.people)
    with running("run:app", config, keys) as product, running("bench.floor:app", config) as floor:
        scenarios = [each for each in _scenarios(made, args) if args.only in (None, each.name)]
        for scenario in scenarios:
            _check(product, scenario)
        memory = product.memory_mib()
        figures = {
            scenario.name: (
                _submissions(made, product, floor, scenario, args)
                if scenario.once
                else _rounds(product, floor, scenario, args)
            )
            for scenario in scenarios
        }
        grown = product.memory_mib()
    with database.reading() as session:
        assert disagreements(session, made.municipality) == [], "derived status is wrong"
    database.close()
    _print(kind, figures, memory, grown)
    summaries = {name: found.summary() for name, found in figures.items()}
    return {"database": kind, "memory_mib": [memory, grown], "scenarios": summaries}


def _environment(url: str) -> dict[str, str]:
    keys = dict(line.split("=", 1) for line in new_keys().split())
    return {**keys, "ELEARN_MODE": "demo", "DATABASE_URL": url}


def _scenarios(made: Town, args: argparse.Namespace) -> list[Scenario]:
    some = made.learners[:LEARNERS_IN_TURN]
    module = f"/courses/{town.COURSE}/{made.module.id}"
    title = made.module.title.encode()
    submitters = made.learners[LEARNERS_IN_TURN:]
    return [
        Scenario("module page", [town.get(one, module) for one in some], args.count, title),
        Scenario("first page", [town.get(one, "/") for one in some], args.count, b"<h1"),
        Scenario(
            "unit dashboard",
            [town.get(made.manager, f"/units/{made.unit}")],
            args.count // 4,
            b"<table",
        ),
        Scenario("one answer", [town.answer(made, one) for one in some], args.count // 2, b"303"),
        Scenario(
            "submission",
            [town.submission(made, one) for one in submitters],
            len(submitters) // (args.rounds * MOST_TRIES),
            b"303",
            once=True,
        ),
    ]


def _check(product: Server, scenario: Scenario) -> None:
    """One request must do what it says, before any is timed."""
    if scenario.once:
        return
    said = fetch(product.port, scenario.requests[0])
    assert said.startswith(scenario.requests[0].expect), (scenario.name, said[:300])
    assert scenario.holds in said, (scenario.name, "answers something else")
    send(product.port, scenario.requests, WARM_UP, 8)


def _rounds(
    product: Server, floor: Server, scenario: Scenario, args: argparse.Namespace
) -> Figures:
    return _take(product, floor, lambda _: scenario.requests, scenario.count, args)


def _submissions(
    made: Town, product: Server, floor: Server, scenario: Scenario, args: argparse.Namespace
) -> Figures:
    """Every acknowledged submission must be a row of evidence afterwards."""
    before = made.evidence()
    size = scenario.count
    sent = 0

    def batch(number: int) -> Sequence[Request]:
        nonlocal sent
        sent += size
        return scenario.requests[number * size : (number + 1) * size]

    figures = _take(product, floor, batch, size, args)
    assert made.evidence() == before + sent, "an acknowledged submission left no evidence"
    return figures


def _take(
    product: Server,
    floor: Server,
    requests: Callable[[int], Sequence[Request]],
    count: int,
    args: argparse.Namespace,
) -> Figures:
    """Samples of product and floor in turns, until enough were undisturbed."""
    every: list[tuple[float, Figures]] = []
    for number in range(args.rounds * MOST_TRIES):
        one = Figures()
        bare = _sample(floor, FLOOR, 2 * args.count, args.connections)
        ours = _sample(product, requests(number), count, args.connections)
        assert not bare[0].wrong + ours[0].wrong, f"{ours[0].wrong} wrong answers"
        _note(one, ours, bare)
        every.append((max(ours[2], bare[2]), one))
        calm = [figures for disturbance, figures in every if disturbance <= DISTURBED]
        if len(calm) >= args.rounds:
            return _joined(calm)
    return _joined(
        [figures for _, figures in sorted(every, key=lambda each: each[0])[: args.rounds]]
    )


def _sample(
    server: Server, requests: Sequence[Request], count: int, connections: int
) -> tuple[Sample, float, float]:
    """The answers, processor seconds of the server, and what others used of the machine."""
    before = _used(server)
    sample = send(server.port, requests, count, connections)
    cpu, mine, database, everybody = (
        after - was for after, was in zip(_used(server), before, strict=True)
    )
    others = everybody - cpu - mine - database
    return sample, cpu, max(0.0, others) / (sample.seconds * (os.cpu_count() or 1))


def _used(server: Server) -> tuple[float, float, float, float]:
    """Processor seconds of the server, of this process, of the database and of everybody."""
    return (
        server.cpu_seconds(),
        time.process_time(),
        server.database_seconds(),
        machine_busy_seconds(),
    )


def _note(
    figures: Figures, ours: tuple[Sample, float, float], bare: tuple[Sample, float, float]
) -> None:
    (sample, cpu, others), (floor, floor_cpu, _) = ours, bare
    answers, floor_answers = len(sample.latencies), len(floor.latencies)
    cuts = statistics.quantiles(sample.latencies, n=100)
    figures.rate.append(answers / sample.seconds)
    figures.ratio.append(answers / sample.seconds / (floor_answers / floor.seconds))
    figures.cpu_ms.append(1000 * cpu / answers)
    figures.cpu_ratio.append((floor_cpu / floor_answers) / max(cpu / answers, 1e-9))
    figures.p50_ms.append(1000 * cuts[49])
    figures.p99_ms.append(1000 * cuts[98])
    figures.others.append(others)


def _joined(samples: Sequence[Figures]) -> Figures:
    joined = Figures()
    for one in samples:
        for name, values in vars(one).items():
            getattr(joined, name).extend(values)
    return joined


def _print(kind: str, figures: dict[str, Figures], memory: float, grown: float) -> None:
    columns = ("req/s", "of bare", "CPU ms", "CPU of bare", "p50 ms", "p99 ms", "others")
    print(f"\n{kind}")
    print(f"{'':<16}" + "".join(f"{column:>13}" for column in columns))
    for name, found in figures.items():
        row = found.summary()
        cells = (
            f"{row['rate']:.0f}",
            f"{row['ratio']:.2f}",
            f"{row['cpu_ms']:.2f}",
            f"{row['cpu_ratio']:.2f}",
            f"{row['p50_ms']:.1f}",
            f"{row['p99_ms']:.1f}",
            f"{row['others']:.0%}",
        )
        print(f"{name:<16}" + "".join(f"{cell:>13}" for cell in cells))
    print(f"memory of all processes: {memory:.0f} MiB at first, {grown:.0f} MiB at the end")


if __name__ == "__main__":
    sys.exit(main())
