import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.domain.people.org import OrgTree
from elearn.domain.record.completion import Status
from elearn.domain.record.coverage import SMALLEST_GROUP, Coverage, Standing, roll_up
from elearn.store.queries.my_units import (
    my_units,
    part_of,
    seen_units,
    showable,
    some_of_my_units,
    units_below,
)
from elearn.store.queries.org import placements
from elearn.store.queries.unit_courses import unit_courses
from tests.conftest import NOW
from tests.domain.people.organisations import trees, unit
from tests.factories import Factory
from tests.queries import assert_queries

TODAY = NOW.date()


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    made.course()
    made.duty()
    return made


def employed(make, unit, count=1):
    people = [make.person(has_secret=False) for _ in range(count)]
    for person in people:
        make.employment(person, unit)
    return people


def course(session, make):
    return unit_courses(session, make.owner, TODAY)[0]


def asked(make, named, counted=frozenset()):
    make.recompute()
    with make.database.reading() as session:
        tree = OrgTree.on(TODAY, placements(session, make.owner))
        return my_units(
            session,
            make.owner,
            course(session, make),
            frozenset(named),
            frozenset(counted) or frozenset(named),
            tree,
            today=TODAY,
        )


def test_somebody_in_two_units_counts_once_in_each_and_once_in_all_together(make):
    north, south = make.unit("Norr"), make.unit("Söder")
    [both] = employed(make, north)
    make.employment(both, south)

    found = asked(make, {north, south})

    assert [found.coverage[each].concerned for each in (north, south)] == [1, 1]
    assert found.total is not None
    assert (found.total.concerned, found.total.in_several_units) == (1, 1)


def test_a_manager_sees_the_own_small_unit(make):
    unit = make.unit()
    employed(make, unit, 2)

    found = asked(make, {unit})

    assert found.coverage[unit].concerned == 2


def test_a_coordinator_sees_no_unit_with_fewer_than_five_nor_what_gives_it_away(make):
    small, middle, large = make.unit("Liten"), make.unit("Mellan"), make.unit("Stor")
    employed(make, small, 2)
    employed(make, middle, 6)
    employed(make, large, 9)

    found = asked(make, frozenset(), {make.top, small, middle, large})

    assert set(found.coverage) == {make.top, large}
    assert found.total is not None


def test_a_coordinator_of_two_areas_gets_no_total_that_gives_a_small_one_away(make):
    small, large = make.unit("Liten"), make.unit("Stor")
    employed(make, small, 2)
    employed(make, large, 9)

    found = asked(make, frozenset(), {small, large})

    assert set(found.coverage) == {large}
    assert found.total is None


def test_the_people_a_coordinator_knows_by_name_do_not_hide_the_others(make):
    mine, small = make.unit("Min"), make.unit("Liten")
    employed(make, mine, 3)
    employed(make, small, 2)

    found = asked(make, {mine}, {make.top, mine, small})

    assert set(found.coverage) == {mine}
    assert found.total is None


@pytest.mark.parametrize("count", [1, 10])
def test_any_number_of_units_is_one_question(make, count):
    units = [make.unit(f"Lag {number}") for number in range(count)]
    for each in units:
        employed(make, each)
    make.recompute()
    with make.database.reading() as session:
        tree = OrgTree.on(TODAY, placements(session, make.owner))
        asked_course = course(session, make)

        with assert_queries(make.database, 1):
            my_units(
                session,
                make.owner,
                asked_course,
                frozenset(units),
                frozenset(units),
                tree,
                today=TODAY,
            )


@given(trees(), st.lists(st.integers(0, 11), max_size=40), st.sets(st.integers(0, 11)))
def test_what_is_shown_beside_a_shown_unit_never_leaves_one_to_four_strangers(tree, places, known):
    """The strangers under a shown unit that no shown child of it counts are none or enough."""
    people = [
        Standing(unit(1000 + number), frozenset({unit(place)}), Status.VALID)
        for number, place in enumerate(places)
        if unit(place) in tree
    ]
    named = frozenset().union(*(tree.subtree(unit(number)) for number in known))
    shown = named | showable(tree, people, roll_up(tree, people), named)
    strangers = roll_up(tree, [each for each in people if each.units.isdisjoint(named)])

    for each in shown - named:
        counted = sum(strangers[child].concerned for child in tree.children(each) if child in shown)
        rest = strangers[each].concerned - counted
        hides_a_child = any(child not in shown for child in tree.children(each))
        assert not hides_a_child or rest == 0 or rest >= SMALLEST_GROUP


