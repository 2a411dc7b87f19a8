from datetime import date, timedelta
from itertools import chain
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest

from elearn.domain.errors import Refusal
from elearn.domain.people.employment import EmploymentKind
from elearn.domain.people.naming import LONGEST_NAME
from elearn.domain.people.permissions import Actor
from elearn.domain.people.sign_in import CODE_LETTERS
from elearn.services.colleagues import Newcomer, add_colleague
from elearn.store.models import AuditAct, Employment, Person, StatusPeriod
from elearn.store.queries.sign_in import account_named
from tests.conftest import NOW
from tests.factories import Factory

TODAY = NOW.date()
ASA = Newcomer("Åsa", "Ny", EmploymentKind.HOURLY, last_day=date(2026, 12, 31))


@pytest.fixture
def make(database, clock):
    made = Factory(database, clock)
    made.municipality()
    return made


def add(make, unit, newcomer=ASA, *, by, within=None, **options):
    with make.database.writing() as session:
        added = add_colleague(
            session,
            Actor(make.owner, by),
            unit,
            newcomer,
            frozenset(within or {unit}),
            new_id=options.pop("new_id", uuid4),
            now=NOW,
            today=TODAY,
            **options,
        )
        session.commit()
    return added


def test_a_new_colleague_has_a_provisional_post_and_stands_under_the_duty_at_once(make):
    unit, manager = make.unit(), make.person()
    make.course()
    make.duty()

    added = add(make, unit, by=manager)

    with make.database.reading() as session:
        person = session.get(Person, (make.owner, added.person))
        post = session.query(Employment).filter_by(person_id=added.person).one()
        periods = session.query(StatusPeriod).filter_by(person_id=added.person).all()
        act = session.query(AuditAct).one()
    assert (person.given_name, person.family_name) == ("Åsa", "Ny")
    assert (post.unit_id, post.kind, post.is_provisional) == (unit, "hourly", True)
    assert (post.from_on, post.to_on) == (TODAY, date(2027, 1, 1))
    assert periods[0].from_on == TODAY
    assert periods[-1].to_on == TODAY + timedelta(days=30)
    assert (act.act, act.actor_id, act.subject_id) == ("colleague-added", manager, added.person)


def test_a_new_colleague_signs_in_with_a_number_that_can_be_read_off_paper(make):
    unit = make.unit()

    added = add(make, unit, by=make.person())

    assert added.number.startswith("ny-")
    assert set(added.number.removeprefix("ny-").upper()) <= set(CODE_LETTERS)
    with make.database.reading() as session:
        assert account_named(session, make.owner, added.number).person == added.person


def test_a_number_that_is_taken_is_not_given_again(make):
    unit, manager = make.unit(), make.person()
    one, other = UUID(int=1), UUID(int=2)
    bo = Newcomer("Bo", "Ny", EmploymentKind.HOURLY)

    first = add(make, unit, by=manager, new_id=chain([uuid4(), one], iter(uuid4, None)).__next__)
    second = add(
        make, unit, bo, by=manager, new_id=chain([uuid4(), one, other], iter(uuid4, None)).__next__
    )

    assert (first.number, second.number) == ("ny-322222", "ny-422222")


def test_a_namesake_in_the_own_units_must_be_known_to_be_somebody_else(make):
    unit, manager = make.unit(), make.person()
    namesake = make.person("ÅSA", "ny", has_secret=False)
    make.employment(namesake, unit)

    with pytest.raises(Refusal, match="colleague-may-exist"):
        add(make, unit, by=manager)
    added = add(make, unit, by=manager, others=frozenset({namesake}))

    assert added.person != namesake


def test_a_namesake_outside_the_own_units_is_not_given_away(make):
    unit, manager = make.unit("Norr"), make.person()
    make.employment(make.person("Åsa", "Ny", has_secret=False), make.unit("Söder"))

    assert add(make, unit, by=manager)


@pytest.mark.parametrize(
    ("newcomer", "code"),
    [
        (Newcomer(" ", "Ny", EmploymentKind.HOURLY), "name-missing"),
        (Newcomer("Åsa", "N\x00y", EmploymentKind.HOURLY), "name-not-text"),
        (Newcomer("Å" * (LONGEST_NAME + 1), "Ny", EmploymentKind.HOURLY), "name-too-long"),
        (Newcomer("Åsa", "Ny", EmploymentKind.HOURLY, aid_code="vård"), "aid-code-not-digits"),
        (Newcomer("Åsa", "Ny", EmploymentKind.HOURLY, aid_code="2" * 11), "aid-code-not-digits"),
        (
            Newcomer("Åsa", "Ny", EmploymentKind.HOURLY, last_day=TODAY - timedelta(days=1)),
            "last-day-passed",
        ),
    ],
)
def test_a_newcomer_that_makes_no_sense_is_refused(make, newcomer, code):
    with pytest.raises(Refusal, match=code):
        add(make, make.unit(), newcomer, by=make.person())


def test_two_who_add_the_same_colleague_at_once_add_one(make):
    unit, managers = make.unit(), [make.person(), make.person()]
    start, outcomes = Barrier(2), []

    def act(manager):
        start.wait()
        try:
            outcomes.append(add(make, unit, by=manager).number)
        except Refusal as refusal:
            outcomes.append(refusal.code)

    threads = [Thread(target=act, args=(manager,)) for manager in managers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcome == "colleague-may-exist" for outcome in outcomes) == [False, True]
