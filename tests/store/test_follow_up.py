"""Years of training in figures, on both databases."""

from datetime import date

import pytest

from elearn.domain.people.org import OrgTree
from elearn.store.queries.follow_up import coverage_day, meetings_by_year, people_by_way
from elearn.store.queries.org import placements
from elearn.store.queries.unit_courses import UnitCourse
from tests.conftest import NOW
from tests.factories import Factory

TODAY = NOW.date()
YEARS = [2025, 2026]


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    made.course()
    return made


def employed(make, unit, count=1):
    people = [make.person(has_secret=False) for _ in range(count)]
    for person in people:
        make.employment(person, unit)
    return people


def test_people_are_counted_once_a_year_and_way(make):
    one, other = employed(make, make.unit(), 2)
    for day in (date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1)):
        make.evidence(one, day)
    make.evidence(other, date(2025, 6, 1), kind="meeting")
    make.evidence(other, date(2024, 12, 31))

    with make.database.reading() as session:
        found = people_by_way(session, make.owner, YEARS)

    assert found == {(2025, "self"): 1, (2026, "self"): 1, (2025, "meeting"): 1}


def test_what_was_taken_back_does_not_count_unless_that_was_taken_back(make):
    [person] = employed(make, make.unit())
    wrong = make.evidence(person, date(2026, 5, 1))
    taken = make.evidence(person, date(2026, 5, 1), withdraws=wrong)
    with make.database.reading() as session:
        assert people_by_way(session, make.owner, YEARS) == {}

    make.evidence(person, date(2026, 5, 1), withdraws=taken)

    with make.database.reading() as session:
        assert people_by_way(session, make.owner, YEARS) == {(2026, "self"): 1}


def test_no_meeting_was_held_where_nobody_was_noted(make):
    with make.database.reading() as session:
        assert meetings_by_year(session, make.owner, YEARS) == {}


def test_a_unit_that_belongs_to_somebody_else_today_hides_the_day(make):
    head = make.unit("Omsorgen")
    north = make.unit("Norr", head)
    employed(make, north, 6)
    course = UnitCourse("grunden", {}, (make.duty(),), is_asked=True)
    make.recompute()
    with make.database.reading() as session:
        placed = placements(session, make.owner)
        tree = OrgTree.on(TODAY, placed)

        def on_day(named):
            return coverage_day(
                session, make.owner, course, head, named, named, placed, tree, day=TODAY
            )

        whole, part = on_day(frozenset({head, north})), on_day(frozenset({head}))

    assert (whole.is_whole, whole.coverage[head].concerned) == (True, 6)
    assert (part.is_whole, part.coverage) == (False, {})


def test_names_that_are_known_do_not_tell_a_small_group_by_subtraction(make):
    head = make.unit("Omsorgen")
    own, small = make.unit("Norr", head), make.unit("Liten", head)
    far = make.unit("Skolan")
    employed(make, own, 6)
    employed(make, small, 2)
    employed(make, far, 9)
    course = UnitCourse("grunden", {}, (make.duty(),), is_asked=True)
    make.recompute()
    with make.database.reading() as session:
        placed = placements(session, make.owner)
        tree = OrgTree.on(TODAY, placed)
        named, counted = frozenset({own}), frozenset(tree)

        def shown(top):
            day = coverage_day(
                session, make.owner, course, top, named, counted, placed, tree, day=TODAY
            )
            return set(day.coverage)

        assert shown(head) == {own}
        assert shown(small) == set()
        assert shown(own) == {own}
