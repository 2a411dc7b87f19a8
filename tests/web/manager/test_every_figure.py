"""Two years of an invented municipality: every figure that a head of it sees, on five days by lot,
is what the slow count says."""

import csv
import io
import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from cryptography.fernet import Fernet

from config import Config
from elearn.cli._place import Place
from elearn.cli.devdata import fill, found_municipality, go_on, history_days
from elearn.cli.devdata.demo import publish
from elearn.cli.devdata.tree import FORMER
from elearn.domain.people.intervals import months_later
from elearn.services.standing import disagreements, miscounted
from elearn.store.models import Unit
from elearn.web import create_app
from elearn.wording.statuses import STATUSES
from tests.client import PageClient
from tests.conftest import NOW, Clock
from tests.factories import Factory
from tests.web.manager.slow_count import SlowCount
from tests.web.manager.test_unit import parts
from tests.web.manager.test_unit_map import table
from tests.web.town import kept_database

TODAY = NOW.date()
PEOPLE = 110
COURSE = "grunden"
"""What everybody is asked for; it is shown first."""
DAYS = [*sorted(TODAY - timedelta(ago) for ago in Random(20).sample(range(20, 720), 4)), TODAY]

pytestmark = pytest.mark.slow


class Then(Place):
    """A command that runs on the tests' own day."""

    def now(self) -> datetime:
        return NOW


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    clock = Clock()
    with kept_database(tmp_path_factory.mktemp("figures")) as database:
        config = Config(
            mode="demo",
            secret_key="test" * 10,
            data_keys=(Fernet.generate_key().decode(),),
            pepper="pepper" * 8,
        )
        place = Then(config, database, None)
        with database.writing() as session:
            owner = found_municipality(session, place)
            publish(session, owner, place, days_ago=history_days(2) + 5)
            fill(session, owner, place, people=PEOPLE, seed=7, years=2)
            go_on(session, owner, place)
            session.commit()
        make = Factory(database, clock)
        make.municipality_id, make.config = owner, config
        with database.reading() as session:
            make.codes = {row.code: row.id for row in session.query(Unit)}
        make.top = make.codes["FM"]
        make.head = make.person("Robin", "Ek", language="en")
        make.grant(make.head, "manager", make.top)
        with database.reading() as session:
            make.slow = SlowCount(session, COURSE, set(wanted()))
        yield make


def wanted():
    """The days on which figures stand on the pages of those days."""
    for day in DAYS:
        first = day.replace(day=1)
        yield from (months_later(first, -back) for back in range(12))
        yield from (day, date(day.year - 1, 12, 31), date(day.year - 2, 12, 31))
        yield day + timedelta(31)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def day(request):
    """One day after the other: nobody signs in again on an earlier one."""
    return request.param


@pytest.fixture(scope="module")
def client(town, day):
    """The head, signed in on *day*."""
    town.clock.moment = datetime.combine(day, time(9), UTC)
    app = create_app(town.config, town.database, town.clock)
    app.testing = True
    signed_in = PageClient(app, town)
    signed_in.sign_in(town.head)
    return signed_in


def there(town, day):
    """The units of that day by name."""
    units = {
        town.slow.name(unit, day): unit for unit in town.codes.values() if _is(town, unit, day)
    }
    assert len(units) > 35
    return units


def _is(town, unit, day):
    return bool(town.slow.above(unit, day))


def test_the_years_hold_reorganisations_and_whatever_else_happens(town):
    slow = town.slow
    with town.database.reading() as session:
        assert disagreements(session, town.municipality_id) == []
        assert miscounted(session, town.municipality_id) == []
    assert {town.codes[former.code] for former in FORMER} <= slow.places.keys()
    assert sum(len(rows) > 1 for rows in slow.places.values()) >= 3
    found = Counter(each.status for stands in slow.stands.values() for each in stands.values())
    assert len(found) == 8
    assert any(
        each.status == "under-way" and each.is_late(on)
        for stands in slow.stands.values()
        for on, each in stands.items()
    )


def test_my_units(client, town, day):
    html = client.page("/units")
    found = table(html.partition('<figure class="trend">')[0])

    units = there(town, day)
    for name, unit in {**units, "All together": town.top}.items():
        right = town.slow.counted(unit, day)
        words = found[name]
        assert (words[1], words[3]) == (right.of, str(right.concerned)), name
        assert (f"{right.late} overdue" == words[0]) == bool(right.late), name
    assert len(found) == len(units) + 2
    _check_trend(town, day, town.top, html)


