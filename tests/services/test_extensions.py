"""More time asked for and answered, on both databases."""

import threading
from datetime import date
from uuid import uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.record.extension import Decline
from elearn.services import extensions as acts
from elearn.services import people, standing
from elearn.services.acting import Act
from elearn.services.duties import Act as DutyAct
from elearn.services.duties import end_duty
from elearn.store.models import AuditAct, Extension, StatusPeriod
from elearn.store.queries.extensions import requests_of, waiting
from elearn.store.queries.reminding import facts
from tests.conftest import NOW
from tests.factories import Factory

TODAY = date(2026, 11, 23)
DUE = date(2026, 12, 1)
UNTIL = date(2027, 1, 11)


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    made.course()
    return made


@pytest.fixture
def unit(make):
    return make.unit()


@pytest.fixture
def robin(make, unit):
    person = make.person("Robin", "Ek", email="robin@example.se")
    make.grant(person, "manager", unit)
    return person


@pytest.fixture
def alva(make, unit):
    person = make.person()
    make.employment(person, unit)
    return person


@pytest.fixture
def duty(make, alva, robin):
    """Due on DUE for Alva."""
    made = make.duty(from_on=date(2026, 11, 1))
    make.recompute()
    return made


@pytest.fixture
def did(make, robin):
    def do(deed, *about, by=None, today=TODAY):
        with make.database.writing() as session:
            act = Act(session, make.owner, by or robin, uuid4, NOW, today)
            given = deed(act, *about)
            session.commit()
            return given

    return do


@pytest.fixture
def asked(did, make, alva, duty):
    """The id of Alva's request."""
    did(acts.ask, duty, by=alva)
    return only(make).id


def rows(make, table=Extension):
    with make.database.reading() as session:
        return session.query(table).all()


def only(make):
    (row,) = rows(make)
    return row


def list_of(make, unit, day=TODAY):
    with make.database.reading() as session:
        return waiting(session, make.owner, [unit], day)


def due_of(make, person, day=TODAY):
    return next(
        (each.status, each.due_on)
        for each in rows(make, StatusPeriod)
        if each.person_id == person and each.from_on <= day and (each.to_on or date.max) > day
    )


def codes(make):
    return [row.act for row in rows(make, AuditAct)]


def refusal(deed, *about, **named):
    with pytest.raises(Refusal) as refused:
        deed(*about, **named)
    return refused.value.code


def test_a_request_waits_for_the_managers_of_the_unit(make, asked, unit, alva):
    (row,) = list_of(make, unit)

    assert (row.person, row.due_on, row.asked_on) == (alva, DUE, TODAY)
    assert list_of(make, make.unit("Another")) == []
    assert codes(make) == ["extension-asked"]


def test_asking_twice_is_asking_once(make, did, asked, duty, alva):
    did(acts.ask, duty, by=alva)

    assert len(rows(make)) == 1
    assert codes(make) == ["extension-asked"]


def test_a_yes_moves_the_last_day_and_what_letters_speak_of(make, did, asked, unit, alva):
    did(acts.grant, asked, UNTIL)

    assert due_of(make, alva) == ("never-not-due", UNTIL)
    assert list_of(make, unit) == []
    with make.database.reading() as session:
        assert facts(session, make.owner, TODAY, TODAY).asked == {}
        assert facts(session, make.owner, TODAY, UNTIL).asked[alva][0].due_on == UNTIL
        assert standing.disagreements(session, make.owner) == []
        assert standing.miscounted(session, make.owner) == []


def test_a_no_leaves_it_and_says_why(make, did, asked, duty, alva):
    did(acts.decline, asked, Decline.LET_US_TALK)

    assert due_of(make, alva) == ("never-not-due", DUE)
    with make.database.reading() as session:
        (told,) = requests_of(session, make.owner, alva)[duty]
    assert (told.reason, told.answered_by) == ("let-us-talk", "Robin Ek")
    did(acts.ask, duty, by=alva)
    assert only(make).answered_on == TODAY


def test_what_is_not_due_soon_is_not_asked_about(make, did, duty, alva):
    make.course("more")
    far = make.duty("more", from_on=date(2026, 11, 1), due_days=90)
    make.recompute()

    assert refusal(did, acts.ask, far, by=alva) == "extension-not-needed"
    assert refusal(did, acts.ask, uuid4(), by=alva) == "extension-not-needed"
    assert refusal(did, acts.ask, duty, by=make.person()) == "extension-not-needed"
    assert rows(make) == []


def test_a_request_is_answered_once(did, asked, duty, alva):
    did(acts.decline, asked, Decline.WORK_REQUIRES_IT)

    assert refusal(did, acts.grant, asked, UNTIL) == "extension-answered"
    assert refusal(did, acts.take_back, duty, by=alva) == "extension-answered"


def test_two_managers_at_once_give_one_answer(make, did, asked):
    found = []
    start = threading.Barrier(2)

    def answer(deed, *about):
        start.wait()
        try:
            did(deed, asked, *about)
            found.append(deed.__name__)
        except Refusal as refused:
            found.append(refused.code)

    both = [
        threading.Thread(target=answer, args=(acts.grant, UNTIL)),
        threading.Thread(target=answer, args=(acts.decline, Decline.LET_US_TALK)),
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert "extension-answered" in found
    assert len([code for code in codes(make) if code != "extension-asked"]) == 1
    row = only(make)
    assert (row.until_on is None) == ("decline" in found)


def test_nobody_answers_for_themselves(make, did, asked, alva, unit):
    make.grant(alva, "manager", unit)

    assert refusal(did, acts.grant, asked, UNTIL, by=alva) == "not-for-yourself"


def test_a_request_that_was_taken_back_is_gone(make, did, asked, duty, alva):
    did(acts.take_back, duty, by=alva)

    assert rows(make) == []
    assert refusal(did, acts.grant, asked, UNTIL) == "extension-gone"
    did(acts.ask, duty, by=alva)
    assert len(rows(make)) == 1


def test_what_is_done_meanwhile_waits_no_longer(make, asked, unit, alva):
    make.evidence(alva, TODAY)
    make.recompute()

    assert list_of(make, unit) == []


def test_the_nearest_manager_is_told_by_letter(make, asked, alva):
    with make.database.reading() as session:
        assert facts(session, make.owner, TODAY, TODAY).waiting == {alva}


def test_it_follows_a_merger_and_comes_back(make, did, asked, alva, unit):
    other = make.person("Alva", "Lindh")
    make.employment(other, unit)
    did(acts.grant, asked, UNTIL)

    merge(make, people.merge, other, alva)
    assert only(make).person_id == other
    assert due_of(make, other) == ("never-not-due", UNTIL)

    merge(make, people.split, alva)
    assert only(make).person_id == alva


def merge(make, deed, *about):
    with make.database.writing() as session:
        deed(people.Act(session, make.owner, None, uuid4, NOW, TODAY), *about)
        session.commit()


def test_it_goes_with_the_person_and_with_the_duty(make, did, asked, duty, unit, alva):
    from elearn.domain.people.org import OrgTree

    with make.database.writing() as session:
        act = DutyAct(
            session, make.owner, None, OrgTree({}), frozenset(), uuid4, NOW, date(2026, 11, 1)
        )
        end_duty(act, duty, date(2026, 11, 1))
        session.commit()

    assert rows(make) == []
