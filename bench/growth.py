"""`python -m bench.growth`: what costs more when there are more people, and how much more.

Dashboards as whole pages, asked of the application in this process without a web server; a
completion with everything that follows from it, beside a bare row committed to the same database;
the plan of a day's weekly letters. Up to 60,000 people are one municipality. More are 290, all but
the first of them copies made by the database itself.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy import insert, literal, or_, select, text

from bench.__main__ import _database as a_database
from bench.__main__ import _environment as environment
from bench.town import Somebody, _sign_in
from config import Config
from elearn.cli._place import Place
from elearn.cli.devdata import fill, found_municipality, history_days
from elearn.cli.devdata.demo import publish
from elearn.domain.ids import RANDOM_BYTES, new_id
from elearn.services import standing, week_letters
from elearn.store import schema
from elearn.store.bulk import insert_rows, refresh_statistics
from elearn.store.db import Base, Database, Session, open_database
from elearn.store.models import (
    Duty,
    Evidence,
    Host,
    Municipality,
    PersonIdentifier,
    RoleGrant,
    StatusPeriod,
    UnitPlacement,
    WorkerBeat,
)
from elearn.web import create_app, logs
from elearn.web.batches import Batches

SIZES = [1_500, 6_000]
LARGEST_MUNICIPALITY = 60_000
MUNICIPALITIES = 290
YEARS = 2
ROUNDS = 9
COMPLETIONS = 40
BEHIND = ("never-not-due", "never-overdue", "under-way", "expired")
HOST = "bench.test"
MANAGER = "manager@demo.test"


@dataclass(frozen=True)
class Land:
    """One municipality to measure, with or without others beside it."""

    database: Database
    place: Place
    municipality: UUID
    people: int
    """In this one."""
    config: Config


def main() -> None:
    args = _arguments()
    logs.noted = Batches(lambda _noted: None)
    print(f"milliseconds of a page, the shortest of {ROUNDS}: by the clock / of this process alone")
    print(
        f"{'database':<11}{'people':>9}{'units':>7}"
        + "".join(f"{name:>17}" for name in ("my units", "map", "this month", "unit page"))
        + f"{'completions of':>16}{'of those':>14}{'reminders':>14}"
    )
    print(f"{'':<95}{'bare commits':>16}{'without sums':>14}{'s / 100,000':>14}", flush=True)
    for kind in args.database:
        first: list[float] = []
        for people in args.people:
            with tempfile.TemporaryDirectory() as folder, a_database(kind, Path(folder)) as url:
                found = _measured(kind, url, people)
            first = first or found
            growth = "  ".join(f"{new / old:.2f}" for new, old in zip(found, first, strict=True))
            print(f"{'':<11}times the first size: {growth}", flush=True)
    print(f"load of the machine when done: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=SIZES)
    parser.add_argument(
        "--database", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite"]
    )
    return parser.parse_args()


def _measured(kind: str, url: str, people: int) -> list[float]:
    """Prints a row; the milliseconds of the pages."""
    database = open_database(url)
    try:
        land = _settled(database, Config.from_environment(environment(url)), people)
        units, addresses = _addresses(land)
        client = _client(land)
        pages = [_page(client, address) for address in addresses]
        (of_bare, of_those), letters = _completions(land), _reminders(land)
    finally:
        database.close()
    cells = "".join(f"{f'{wall:.1f} / {cpu:.1f}':>17}" for wall, cpu in pages)
    ratios = f"{of_bare:>16.2f}{of_those:>14.2f}"
    print(f"{kind:<11}{people:>9}{units:>7}{cells}{ratios}{letters:>14.1f}", flush=True)
    return [wall for wall, _ in pages]


def _settled(database: Database, config: Config, people: int) -> Land:
    copies = MUNICIPALITIES if people > LARGEST_MUNICIPALITY else 1
    place = Place(config, database, None)
    schema.upgrade(database)
    with database.writing() as session:
        municipality = found_municipality(session, place)
        publish(session, municipality, place, days_ago=history_days(YEARS) + 5)
        own = people // copies
        fill(session, municipality, place, people=own, seed=1, years=YEARS)
        session.add(Host(name=HOST, municipality_id=municipality))
        session.commit()
    for number in range(1, copies):
        with database.writing() as session:
            _copy(session, municipality, number)
            session.commit()
    with database.writing() as session:
        refresh_statistics(session)
        session.commit()
    return Land(database, place, municipality, own, config)


def _copy(session: Session, municipality: UUID, number: int) -> None:
    """Everything of *municipality* under a new one. Ids may be the same: each key begins with the
    municipality. References are not checked, as whatever is referred to is copied with it; that is
    most of the time a copy takes. PostgreSQL lets only a superuser do so."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
    other = uuid4()
    session.add(Municipality(id=other, slug=f"copy-{number}", name=f"Copy {number}"))
    session.flush()
    for table in Base.metadata.sorted_tables:
        if "municipality_id" not in table.primary_key.columns:
            continue
        kept = [column for column in table.columns if column.name != "municipality_id"]
        owner = table.columns["municipality_id"]
        rows = select(literal(other, owner.type), *kept).where(owner == municipality)
        session.execute(insert(table).from_select([owner, *kept], rows))