def test_the_map_at_every_level(client, town, day):
    units, waiting, seen = there(town, day), [town.top], 0
    while waiting:
        top = waiting.pop()
        cells = table(client.page(f"/units/map?unit={top}"))
        for words, (cell, *_other_courses) in list(cells.items())[1:]:
            name = re.sub(r" \d+ units? under .*", "", words)
            unit = top if name == "All together" else units[name]
            right = town.slow.counted(unit, day)
            assert right.of in cell or right.of.endswith(" of 0"), name
            assert (f"{right.late} overdue" in cell) == bool(right.late), name
            seen += 1
            if name != words:
                waiting.append(unit)
    assert seen >= len(units)


def test_the_page_and_the_file_of_units_by_lot(client, town, day):
    units = there(town, day)
    for name in [*Random(day.toordinal()).sample(sorted(units), 6), "Forsmyra kommun"]:
        unit, right = units[name], town.slow.counted(units[name], day)

        html = client.page(f"/units/{unit}")
        if right.concerned:
            tiles = re.findall(r"<dd>([^<]*)", html.partition('class="figures"')[2])
            assert tiles[0].replace("\N{NO-BREAK SPACE}", " ") == right.of, name
            assert int(tiles[2]) == right.late, name
            assert parts(html) == _parts(right), name
        _check_branches(town, day, unit, html)
        _check_trend(town, day, unit, html)

        file = client.get(f"/units/{unit}.csv").get_data(as_text=True)
        rows = [tuple(row[:4]) for row in csv.reader(io.StringIO(file), delimiter=";")][1:]
        assert Counter(rows) == Counter(_rows(town, unit, day)), name


def _parts(right):
    order = ["valid", "expiring", "expired", "under-way", "never-overdue", "never-not-due"]
    found = [right.parts[status] for status in (*order, "exempt", "paused")]
    if right.begun_late:
        found[3:4] = [found[3] - right.begun_late, right.begun_late]
    return [*found, right.concerned]


def _rows(town, unit, day):
    for person, stands in town.slow.people(unit, day).items():
        days = (each.isoformat() if each else "" for each in (stands.due_on, stands.valid_until))
        yield (town.slow.names[person], STATUSES[stands.status], *days)


def _check_branches(town, day, unit, html):
    section = html.partition("<h2>Units here</h2>")[2].partition('id="people"')[0]
    below = {
        name: each
        for name, each in there(town, day).items()
        if town.slow.above(each, day)[1:2] == (unit,)
    }
    found = table(section)
    for name, each in below.items():
        right = town.slow.counted(each, day)
        assert (found[name][0], found[name][2]) == (right.of, str(right.late)), name
    assert bool(below) == bool(section)


def _check_trend(town, day, unit, html):
    section = html.partition('<figure class="trend">')[2].partition("</figure>")[0]
    points = list(table(section).values())[1:]
    days = [months_later(day.replace(day=1), -back) for back in range(12)]
    if day != days[0]:
        days.insert(0, day)
    for words, on in zip(points, days, strict=bool(section)):
        if words[0].startswith("Not known"):
            assert not _is(town, unit, on)
        else:
            assert words[0] == town.slow.counted(unit, on).of


def test_the_two_year_follow_up(client, town, day):
    found = {}
    for course in reversed(client.page("/units/follow-up").split("</table>")):
        found |= table(course)

    days = [date(day.year - 2, 12, 31), date(day.year - 1, 12, 31), day]
    for name, unit in there(town, day).items():
        if town.slow.above(unit, day)[1:] != (town.top,):
            continue
        for on, words in zip(days, found[name], strict=True):
            right = town.slow.counted(unit, on)
            if on >= town.slow.duty.from_on and not right.of.endswith(" of 0"):
                assert words.startswith(f"{right.of} ("), (name, on)


def test_who_needs_help_this_month(client, town, day):
    html = " ".join(client.page("/units/this-month").split())

    for name, unit in there(town, day).items():
        if town.slow.above(unit, day)[1:] != (town.top,):
            continue
        now, then = (town.slow.counted(unit, on) for on in (day, day + timedelta(31)))
        item = re.search(rf"<li> <strong><a [^>]*>{name}</a>.*?</li>", html)
        assert bool(item) == bool(now.late or then.late), name
        if now.late:
            assert f"{now.late} overdue" in item[0], name
            more = max(0, then.late - now.late)
            assert (f"{more} more will be" in item[0]) == bool(more), name
