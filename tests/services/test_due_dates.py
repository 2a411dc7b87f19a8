from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.services import bulk, due_dates, duties, standing
from elearn.services.acting import Act
from elearn.store.models import BulkAct, Employment, Extension, StatusPeriod
from elearn.store.queries.due_dates import impossible_rows
from tests.conftest import NOW
from tests.services import test_duties
from tests.services.organisation import TODAY, Organisation
from tests.services.test_duties import done, place, refused, wanted

__all__ = ["place"]

SPRING = date(2026, 3, 1)
REALISTIC = date(2026, 12, 7)
LATER = date(2027, 1, 29)


def act(place: Organisation, actor: UUID | None = None, now=NOW) -> Act:
    return Act(place.session, place.id, actor or place.person(), uuid4, now, TODAY)


def everywhere(place: Organisation) -> frozenset[UUID]:
    return frozenset(place.units.values())


def due(place: Organisation, person: UUID) -> date | None:
    place.session.expire_all()
    rows = place.session.query(StatusPeriod).filter_by(municipality_id=place.id, person_id=person)
    return next(row.due_on for row in rows if row.from_on <= TODAY < (row.to_on or date.max))


def late(place: Organisation, people: int = 1) -> list[UUID]:
    """A duty set today that began in spring, without any working days promised."""
    persons = [place.person() for _ in range(people)]
    for person in persons:
        place.post(person, "Norr", from_on=date(2026, 1, 1))
    duties.set_duty(test_duties.act(place), wanted(place, from_on=SPRING))
    return persons


def test_what_was_past_when_the_duty_was_set_is_listed_and_mended_for_all(place):
    persons = late(place, 3)
    doing = act(place)

    rows = impossible_rows(place.session, place.id, everywhere(place), TODAY)
    due_dates.move(doing, due_dates.realistic(doing, rows))

    assert {row.person for row in rows} == set(persons)
    assert {due(place, person) for person in persons} == {REALISTIC}
    assert impossible_rows(place.session, place.id, everywhere(place), TODAY) == []
    assert not list(standing.disagreements(place.session, place.id))
    assert not list(standing.miscounted(place.session, place.id))


def test_an_employment_that_a_list_brought_late_is_listed(place):
    alva, known = place.person(), place.person()
    for person in (alva, known):
        place.post(person, "Norr", from_on=date(2026, 9, 1))
    made = duties.set_duty(test_duties.act(place), wanted(place, from_on=SPRING))
    place.session.get(duties.Duty, (place.id, made)).set_on = None
    place.session.query(Employment).filter_by(person_id=alva).one().entered_on = TODAY

    rows = impossible_rows(place.session, place.id, everywhere(place), TODAY)

    assert [(row.person, row.why.value) for row in rows] == [(alva, "past")]
    assert impossible_rows(place.session, place.id, [place.units["Syd"]], TODAY) == []


def test_what_is_done_is_never_impossible(place):
    (alva,) = late(place)
    for module in ("a1", "a2"):
        place.session.add(done(place, alva, module))
    standing.recompute(place.session, place.id)

    assert impossible_rows(place.session, place.id, everywhere(place), TODAY) == []


def test_the_last_day_of_a_unit_is_moved_and_says_who_is_left_out(place):
    waiting, finished, boss = late(place, 3)
    for module in ("a1", "a2"):
        place.session.add(done(place, finished, module))
    standing.recompute(place.session, place.id)
    duty = place.session.query(StatusPeriod).first().duty_id
    doing = act(place, boss)

    plan = due_dates.planned(doing, duty, everywhere(place), LATER)

    assert [each.person for each in plan.moves] == [waiting]
    assert plan.left_out == {due_dates.DONE: 1, due_dates.YOURSELF: 1}
    due_dates.move(doing, plan)
    assert due(place, waiting) == LATER
    again = due_dates.planned(doing, duty, everywhere(place), LATER)
    assert (again.moves, again.left_out[due_dates.LATER]) == ((), 1)
    assert again.fingerprint != plan.fingerprint
    assert due_dates.planned(doing, duty, [place.units["Syd"]], LATER).moves == ()


@pytest.mark.parametrize(
    ("until_on", "code"),
    [(TODAY, "extension-not-later"), (date(2028, 1, 1), "extension-too-long")],
)
def test_a_day_that_cannot_be_given_is_refused(place, until_on, code):
    late(place)

    assert refused(due_dates.planned, act(place), uuid4(), everywhere(place), until_on) == code


def test_undoing_takes_back_all_but_what_was_changed_since(place):
    kept, mended = late(place, 2)
    boss = place.person()
    doing = act(place, boss)
    rows = impossible_rows(place.session, place.id, everywhere(place), TODAY)
    made = due_dates.move(doing, due_dates.realistic(doing, rows))
    duty = rows[0].duty
    old = rows[0].due_on
    more = due_dates.Plan((due_dates.Move(duty, kept, REALISTIC, LATER),))
    due_dates.move(act(place), more)

    undone = bulk.undo(doing, made)

    assert undone == bulk.Undone(taken_back=1, kept=1)
    assert (due(place, kept), due(place, mended)) == (LATER, old)
    assert refused(bulk.undo, doing, made) == "bulk-act-undone"
    assert place.session.query(Extension).count() == 2
    assert not list(standing.disagreements(place.session, place.id))


def test_nobody_undoes_what_another_did_or_what_is_old(place):
    late(place)
    boss = place.person()
    doing = act(place, boss)
    rows = impossible_rows(place.session, place.id, everywhere(place), TODAY)
    made = due_dates.move(doing, due_dates.realistic(doing, rows))

    assert refused(bulk.undo, act(place), made) == "bulk-act-gone"
    assert refused(bulk.undo, doing, uuid4()) == "bulk-act-gone"
    late_doing = replace(doing, now=NOW + timedelta(days=31))
    with pytest.raises(Refusal, match="bulk-act-gone"):
        bulk.undo(late_doing, made)
    assert place.session.query(BulkAct).one().undone_at is None


def test_what_has_expired_gets_another_day_and_stays_expired(place):
    (alva,) = late(place)
    for module in ("a1", "a2"):
        row = done(place, alva, module)
        row.completed_on = date(2024, 1, 10)
        place.session.add(row)
    duty = place.session.query(duties.Duty).one()
    duty.from_on = date(2024, 1, 1)
    place.session.query(Employment).one().from_on = date(2024, 1, 1)
    standing.recompute(place.session, place.id)
    doing = act(place)

    due_dates.move(doing, due_dates.planned(doing, duty.id, everywhere(place), LATER))

    assert due(place, alva) == LATER
    statuses = place.session.query(StatusPeriod).filter_by(person_id=alva, due_on=LATER)
    assert {row.status for row in statuses} == {"expired"}
