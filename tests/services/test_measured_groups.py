"""Sums of groups: off without an own panel, raised once, told by the quarter; on both databases."""

import threading
from datetime import date, timedelta

import pytest

from elearn.domain.recognition.detection import estimate
from elearn.domain.recognition.measurement_block import Occasion
from elearn.domain.recognition.measurement_record import Measured
from elearn.domain.recognition.rating import RatingCounts
from elearn.services import practice
from elearn.services.integrity import findings
from elearn.services.kept_practice import Practitioner
from elearn.services.measured_groups import count_block, take_snapshots
from elearn.store.models import (
    MeasurementSeen,
    MeasurementSnapshot,
    MeasurementSums,
    PanelVote,
    Unit,
    UnitPlacement,
)
from elearn.store.queries.measured_groups import latest_snapshot, sums_rows
from tests.factories import Factory
from tests.forms import COURSE, form_id, forms_files, publish_forms, settle
from tests.services.test_measurement import (
    DONE,
    LONG_ENOUGH,
    SEALER,
    TODAY,
    begin,
    given,
    known,
    record,
    skip,
    walk,
    writing,
)

QUARTER = date(2026, 10, 1)
NEXT_QUARTER = date(2027, 1, 1)
COUNTS = RatingCounts.of([6] * 6 + [1] * 2, [1] * 13 + [6] * 3)


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    publish_forms(made)
    return made


@pytest.fixture
def settled(make):
    settle(make)
    return make


def colleague(make, unit, **values):
    person = make.person(has_secret=False)
    make.employment(person, unit, **values)
    return Practitioner(make.owner, person)


def count(make, who, counts=COUNTS, *, today=TODAY, form="A", earlier=(), occasion=None):
    block = Measured(form_id(form), occasion or Occasion.BEFORE_COURSE, today, counts)
    with writing(make) as session:
        blocks = [*earlier, block]
        count_block(session, who, SEALER, known(make)[form_id(form)], blocks, today=today)
    return block


def rows(make):
    with make.database.reading() as session:
        return list(sums_rows(session, make.owner))


def sums_of(make, unit):
    return [sums for found, _form, _on, sums in rows(make) if found == unit]


def test_a_finished_block_raises_the_sums_of_its_unit_form_and_quarter(settled):
    unit = settled.unit()
    who = colleague(settled, unit)
    begin(settled, who)
    walk(settled, who, hits=6, alarms=3)

    [(found, form, quarter, sums)] = rows(settled)
    assert (found, form, quarter) == (unit, form_id("A"), QUARTER)
    assert (sums.people, sums.blocks, sums.pairs) == (1, 1, 0)
    assert (sums.hits, sums.misses, sums.false_alarms, sums.correct_rejections) == (6, 2, 3, 13)


def test_before_and_after_the_course_are_one_pair(settled):
    unit = settled.unit()
    who = colleague(settled, unit)
    begin(settled, who)
    walk(settled, who, hits=4, alarms=4)
    later = TODAY + timedelta(60)
    begin(settled, who, DONE, today=later)
    walk(settled, who, hits=7, alarms=2, today=later)

    before, after = sums_of(settled, unit)
    gained = estimate(7, 1, 2, 14).d_prime - estimate(4, 4, 4, 12).d_prime
    assert (before.people, before.pairs) == (1, 0)
    assert (after.people, after.blocks, after.pairs) == (0, 1, 1)
    assert after.d_prime == pytest.approx(gained, abs=1e-4)
    assert after.d_prime_squares == pytest.approx(gained**2, abs=1e-3)


@pytest.mark.parametrize(
    "prepare",
    [
        lambda make: None,
        lambda make: settle(make, "B", "C"),
        lambda make: settle(make, "A", votes=9, agreeing=9),
        lambda make: settle(make, "A", votes=10, agreeing=7),
    ],
    ids=["no panel", "other forms", "nine votes", "seven of ten agree"],
)
def test_nothing_is_summed_up_before_an_own_panel_has_settled_the_form(make, prepare):
    prepare(make)
    who = colleague(make, make.unit())
    begin(make, who)
    walk(make, who)

    assert rows(make) == []
    assert record(make, who).done[0].form == form_id("A")
    with make.database.reading() as session:
        assert session.query(MeasurementSeen).count() == 0


def test_one_case_without_votes_is_enough_to_keep_a_form_off(settled):
    found = next(iter(known(settled)[form_id("A")].cases.values()))
    with writing(settled) as session:
        session.query(PanelVote).filter_by(exercise_version=found.exercise.version).delete()
    count(settled, colleague(settled, settled.unit()))

    assert rows(settled) == []


def test_a_form_that_changed_while_the_block_was_open_is_not_summed_up(settled):
    who = colleague(settled, settled.unit())
    begin(settled, who)
    publish_forms(settled, forms_files(changed=["form-a-3"]))
    settle(settled)
    walk(settled, who)

    assert rows(settled) == []
    assert len(record(settled, who).done) == 1


def test_a_block_in_which_most_was_passed_by_is_the_learners_alone(settled):
    who = colleague(settled, settled.unit())
    begin(settled, who)
    for _ in range(19):
        skip(settled, who, given(settled, who))
    walk(settled, who)

    assert len(record(settled, who).done) == 1
    assert rows(settled) == []


def test_somebody_without_a_post_is_in_no_group(settled):
    count(settled, Practitioner(settled.owner, settled.person(has_secret=False)))

    assert rows(settled) == []


