from datetime import date, timedelta
from itertools import product

import pytest

from elearn.domain.people.org import OrgTree
from elearn.domain.record.completion import Status
from elearn.store.queries import unit_page
from elearn.store.queries.org import placements
from elearn.store.queries.unit_courses import unit_courses
from elearn.store.queries.unit_page import unit_overview
from elearn.store.queries.unit_report import Shown, Wanted, unit_report
from tests.conftest import NOW
from tests.factories import Factory
from tests.queries import assert_queries, counting

TODAY = NOW.date()


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    made.course()
    return made


def duties(session, make):
    return unit_courses(session, make.owner, TODAY)[0].duties


def report(make, unit, wanted=None, on=TODAY, within=None):
    make.recompute()
    with make.database.reading() as session:
        tree = OrgTree.on(TODAY, placements(session, make.owner))
        return unit_report(
            session,
            make.owner,
            unit,
            duties(session, make),
            wanted or Wanted(),
            tree.subtree(unit) if within is None else within,
            tree,
            on=on,
        )


def names(found):
    return [person.name for person in found.people]


def employed(make, unit, given_name="Alva", **values):
    person = make.person(given_name, "Lind", has_secret=False)
    make.employment(person, unit, **values)
    return person


def test_the_eight_parts_add_up_to_everybody_the_course_is_asked_of(make):
    unit = make.unit()
    duty = make.duty(modules=["a1", "a2"], need="one-of", from_on=date(2026, 1, 1))
    everybody = [employed(make, unit) for _ in range(4)]
    for person, done_on in zip(
        everybody, [date(2026, 9, 1), date(2025, 12, 10), date(2025, 6, 1), None], strict=True
    ):
        if done_on:
            make.evidence(person, done_on)
    employed(make, unit, from_on=TODAY - timedelta(days=3))
    exempt, away = employed(make, unit), make.person("Borta")
    make.exemption(duty, exempt, date(2026, 11, 1))
    make.leave(make.employment(away, unit), date(2026, 10, 1))

    found = report(make, unit).coverage

    assert {status: count for status, count in found.parts.items() if count} == {
        Status.VALID: 1,
        Status.EXPIRING: 1,
        Status.EXPIRED: 1,
        Status.NEVER_OVERDUE: 1,
        Status.NEVER_NOT_DUE: 1,
        Status.EXEMPT: 1,
        Status.PAUSED: 1,
    }
    assert (found.concerned, found.denominator, found.current) == (7, 5, 2)


def test_somebody_who_has_begun_is_under_way(make):
    unit = make.unit()
    make.duty(modules=["a1", "a2"])
    make.evidence(employed(make, unit), date(2026, 10, 1))

    found = report(make, unit)

    assert [person.status for person in found.people] == [Status.UNDER_WAY]


def test_the_list_has_one_row_for_each_person_the_parts_count(make):
    unit = make.unit()
    team = make.unit("Nattlaget", unit)
    make.duty()
    both = employed(make, unit, "Två")
    make.employment(both, team)
    employed(make, team)

    found = report(make, unit)

    assert len(found.people) == found.coverage.concerned == 2
    assert found.coverage.in_several_units == 1
    assert found.coverage_by_unit[team].concerned == 2
    two_units = next(person for person in found.people if person.name == "Två Lind")
    assert set(two_units.units) == {unit, team}


def test_nobody_from_a_sister_unit_is_on_the_list(make):
    unit, sister = make.unit("Norr"), make.unit("Söder")
    make.duty()
    employed(make, unit, "Nora")
    both = employed(make, sister, "Bodil")
    employed(make, sister, "Sven")
    make.employment(both, unit)

    found = report(make, unit)

    assert sorted(names(found)) == ["Bodil Lind", "Nora Lind"]
    assert all(person.units == (unit,) for person in found.people)


def test_an_alias_stands_for_the_name_and_is_all_that_a_search_finds(make):
    unit = make.unit()
    make.duty()
    person = make.person("Hemlig", "Person", alias="Kim Skog", has_secret=False)
    make.employment(person, unit)

    assert names(report(make, unit, Wanted(text="skog"))) == ["Kim Skog"]
    assert names(report(make, unit, Wanted(text="hemlig"))) == []


def test_two_duties_for_one_course_show_the_more_pressing_status(make):
    unit = make.unit()
    make.duty(modules=["a1"])
    make.duty(modules=["a2"])
    make.evidence(employed(make, unit), date(2026, 10, 1), module="a1")

    found = report(make, unit)

    assert [person.status for person in found.people] == [Status.NEVER_OVERDUE]
    assert found.coverage.concerned == 1