def _addresses(land: Land) -> tuple[int, list[str]]:
    """How many units there are, and the pages of the head of all of them and of a unit manager."""
    with land.database.reading() as session:
        units = (
            session.query(UnitPlacement)
            .filter_by(municipality_id=land.municipality, to_on=None)
            .count()
        )
        manager = (
            session.query(PersonIdentifier)
            .filter_by(municipality_id=land.municipality, value=MANAGER)
            .one()
            .person_id
        )
        unit = (
            session.query(RoleGrant)
            .filter_by(municipality_id=land.municipality, person_id=manager, role="manager")
            .one()
            .unit_id
        )
    return units, ["/units", "/units/map", "/units/this-month", f"/units/{unit}"]


def _client(land: Land) -> FlaskClient:
    """Signed in as the head of everything."""
    app = create_app(land.config, land.database)
    with land.database.writing() as session:
        head = _head(session, land)
        signed_in: Somebody = _sign_in(session, app, land.municipality, head)
        session.commit()
    client = app.test_client()
    name, _, value = signed_in.cookie.partition("=")
    client.set_cookie(name, value, domain=HOST)
    return client


def _head(session: Session, land: Land) -> UUID:
    """The administrator of the demo, made manager of the top."""
    admin = (
        session.query(RoleGrant)
        .filter_by(municipality_id=land.municipality, role="administrator")
        .one()
    )
    grant = {
        "municipality_id": land.municipality,
        "id": uuid4(),
        "person_id": admin.person_id,
        "role": "manager",
        "unit_id": admin.unit_id,
        "from_on": date(2020, 1, 1),
        "to_on": None,
        "is_deputy": False,
        "granted_by": None,
    }
    insert_rows(session, RoleGrant, [grant])
    return admin.person_id


def _page(client: FlaskClient, address: str) -> tuple[float, float]:
    def ask() -> None:
        answer = client.get(address, base_url=f"http://{HOST}")
        assert answer.status_code == 200, (address, answer.status_code)
        assert b"<h1" in answer.data, address

    ask()
    return _shortest(ask)


def _shortest(act: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds by the clock, and of this process: what other work has disturbed the least."""
    walls, cpus = [], []
    for _ in range(ROUNDS):
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return 1000 * min(walls), 1000 * min(cpus)


def _completions(land: Land) -> tuple[float, float]:
    """Courses completed a second, with status and sums: over bare rows committed a second, and over
    completions without the sums. All three in turns; the sums are wrong afterwards."""
    with land.database.reading() as session:
        duty = session.query(Duty).filter_by(municipality_id=land.municipality).first()
        assert duty is not None
        rows = session.query(Evidence).filter_by(
            municipality_id=land.municipality, course_id=duty.course_id, kind="self"
        )
        row = rows.first()
        assert row is not None
        done = {each.name: getattr(row, each.name) for each in Evidence.__table__.columns}
        taken = [done | {"module_id": module} for module in duty.modules]
        persons = _behind(session, land, duty)
    bare, whole, without = [], [], []
    for number, (one, other) in enumerate(zip(persons[::2], persons[1::2], strict=False)):
        bare.append(_seconds(land, partial(_beat, number=number)))
        whole.append(_seconds(land, partial(_complete, land=land, like=taken, person=one)))
        with patch.object(standing.coverage_sums, "recount"):
            left = partial(_complete, land=land, like=taken, person=other)
            without.append(_seconds(land, left))
    middle = statistics.median(whole)
    return statistics.median(bare) / middle, statistics.median(without) / middle


def _seconds(land: Land, act: Callable[[Session], None]) -> float:
    """Of a transaction, until it is on disk."""
    began = time.perf_counter()
    with land.database.writing() as session:
        act(session)
        session.commit()
    return time.perf_counter() - began


def _beat(session: Session, *, number: int) -> None:
    session.add(WorkerBeat(name=f"bench {number}", seen_at=datetime.now(UTC)))


def _behind(session: Session, land: Land, duty: Duty) -> list[UUID]:
    """Some for whom everything changes when they complete the course today."""
    today = land.place.today()
    rows = session.query(StatusPeriod).filter(
        StatusPeriod.municipality_id == land.municipality,
        StatusPeriod.duty_id == duty.id,
        StatusPeriod.status.in_(BEHIND),
        StatusPeriod.from_on <= today,
        or_(StatusPeriod.to_on.is_(None), StatusPeriod.to_on > today),
    )
    return [row.person_id for row in rows.limit(2 * COMPLETIONS)]


def _complete(session: Session, *, land: Land, like: list[dict[str, Any]], person: UUID) -> None:
    """The whole course."""
    mine = {"person_id": person, "completed_on": land.place.today(), "withdraws": None}
    insert_rows(session, Evidence, [each | mine | {"id": uuid4()} for each in like])
    standing.recompute(session, land.municipality, [person])


def _reminders(land: Land) -> float:
    """Seconds to plan a day's letters, for 100,000 people."""
    began = time.perf_counter()
    today, now = land.place.today(), datetime.now(UTC)
    with land.database.reading() as session:
        persons = week_letters.persons_due(session, land.municipality, today)
    with land.database.writing() as session:
        planned = week_letters.plan(
            session,
            land.municipality,
            persons,
            today,
            now,
            new_id=lambda: new_id(now, os.urandom(RANDOM_BYTES)),
        )
        session.commit()
    assert planned == len(persons), "a letter was not planned"
    return (time.perf_counter() - began) * 100_000 / land.people


if __name__ == "__main__":
    main()