def test_somebody_in_two_units_counts_where_they_have_been_longest(settled):
    long_ago, lately = settled.unit("Kitchen"), settled.unit("School")
    who = colleague(settled, lately, from_on=date(2026, 5, 1))
    settled.employment(who.person, long_ago, from_on=date(2024, 5, 1))
    left = settled.unit("Office")
    settled.employment(who.person, left, from_on=date(2019, 5, 1), to_on=date(2026, 1, 1))
    count(settled, who)

    assert [unit for unit, *_ in rows(settled)] == [long_ago]


def test_a_person_counts_once_a_year_also_after_deleting_what_is_kept(settled):
    unit = settled.unit()
    who = colleague(settled, unit)
    begin(settled, who)
    walk(settled, who)
    with writing(settled) as session:
        practice.forget(session, who, SEALER)
    begin(settled, who)
    walk(settled, who)
    count(settled, who, today=date(2027, 11, 22), form="B")
    count(settled, who, today=date(2027, 11, 23), form="C")

    assert [(sums.people, sums.blocks) for sums in sums_of(settled, unit)] == [
        (1, 2),
        (0, 1),
        (1, 1),
    ]


def test_a_pair_counts_once_also_after_deleting_what_is_kept(settled):
    unit = settled.unit()
    who = colleague(settled, unit)
    before = Measured(form_id("A"), Occasion.BEFORE_COURSE, TODAY, COUNTS)
    for form in "BC":
        count(settled, who, form=form, earlier=[before], occasion=Occasion.AFTER_COURSE)

    assert [sums.pairs for sums in sums_of(settled, unit)] == [1, 0]


def test_nothing_in_the_new_tables_names_the_person(settled):
    who = colleague(settled, settled.unit())
    count(settled, who)

    with settled.database.reading() as session:
        said = "".join(
            repr(vars(row))
            for table in (MeasurementSums, MeasurementSeen)
            for row in session.query(table)
        )
    assert str(who.person) not in said
    assert who.person.hex not in said
    assert who.key(SEALER).hex() not in said


def test_ten_who_finish_at_once_are_all_counted(settled):
    unit = settled.unit()
    people = [colleague(settled, unit) for _ in range(10)]
    asked = known(settled)
    barrier = threading.Barrier(len(people))

    def finish(who):
        block = Measured(form_id("A"), Occasion.BEFORE_COURSE, TODAY, COUNTS)
        barrier.wait()
        with writing(settled) as session:
            count_block(session, who, SEALER, asked[form_id("A")], [block], today=TODAY)

    threads = [threading.Thread(target=finish, args=(who,), daemon=True) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)

    [sums] = sums_of(settled, unit)
    assert (sums.people, sums.blocks, sums.hits, sums.answers) == (10, 10, 60, 240)


def group(make, unit, people, *, today=TODAY):
    for _ in range(people):
        count(make, colleague(make, unit), today=today)


def take(make, today):
    with writing(make) as session:
        return take_snapshots(session, make.owner, today=today)


def shown(make):
    with make.database.reading() as session:
        found = latest_snapshot(session, make.owner, COURSE)
    return {unit: found.sums(unit).people for unit in found.shown} if found else {}


def test_figures_come_with_the_next_quarter_and_stay_for_it(settled):
    unit = settled.unit()
    group(settled, unit, 10)

    assert take(settled, TODAY) == [COURSE]
    assert shown(settled) == {}
    assert take(settled, NEXT_QUARTER) == [COURSE]
    assert shown(settled)[str(unit)] == 10
    group(settled, unit, 5, today=NEXT_QUARTER)
    assert take(settled, NEXT_QUARTER + timedelta(80)) == []
    assert shown(settled)[str(unit)] == 10
    assert take(settled, date(2027, 4, 1)) == [COURSE]
    assert shown(settled)[str(unit)] == 15


def test_a_unit_of_nine_is_never_shown_not_even_beside_others(settled):
    small, large = settled.unit("Small"), settled.unit("Large")
    group(settled, small, 9)
    group(settled, large, 12)
    take(settled, NEXT_QUARTER)

    assert set(shown(settled)) == {str(settled.top)}
    assert shown(settled)[str(settled.top)] == 21


def test_nothing_is_fixed_where_nothing_was_summed_up(make):
    assert take(make, TODAY) == []
    with make.database.reading() as session:
        assert session.query(MeasurementSnapshot).count() == 0


def test_a_closed_unit_is_told_with_the_one_above_it(settled):
    unit = settled.unit("Closing")
    group(settled, unit, 11)
    with writing(settled) as session:
        session.query(UnitPlacement).filter_by(unit_id=unit).update({"to_on": date(2026, 12, 1)})
        assert session.query(Unit).count() >= 2
    take(settled, NEXT_QUARTER)

    assert shown(settled) == {str(settled.top): 11}


def test_two_workers_fix_the_same_figures_once(settled):
    group(settled, settled.unit(), 10)
    barrier = threading.Barrier(2)
    taken = []

    def work():
        barrier.wait()
        taken.extend(take(settled, NEXT_QUARTER))

    threads = [threading.Thread(target=work, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)

    assert taken == [COURSE]


def codes(make):
    with make.database.reading() as session:
        return [finding.code for finding in findings(session, make.owner)]


def test_verify_finds_sums_and_figures_that_cannot_be(settled):
    unit = settled.unit()
    group(settled, unit, 10)
    take(settled, NEXT_QUARTER)
    assert codes(settled) == []

    with writing(settled) as session:
        session.query(MeasurementSums).update({"hits": 999})
        session.query(MeasurementSnapshot).update({"content": "{}"})

    assert codes(settled) == ["group-sums-impossible", "group-figures-unsound"]


def test_the_sums_of_one_municipality_are_not_those_of_another(settled):
    count(settled, colleague(settled, settled.unit()))
    other = Factory(settled.database, settled.clock)
    other.municipality("other")

    assert rows(other) == []
    assert rows(settled)[0][3].people == 1
