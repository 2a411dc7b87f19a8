"""The subtree rule, on random trees, grants and employments, through every way out."""

import csv
import io
import re
from datetime import date, timedelta
from itertools import count
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from elearn.store.models import (
    Course,
    Duty,
    Employment,
    Host,
    LoginSession,
    Municipality,
    Person,
    RoleGrant,
    StatusPeriod,
    Unit,
    UnitPlacement,
)
from elearn.web.login import token_hash
from tests.conftest import NOW

TODAY = NOW.date()
NUMBERS = count(1)
UNITS = 8

parents = st.lists(st.integers(0, UNITS - 1), min_size=UNITS - 1, max_size=UNITS - 1)
posts = st.lists(
    st.tuples(st.integers(0, UNITS - 1), st.integers(-2, 2), st.integers(1, 3)), max_size=10
)
"""Unit, first day from today, days."""
grants = st.lists(
    st.tuples(
        st.sampled_from(["manager", "coordinator", "administrator"]),
        st.integers(0, UNITS - 1),
        st.sampled_from([-1, 0, 1]),
    ),
    max_size=3,
)
"""Role, unit, and whether it is over, runs, or is to come."""


class Town:
    """A municipality of its own, with its own host name, and somebody signed in."""

    def __init__(self, session, parents, posts, grants):
        self.number = next(NUMBERS)
        self.host = f"town{self.number}.test"
        self.id, self.viewer, self.token = uuid4(), uuid4(), f"token-{self.number}"
        self.units = [uuid4() for _ in range(UNITS)]
        self.above = [None, *(parent % (index + 1) for index, parent in enumerate(parents))]
        self.grants = grants
        self.posts = posts
        for rows in self.rows():
            session.add_all(rows)
            session.flush()
        session.commit()

    def rows(self):
        own = {"municipality_id": self.id}
        yield [Municipality(id=self.id, slug=f"town-{self.number}", name="Byn")]
        yield [Host(name=self.host, **own), Person(**own, id=self.viewer, **named("Viewer"))]
        yield [Unit(**own, id=unit, code=str(unit), kind="unit") for unit in self.units]
        yield [
            UnitPlacement(
                **own,
                unit_id=unit,
                parent_id=None if above is None else self.units[above],
                name="U",
                from_on=date(2020, 1, 1),
            )
            for unit, above in zip(self.units, self.above, strict=True)
        ]
        yield [
            RoleGrant(
                **own,
                id=uuid4(),
                person_id=self.viewer,
                role=role,
                unit_id=self.units[unit],
                from_on=TODAY + timedelta(days=10 * when),
                to_on=TODAY + timedelta(days=10 * when + 5),
            )
            for role, unit, when in self.grants
        ]
        yield from self.people(own)
        yield [
            LoginSession(
                **own,
                token_hash=token_hash(self.token),
                person_id=self.viewer,
                created_at=NOW,
                last_seen_at=NOW,
                device="",
            )
        ]

    def people(self, own):
        duty, ids = uuid4(), [uuid4() for _ in self.posts]
        yield [
            Course(
                **own, id="c", titles={"sv": "C"}, summaries={}, default_duty={}, published_at=NOW
            )
        ]
        yield [
            Duty(
                **own,
                id=duty,
                course_id="c",
                modules=["m"],
                need="all",
                units=[],
                aid_families=[],
                due_days=0,
                renewal_days=0,
                from_on=date(2020, 1, 1),
            )
        ]
        yield [Person(**own, id=person, **named(f"Kim{index}")) for index, person in enumerate(ids)]
        yield [
            Employment(
                **own,
                id=uuid4(),
                person_id=person,
                unit_id=self.units[unit],
                number=str(index),
                aid_code="",
                kind="hourly",
                from_on=TODAY + timedelta(days=start),
                to_on=TODAY + timedelta(days=start + days),
            )
            for index, (person, (unit, start, days)) in enumerate(zip(ids, self.posts, strict=True))
        ]
        yield [
            StatusPeriod(
                **own, duty_id=duty, person_id=person, from_on=date(2020, 1, 1), status="valid"
            )
            for person in ids
        ]

    def is_mine(self, unit: int | None) -> bool:
        """Climbs to the top, one unit at a time, looking for a manager's grant of today."""
        while unit is not None:
            if ("manager", unit, 0) in self.grants:
                return True
            unit = self.above[unit]
        return False

    def is_under(self, unit: int | None, top: int) -> bool:
        while unit is not None and unit != top:
            unit = self.above[unit]
        return unit == top

    def working(self, top: int, day: date) -> set[str]:
        return {
            f"Kim{index} Test"
            for index, (unit, start, days) in enumerate(self.posts)
            if self.is_under(unit, top)
            and TODAY + timedelta(days=start) <= day < TODAY + timedelta(days=start + days)
        }


def named(given_name):
    return {"given_name": given_name, "family_name": "Test"}


def signed_in(app, town: Town) -> FlaskClient:
    browser = app.test_client()
    with browser.session_transaction(base_url=f"http://{town.host}") as cookie:
        cookie["_user_id"] = town.token
        cookie["_fresh"] = True
    return browser


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(parents, posts, grants, st.sampled_from([-1, 0, 1]), st.sampled_from(["", "kim", "test 1"]))
def test_pages_files_and_searches_show_the_own_subtree_and_nobody_else(
    app, sqlite_database, parents, posts, grants, offset, words
):
    with sqlite_database.writing() as session:
        town = Town(session, parents, posts, grants)
    browser, day = signed_in(app, town), TODAY + timedelta(days=offset)
    query = {"on": day.isoformat(), "q": words}

    for index, unit in enumerate(town.units):
        answers = [
            browser.get(f"/units/{unit}{kind}", query_string=query, base_url=f"http://{town.host}")
            for kind in ("", ".csv", ".xlsx")
        ]

        if not town.is_mine(index):
            assert [answer.status_code for answer in answers] == [403, 403, 403]
            assert "Kim" not in answers[0].get_data(as_text=True)
            continue
        expected = {
            name
            for name in town.working(index, day)
            if all(word in name.casefold() for word in words.split())
        }
        assert on_page(answers[0]) == in_csv(answers[1]) == in_sheet(answers[2]) == expected


def on_page(answer) -> set[str]:
    assert answer.status_code == 200
    return set(re.findall(r"Kim\d+ Test", answer.get_data(as_text=True)))


def in_csv(answer) -> set[str]:
    text = answer.get_data().decode("utf-8-sig")
    return {row[0] for row in list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]}


def in_sheet(answer) -> set[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data()))
    return {row[0] for row in book.get_sheet_by_index(0).to_python()[1:]}


def test_the_naive_subtree_is_not_always_empty_or_everything(sqlite_database):
    """So that the property above has something to say."""
    with sqlite_database.writing() as session:
        town = Town(session, [0] * 7, [(1, 0, 1), (2, 0, 1)], [("manager", 1, 0)])

    assert [town.is_mine(unit) for unit in range(3)] == [False, True, False]
    assert town.working(0, TODAY) == {"Kim0 Test", "Kim1 Test"}
    assert town.working(1, TODAY) == {"Kim0 Test"}
    assert isinstance(town.id, UUID)
