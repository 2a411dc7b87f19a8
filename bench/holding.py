"""`python -m bench.holding`: how long one act for very many people keeps others from writing.

On SQLite whoever writes keeps all others waiting, who give up after five seconds. Each act is done
and taken back. A duty is worked out before it is written, which the first two figures tell apart.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from bench.__main__ import _database as a_database
from bench.__main__ import _environment as environment
from bench.growth import _settled as settled
from config import Config
from elearn.domain.people.org import OrgTree
from elearn.domain.record.duty import Need
from elearn.services import due_dates, duties, duties_ahead, units
from elearn.services.acting import Act
from elearn.services.duties import Wanted
from elearn.services.standing_ahead import Ahead
from elearn.store.db import Database, Session, open_database
from elearn.store.models import Duty, Employment
from elearn.store.queries.duties import offered_courses
from elearn.store.queries.org import placements

TODAY = datetime.now(UTC).date()

WorkOut = Callable[[Session], Ahead]
Do = Callable[[Session, Ahead | None], object]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.holding", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[1_500])
    parser.add_argument(
        "--database", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite"]
    )
    args = parser.parse_args()
    print("seconds by the clock: worked out while others write / others wait")
    for kind in args.database:
        for people in args.people:
            with tempfile.TemporaryDirectory() as folder, a_database(kind, Path(folder)) as url:
                _measure(kind, url, people)
    print(f"load of the machine when done: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def _measure(kind: str, url: str, people: int) -> None:
    database = open_database(url)
    try:
        land = settled(database, Config.from_environment(environment(url)), people)
        for name, work_out, do in _acts(database, land.municipality):
            ahead, free = _worked_out(database, work_out)
            held = _held(database, do, ahead)
            print(f"{kind:<11}{people:>9}  {name:<42}{free:>7.2f} /{held:>7.2f}", flush=True)
    finally:
        database.close()


def _worked_out(database: Database, work_out: WorkOut | None) -> tuple[Ahead | None, float]:
    if work_out is None:
        return None, 0.0
    with database.reading() as session:
        began = time.perf_counter()
        return work_out(session), time.perf_counter() - began


def _held(database: Database, do: Do, ahead: Ahead | None) -> float:
    with database.writing() as session:
        session.connection()
        began = time.perf_counter()
        do(session, ahead)
        session.flush()
        held = time.perf_counter() - began
        session.rollback()
    return held


def _acts(database: Database, owner: UUID) -> Iterator[tuple[str, WorkOut | None, Do]]:
    with database.reading() as session:
        rows = session.query(Duty).filter_by(municipality_id=owner).order_by(Duty.id).all()
        running = next(row for row in rows if row.to_on is None)
        courses = offered_courses(session, owner, "sv")
        free = {each.id for each in courses if each.modules} - {row.course_id for row in rows}
        tree = OrgTree.on(TODAY, placements(session, owner))
        somebody = session.query(Employment).filter_by(municipality_id=owner).first()
        assert somebody
    new = _wanted(min(free), frozenset(tree.roots), running)
    other = replace(
        _wanted(running.course_id, new.units, running),
        modules=tuple(running.modules),
        need=Need(running.need),
        from_on=running.from_on,
        due_days=running.due_days + 30,
    )
    last = TODAY + timedelta(1)

    def by(session: Session) -> duties.Act:
        now = datetime.now(UTC)
        return duties.Act(session, owner, None, tree, frozenset(tree), uuid4, now, TODAY)

    def days_moved(session: Session, _ahead: Ahead | None) -> None:
        act = Act(session, owner, somebody.person_id, uuid4, datetime.now(UTC), TODAY)
        due_dates.lock(act)
        until = TODAY + timedelta(120)
        due_dates.move(act, due_dates.planned(act, running.id, frozenset(tree), until))

    def unit_moved(session: Session, _ahead: Ahead | None) -> None:
        [top] = tree.roots
        first, second, *_others = sorted(tree.children(top), key=lambda u: -len(tree.subtree(u)))
        change = units.Change(session, owner, None, last, uuid4, datetime.now(UTC))
        units.move(change, first, second)

    yield (
        "a new duty for everybody",
        lambda session: duties_ahead.of_new(by(session), new),
        lambda session, ahead: duties.set_duty(by(session), new, ahead),
    )
    yield (
        "one that is changed for everybody",
        lambda session: duties_ahead.of_change(by(session), running.id, other),
        lambda session, ahead: duties.change_duty(by(session), running.id, other, ahead),
    )
    yield (
        "one that is ended",
        lambda session: duties_ahead.of_end(by(session), running.id, last),
        lambda session, ahead: duties.end_duty(by(session), running.id, last, ahead),
    )
    yield "last days of everybody moved", None, days_moved
    yield "the largest department moved", None, unit_moved


def _wanted(course: str, everything: frozenset[UUID], usual: Duty) -> Wanted:
    return Wanted(
        course=course,
        modules=(),
        need=Need.ALL,
        units=everything,
        aid_families=frozenset(),
        due_days=30,
        valid_days=usual.valid_days,
        renewal_days=usual.renewal_days,
        from_on=TODAY,
    )


if __name__ == "__main__":
    main()
