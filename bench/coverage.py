"""`python -m bench.coverage`: what the figures of all units cost as a municipality grows.

They are read from the kept sums, and counted from the people. On SQLite, in one process, without a
web server. What whole pages and completions cost is in `bench.growth`.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.__main__ import _environment as environment
from config import Config
from elearn.cli._place import Place
from elearn.cli.devdata import fill, found_municipality
from elearn.cli.devdata.demo import publish
from elearn.domain.people.org import OrgTree
from elearn.domain.record.coverage import roll_up
from elearn.store import schema
from elearn.store.bulk import refresh_statistics
from elearn.store.db import open_database
from elearn.store.queries.coverage_sums import coverage_on
from elearn.store.queries.org import placements
from elearn.store.queries.unit_courses import unit_courses
from elearn.store.queries.unit_people import standings_in_units

SIZES = [1_500, 15_000]
ROUNDS = 7


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.coverage", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=SIZES)
    print("people    units   from sums   from people   of people")
    for people in parser.parse_args().people:
        with tempfile.TemporaryDirectory() as folder:
            print(_row(people, Path(folder)), flush=True)


def _row(people: int, folder: Path) -> str:
    url = f"sqlite:///{folder / 'bench.sqlite'}"
    config = Config.from_environment(environment(url))
    database = open_database(url)
    place = Place(config, database, None)
    schema.upgrade(database)
    with database.writing() as session:
        municipality = found_municipality(session, place)
        publish(session, municipality, place, days_ago=430)
        fill(session, municipality, place, people=people, seed=1)
        refresh_statistics(session)
        session.commit()
    today = place.today()
    with database.reading() as session:
        course = unit_courses(session, municipality, today)[0]
        tree = OrgTree.on(today, placements(session, municipality))
        units = list(tree)

        def from_sums() -> object:
            return coverage_on(session, municipality, course.id, units, today)

        def from_people() -> object:
            found = standings_in_units(session, municipality, course.duties, units, today)
            return roll_up(tree, found)

        assert from_sums() == from_people(), "the sums are wrong"
        sums, counted = _shortest(from_sums), _shortest(from_people)
    database.close()
    return (
        f"{people:>6} {len(units):>8} {sums * 1000:>8.1f} ms {counted * 1000:>10.1f} ms"
        f" {sums / counted:>11.2f}"
    )


def _shortest(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return min(taken)


if __name__ == "__main__":
    main()
