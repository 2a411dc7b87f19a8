"""Whom a page has shown follows from where they worked on its day."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from elearn.domain.people.employment import Employment, EmploymentKind
from elearn.domain.people.onlookers import View, Whereabouts, seen_by_others
from elearn.domain.people.org import Placement

ME, BOSS = UUID(int=1), UUID(int=2)
TOP, NORTH, SOUTH, HOME = (UUID(int=number) for number in (10, 11, 12, 13))
START, MOVED, LEFT = date(2026, 1, 1), date(2026, 6, 1), date(2026, 9, 1)
PLACED = [
    Placement(TOP, None, "Town", START, None),
    Placement(NORTH, TOP, "North", START, None),
    Placement(SOUTH, TOP, "South", START, None),
    Placement(HOME, NORTH, "Home", START, MOVED),
    Placement(HOME, SOUTH, "Home", MOVED, None),
]
POSTS = [Employment(UUID(int=20), ME, HOME, "1", "207011", EmploymentKind.PERMANENT, START, LEFT)]


def view(unit, day, actor=BOSS):
    return View(actor, unit, "manager.unit", day, datetime.combine(day, datetime.min.time(), UTC))


def showing(*views):
    return seen_by_others(ME, Whereabouts(POSTS, PLACED), views)


def test_a_page_of_the_own_unit_or_one_above_it_has_shown_me():
    day = date(2026, 3, 1)

    assert len(showing(view(HOME, day), view(NORTH, day), view(TOP, day))) == 3
    assert showing(view(SOUTH, day)) == []


def test_the_tree_and_the_post_are_those_of_the_day_that_the_page_was_about():
    assert showing(view(SOUTH, MOVED)) != []
    assert showing(view(NORTH, MOVED)) == []
    assert showing(view(HOME, LEFT - timedelta(days=1))) != []
    assert showing(view(HOME, LEFT)) == []


def test_what_i_opened_myself_is_not_told_and_the_latest_comes_first():
    early, late = view(HOME, date(2026, 2, 1)), view(HOME, date(2026, 2, 2))

    assert showing(early, view(HOME, date(2026, 2, 3), ME), late) == [late, early]


def test_every_unit_that_was_ever_above_is_asked_about_and_a_circle_ends():
    assert Whereabouts(POSTS, PLACED).units_ever() == {HOME, NORTH, SOUTH, TOP}
    circle = [Placement(HOME, NORTH, "h", START, None), Placement(NORTH, HOME, "n", START, None)]
    assert Whereabouts(POSTS, circle).units_on(START) == {HOME, NORTH}