def test_those_not_asked_are_counted_apart_and_listed_on_request(make):
    unit = make.unit()
    make.duty(aid_families=["207"])
    employed(make, unit, "Vera", aid_code="207024")
    employed(make, unit, "Karl", aid_code="403011")

    found = report(make, unit)
    others = report(make, unit, Wanted(status=Shown.NOT_ASKED))

    assert (names(found), found.not_asked) == (["Vera Lind"], 1)
    assert names(others) == ["Karl Lind"]
    assert others.coverage == found.coverage


def test_a_provisional_post_that_payroll_never_confirmed_ends_by_itself(make):
    unit = make.unit()
    make.duty()
    employed(make, unit, "Nu", from_on=TODAY - timedelta(days=29), is_provisional=True)
    employed(make, unit, "Nyss", from_on=TODAY - timedelta(days=30), is_provisional=True)

    found = report(make, unit)

    assert names(found) == ["Nu Lind"]
    assert found.not_asked == 0


def test_another_day_shows_the_employments_and_the_status_of_that_day(make):
    unit = make.unit()
    make.duty()
    left = employed(make, unit, "Gick", to_on=date(2026, 6, 1))
    make.evidence(left, date(2026, 4, 1))
    employed(make, unit, "Kom", from_on=date(2026, 6, 1))

    before = report(make, unit, on=date(2026, 5, 31))
    after = report(make, unit, on=date(2026, 6, 1))

    assert [(p.name, p.status) for p in before.people] == [("Gick Lind", Status.VALID)]
    assert [(p.name, p.status) for p in after.people] == [("Kom Lind", Status.NEVER_NOT_DUE)]


def test_another_day_knows_the_completions_that_came_later_only_from_their_day_on(make):
    unit = make.unit()
    make.duty()
    make.evidence(employed(make, unit), date(2026, 6, 10))

    before = report(make, unit, on=date(2026, 6, 9))
    after = report(make, unit, on=date(2026, 6, 10))

    assert [person.status for person in before.people] == [Status.NEVER_OVERDUE]
    assert [person.status for person in after.people] == [Status.VALID]


def test_a_day_to_come_shows_what_happens_if_nobody_does_anything(make):
    unit = make.unit()
    make.duty()
    make.evidence(employed(make, unit), date(2026, 6, 10))

    found = report(make, unit, on=date(2027, 6, 11))

    assert [person.status for person in found.people] == [Status.EXPIRED]


def test_a_filter_by_unit_takes_everything_under_it_and_leaves_the_figures_alone(make):
    unit = make.unit()
    team = make.unit("Nattlaget", unit)
    make.duty()
    employed(make, unit, "Dag")
    employed(make, team, "Natt")

    found = report(make, unit, Wanted(unit=team))

    assert names(found) == ["Natt Lind"]
    assert found.coverage.concerned == 2


def test_a_filter_by_a_unit_that_is_not_there_is_ignored(make):
    unit, sister = make.unit("Norr"), make.unit("Söder")
    make.duty()
    employed(make, unit)

    assert len(report(make, unit, Wanted(unit=sister)).people) == 1


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["Ada", "Bo", "Åsa"]),
        ("-name", ["Åsa", "Bo", "Ada"]),
        ("status", ["Bo", "Åsa", "Ada"]),
        ("-status", ["Ada", "Åsa", "Bo"]),
        ("due", ["Bo", "Åsa", "Ada"]),
        ("valid", ["Åsa", "Ada", "Bo"]),
        ("nonsense", ["Bo", "Åsa", "Ada"]),
    ],
)
def test_the_list_is_ordered_as_asked(make, sort, order):
    unit = make.unit()
    make.duty()
    make.evidence(employed(make, unit, "Ada"), date(2026, 10, 1))
    make.evidence(employed(make, unit, "Åsa"), date(2026, 9, 1))
    employed(make, unit, "Bo")

    found = report(make, unit, Wanted(sort=sort))

    assert [name.split()[0] for name in names(found)] == order


def test_the_next_last_day_is_that_of_somebody_who_has_something_left_to_do(make):
    unit = make.unit()
    make.duty()
    make.evidence(employed(make, unit), date(2026, 1, 1))
    employed(make, unit, from_on=date(2026, 11, 20))
    employed(make, unit, from_on=date(2026, 1, 1))

    assert report(make, unit).next_due_on == date(2026, 12, 20)


