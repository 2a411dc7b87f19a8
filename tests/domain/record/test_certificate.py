"""One certificate each time a course was completed, and what checking one tells."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from elearn.domain.record.certificate import Cycle, Measure, Standing, cycles, standing
from elearn.domain.record.duty import Need
from tests.domain.record.cases import done

BOTH = Measure("grunden", ("a1", "a2"), Need.ALL, 100)
TODAY = date(2026, 11, 23)


def test_each_round_is_a_cycle_with_the_rows_that_made_it():
    evidence = [done("a1", 0), done("a2", 5), done("a1", 60), done("a2", 65), done("a1", 70)]

    latest, first = cycles(evidence, [BOTH])

    assert set(first.rows) == {evidence[0].id, evidence[1].id}
    assert set(latest.rows) == {evidence[2].id, evidence[3].id}
    assert first.completed_on == evidence[1].completed_on
    assert first.valid_until is not None
    assert (first.valid_until - first.completed_on).days == 100


def test_half_a_course_is_no_cycle():
    assert cycles([done("a1", 0)], [BOTH]) == []
    assert cycles([done("a1", 0), done("a2", 150)], [BOTH]) == []


def test_of_two_measures_with_the_same_rows_the_longer_one_is_told():
    evidence = [done("a1", 0), done("a2", 5)]

    [cycle] = cycles(evidence, [BOTH, replace(BOTH, valid_days=None)])

    assert cycle.valid_until is None


def test_a_withdrawn_row_takes_the_certificate_along():
    evidence = [done("a1", 0), done("a2", 5)]
    [cycle] = cycles(evidence, [BOTH])
    taken_back = [*evidence, done("a1", 9, withdraws=evidence[0].id)]

    assert standing(cycle.rows, None, evidence, today=TODAY) is Standing.STANDS
    assert standing(cycle.rows, None, taken_back, today=TODAY) is Standing.CORRECTED
    assert cycles(taken_back, [BOTH]) == []


def test_its_last_day_still_counts():
    row = done("a1", 0)

    assert standing([row.id], TODAY, [row], today=TODAY) is Standing.STANDS
    assert standing([row.id], date(2026, 11, 22), [row], today=TODAY) is Standing.EXPIRED
    assert standing([UUID(int=1)], None, [row], today=TODAY) is Standing.CORRECTED


def test_one_of_several_is_a_cycle_each_time():
    either = Measure("grunden", ("a1", "a2"), Need.ONE_OF, None)

    found = cycles([done("a1", 0), done("a2", 5)], [either])

    assert [len(cycle.rows) for cycle in found] == [1, 1]
    assert all(isinstance(cycle, Cycle) for cycle in found)
