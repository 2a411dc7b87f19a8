"""Status periods follow the facts, for whom they are asked, on both databases."""

import threading
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import event

from elearn.services import standing
from elearn.store.models import Employment, Evidence, StatusPeriod
from tests.conftest import NOW
from tests.factories import Factory

TODAY = NOW.date()
WAIT = 10


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    with made.at_once():
        made.municipality()
    with made.at_once():
        made.course()
        made.duty()
    return made


@pytest.fixture
def pair(make):
    """Two colleagues, with their periods stored."""
    with make.at_once():
        unit = make.unit()
        people = [make.person(has_secret=False) for _ in range(2)]
        for person in people:
            make.employment(person, unit)
    make.recompute()
    return people


def status_of(make, person, day=TODAY):
    with make.database.reading() as session:
        rows = session.query(StatusPeriod).filter_by(person_id=person).all()
    now = [row for row in rows if row.from_on <= day and (row.to_on is None or day < row.to_on)]
    return [row.status for row in now]


def recompute(make, persons):
    with make.database.writing() as session:
        standing.recompute(session, make.owner, persons)
        session.commit()


def wrong(make):
    with make.database.reading() as session:
        return {person for _, person in standing.disagreements(session, make.owner)}


def test_evidence_makes_valid_once_it_is_recomputed(make, pair):
    make.evidence(pair[0], date(2026, 11, 1))
    assert status_of(make, pair[0]) == ["never-overdue"]
    assert wrong(make) == {pair[0]}

    recompute(make, [pair[0]])

    assert status_of(make, pair[0]) == ["valid"]
    assert wrong(make) == set()


def test_only_those_who_are_named_are_recomputed(make, pair):
    for person in pair:
        make.evidence(person, date(2026, 11, 1))

    recompute(make, [pair[1]])

    assert [status_of(make, person) for person in pair] == [["never-overdue"], ["valid"]]
    assert wrong(make) == {pair[0]}


def test_nobody_named_changes_nothing_and_none_means_everybody(make, pair):
    for person in pair:
        make.evidence(person, date(2026, 11, 1))

    recompute(make, [])
    assert wrong(make) == set(pair)

    recompute(make, None)
    assert wrong(make) == set()


def test_computing_twice_stores_the_same(make, pair):
    def stored():
        with make.database.reading() as session:
            return standing.stored_periods(session, make.owner)

    before = stored()
    recompute(make, None)

    assert stored() == before
    assert before


def test_who_is_no_longer_employed_anywhere_has_no_periods(make, pair):
    with make.database.writing() as session:
        session.query(Employment).filter_by(person_id=pair[0]).delete()
        session.commit()

    recompute(make, [pair[0]])

    assert status_of(make, pair[0]) == []
    assert status_of(make, pair[1]) == ["never-overdue"]


def test_a_row_that_somebody_changed_by_hand_is_found(make, pair):
    with make.database.writing() as session:
        row = session.query(StatusPeriod).filter_by(person_id=pair[0]).first()
        row.status = "valid"
        session.commit()

    assert wrong(make) == {pair[0]}


def test_a_row_that_is_missing_or_too_many_is_found(make, pair):
    with make.database.writing() as session:
        session.query(StatusPeriod).filter_by(person_id=pair[0]).delete()
        session.commit()
    stranger = make.person(has_secret=False)
    with make.database.writing() as session:
        kept = session.query(StatusPeriod).filter_by(person_id=pair[1]).first()
        session.add(
            StatusPeriod(
                municipality_id=make.owner,
                duty_id=kept.duty_id,
                person_id=stranger,
                from_on=kept.from_on,
                to_on=None,
                status="valid",
            )
        )
        session.commit()

    assert wrong(make) == {pair[0], stranger}


def test_the_periods_of_a_person_follow_one_another_without_gap_or_overlap(make, pair):
    make.evidence(pair[0], date(2025, 2, 1))
    recompute(make, None)

    with make.database.reading() as session:
        rows = session.query(StatusPeriod).filter_by(person_id=pair[0])
        ordered = sorted(rows, key=lambda row: row.from_on)

    assert len(ordered) > 2
    ends = [row.to_on for row in ordered]
    assert ends[:-1] == [row.from_on for row in ordered[1:]]


@pytest.mark.parametrize("first", ["one", "everybody"])
@pytest.mark.parametrize("second", ["one", "everybody"])
def test_of_two_at_once_the_later_sees_what_the_earlier_has_done(make, pair, first, second):
    """Evidence of both reaches the stored periods, whoever computes for whom."""
    whom = {"one": [pair[0]], "everybody": None}
    is_open = threading.Event()
    trouble = []

    def evidence(session, day):
        session.add(
            Evidence(
                municipality_id=make.owner,
                id=uuid4(),
                person_id=pair[0],
                course_id="grunden",
                module_id="a1",
                version="1" * 64,
                completed_on=day,
                recorded_at=NOW,
                kind="self",
            )
        )

    def later():
        try:
            with make.database.writing() as session:
                evidence(session, date(2026, 11, 20))
                is_open.set()
                standing.recompute(session, make.owner, whom[second])
                session.commit()
        except BaseException as error:
            trouble.append(error)

    with make.database.writing() as session:
        evidence(session, date(2025, 3, 1))
        standing.recompute(session, make.owner, whom[first])
        other = threading.Thread(target=later)
        other.start()
        is_open.wait(0.2)
        other.join(0.2)
        session.commit()
    other.join(WAIT)

    assert not trouble
    assert wrong(make) == set()
    assert status_of(make, pair[0], date(2025, 4, 1)) == ["valid"]
    assert status_of(make, pair[0]) == ["valid"]


def test_the_price_of_one_person_is_that_of_their_own_units(make, pair, monkeypatch):
    make.evidence(pair[0], date(2026, 11, 1))
    monkeypatch.setattr(standing, "placements", lambda *_: pytest.fail("all units were read"))

    recompute(make, [pair[0]])

    assert status_of(make, pair[0]) == ["valid"]


def test_many_and_one_by_one_come_to_the_same(make):
    unit = make.unit("Norr")
    with make.at_once():
        people = [make.person(has_secret=False) for _ in range(standing.FEW + 1)]
        for person in people:
            post = make.employment(person, unit)
            make.leave(post, date(2026, 3, 1), date(2026, 4, 1))
            make.leave(post, date(2026, 1, 1), date(2026, 2, 1))

    with make.database.reading() as session:
        together = standing.derived(session, make.owner, people).periods
        single = [standing.derived(session, make.owner, [each]).periods for each in people]

    assert together == {key: periods for found in single for key, periods in found.items()}
    assert sum(period.status == "paused" for period in together[min(together)]) == 2


def test_what_stands_already_is_not_written_again(make, pair):
    written = []

    def note(_connection, _cursor, statement, *_rest):
        written.append(statement)

    make.evidence(pair[0], date(2026, 11, 1))
    recompute(make, pair)
    event.listen(make.database.engine, "before_cursor_execute", note)
    recompute(make, pair)
    event.remove(make.database.engine, "before_cursor_execute", note)

    assert written
    assert [each for each in written if each.startswith(("INSERT", "UPDATE", "DELETE"))] == []