@pytest.mark.parametrize("people", [1, 10])
def test_a_report_asks_twice_however_many_it_shows(make, people):
    unit = make.unit()
    make.duty()
    for _ in range(people):
        employed(make, make.unit("Lag", unit))
    make.recompute()
    with make.database.reading() as session:
        tree = OrgTree.on(TODAY, placements(session, make.owner))
        asked = duties(session, make)

        with assert_queries(make.database, 2):
            unit_report(
                session,
                make.owner,
                unit,
                asked,
                Wanted(),
                tree.subtree(unit),
                tree,
                on=TODAY,
            )


def overview(make, unit, wanted, within=None, on=TODAY):
    with make.database.reading() as session:
        tree = OrgTree.on(TODAY, placements(session, make.owner))
        found = unit_overview(
            session,
            make.owner,
            unit,
            unit_courses(session, make.owner, on)[0],
            wanted,
            tree.subtree(unit) if within is None else within,
            tree,
            on=on,
        )
        people = [found.people(first, first + 3) for first in range(0, found.total + 3, 3)]
    return found, [each for page in people for each in page]


@pytest.fixture
def crowd(make):
    """Thirteen people in three units, of every status that can be listed, some in two units."""
    top = make.unit("Omsorgen")
    north, south = make.unit("Norr", top), make.unit("Söder", top)
    make.duty(modules=["a1", "a2"])
    make.crowd = (top, north, south)
    done = (None, date(2026, 10, 1), date(2025, 12, 1), date(2025, 6, 1))
    for number in range(12):
        unit = make.crowd[number % 3]
        person = employed(make, unit, f"P{number % 5}", from_on=date(2026, 11, 1 + number % 3))
        if number % 4 == 1:
            make.employment(person, make.crowd[(number + 1) % 3])
        if done[number % 4]:
            make.evidence(person, done[number % 4], "a1")
            if number % 2:
                make.evidence(person, done[number % 4], "a2")
    late = employed(make, north, "Late", from_on=date(2026, 1, 1))
    make.evidence(late, date(2026, 11, 3), "a2")
    make.recompute()
    return make.crowd


@pytest.fixture
def none_are_few(monkeypatch):
    monkeypatch.setattr(unit_page, "FEW", 0)


@pytest.mark.usefixtures("none_are_few")
def test_pages_hold_what_the_whole_report_holds(make, crowd):
    top, north, _ = crowd
    statuses = (*Shown, Status.UNDER_WAY, Status.NEVER_OVERDUE)
    sorts = ("status", "-status", "due", "-due", "name", "valid")
    for status, sort, unit in product(statuses, sorts, (None, north)):
        wanted = Wanted(status=status, unit=unit, sort=sort)
        with make.database.reading() as session:
            tree = OrgTree.on(TODAY, placements(session, make.owner))
            asked = duties(session, make)
            whole = unit_report(
                session, make.owner, top, asked, wanted, tree.subtree(top), tree, on=TODAY
            )

        found, people = overview(make, top, wanted)

        assert [_words(each) for each in people] == [_words(each) for each in whole.people]
        assert found.total == len(whole.people)
        told = found.figures
        assert told.coverage == whole.coverage
        assert told.coverage_by_unit.items() <= whole.coverage_by_unit.items()
        assert set(told.parts) <= told.coverage_by_unit.keys()
        assert told.directly.parts == whole.directly.parts
        assert (told.not_asked, told.next_due_on) == (whole.not_asked, whole.next_due_on)
        assert told.counted_again == whole.counted_again == 3


def _words(each):
    """Units come in no order."""
    return each.person, set(each.units), each.status, each.due_on, each.valid_until


@pytest.mark.usefixtures("none_are_few")
def test_a_page_of_a_unit_whose_parts_belong_to_somebody_else_is_read_from_the_people(make, crowd):
    top, north, south = crowd

    found, people = overview(make, top, Wanted(), within=frozenset({top, north}))

    assert found.figures.elsewhere == 1
    assert {south} & {unit for each in people for unit in each.units} == set()


@pytest.mark.usefixtures("none_are_few")
def test_a_page_reads_no_more_people_when_there_are_more(make):
    unit = make.unit()
    make.duty()
    for number in range(9):
        employed(make, unit, from_on=date(2026, 1, 1 + number))
    make.recompute()

    with counting(make.database) as asked:
        found, people = overview(make, unit, Wanted())

    assert (found.total, len(people)) == (9, 9)
    named = [each for each in asked.statements if "given_name" in each]
    assert len(named) == 3