@given(trees(), st.lists(st.integers(0, 11), max_size=40))
def test_a_unit_where_nobody_is_asked_is_told_beside_hidden_ones(tree, places):
    people = [
        Standing(unit(1000 + number), frozenset({unit(place)}), Status.EXEMPT)
        for number, place in enumerate(places)
        if unit(place) in tree
    ]
    coverage = roll_up(tree, people)

    seen = seen_units(tree, coverage, showable(tree, people, coverage, frozenset()))

    told = {each: seen.coverage[each].concerned for each in seen.coverage}
    assert {each for each in tree if coverage[each] == Coverage.of({})} <= told.keys()
    assert not any(0 < count < SMALLEST_GROUP for count in told.values())
    assert told.keys().isdisjoint(seen.sheltering)
    for each, count in told.items():
        rest = count - sum(told.get(child, 0) for child in tree.children(each))
        assert rest == 0 or rest >= SMALLEST_GROUP


def test_a_part_of_a_tree_stands_by_itself():
    tree = OrgTree.on(TODAY, [])

    assert len(part_of(tree, frozenset({unit(1)}))) == 0


def test_a_level_is_shown_and_hidden_as_the_whole_is(make):
    head = make.unit("Omsorgen")
    units = [make.unit(f"Enhet {number}", head) for number in range(3)]
    units += [make.unit(f"Lag {number}", units[0]) for number in range(3)]
    for each, count in zip((head, *units), (1, 14, 3, 9, 6, 5, 2), strict=True):
        for _ in range(count):
            make.employment(make.person(has_secret=False), each)
    make.duty()
    make.recompute()
    with make.database.reading() as session:
        tree = OrgTree.on(TODAY, placements(session, make.owner))
        course = unit_courses(session, make.owner, TODAY)[0]
        everything = frozenset(tree)
        for named in (frozenset(), everything, frozenset({head})):
            whole = my_units(session, make.owner, course, named, everything, tree, today=TODAY)
            for top in (None, make.top, head, units[0]):
                level = units_below(
                    session, make.owner, course, named, everything, tree, top, today=TODAY
                )
                for each in (*tree.children(top), top) if top else tree.roots:
                    assert level.coverage.get(each) == whole.coverage.get(each)
                    assert (each in level.sheltering) == (each in whole.sheltering)


def test_some_units_are_shown_and_hidden_as_beside_all_others_and_the_rest_is_not_looked_at(make):
    head, other = make.unit("Omsorgen"), make.unit("Skolan")
    units = [make.unit(f"Enhet {number}", head) for number in range(4)]
    teams = [make.unit(f"Lag {number}", other) for number in range(2)]
    for each, count in zip((head, other, *units, *teams), (1, 6, 9, 3, 6, 5, 7, 8), strict=True):
        employed(make, each, count)
    make.recompute()
    with make.database.reading() as session:
        tree = OrgTree.on(TODAY, placements(session, make.owner))
        everything = frozenset(tree)
        for named in (frozenset(), everything, frozenset({head})):
            scope = (session, make.owner, course(session, make), named, everything, tree)
            whole = my_units(*scope, today=TODAY)
            for asked_for in ([units[1], units[2]], [units[0]], teams, [make.top], []):
                some = some_of_my_units(*scope, asked_for, today=TODAY)

                assert some.total == whole.total
                assert list(some.tree) == list(whole.tree)
                for each in asked_for:
                    assert some.coverage.get(each) == whole.coverage.get(each)
                    assert (each in some.sheltering) == (each in whole.sheltering)
        some = some_of_my_units(*scope[:3], everything, *scope[4:], teams, today=TODAY)
        assert set(some.coverage) == {make.top, *teams}
