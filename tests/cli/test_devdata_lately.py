"""What the demo shows of the last weeks, on the pages of those who can sign in to it."""

from datetime import timedelta

import pytest

from config import Config
from elearn.cli._place import Place
from elearn.cli.devdata import fill, found_municipality, go_on
from elearn.cli.devdata.demo import publish
from elearn.domain.people.org import OrgTree
from elearn.domain.record.completion import Status
from elearn.services.standing import disagreements, miscounted
from elearn.store import schema
from elearn.store.db import open_database
from elearn.store.models import (
    AuditView,
    Duty,
    Evidence,
    Exemption,
    ModuleGap,
    RoleGrant,
    StatusPeriod,
)
from elearn.store.queries.bulk_acts import own_bulk_acts
from elearn.store.queries.demo import managers
from elearn.store.queries.due_dates import impossible_rows
from elearn.store.queries.extensions import waiting
from elearn.store.queries.learner_record import record_lines
from elearn.store.queries.meetings import meetings_of
from elearn.store.queries.objections import waiting_objections
from elearn.store.queries.org import placements
from elearn.store.queries.sign_in import account_named
from elearn.store.queries.unit_courses import unit_courses

pytestmark = pytest.mark.slow
PEOPLE = 900
"""So many that the manager's units hold somebody for everything."""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    file = tmp_path_factory.mktemp("lately") / "town.sqlite"
    made = Place(Config(mode="demo"), open_database(f"sqlite:///{file}"), None)
    schema.upgrade(made.database)
    with made.database.writing() as session:
        municipality = found_municipality(session, made)
        publish(session, municipality, made, days_ago=430)
        fill(session, municipality, made, people=PEOPLE, seed=1)
        go_on(session, municipality, made)
        session.commit()
    yield made
    made.database.close()


@pytest.fixture
def session(place):
    with place.database.reading() as opened:
        yield opened


@pytest.fixture
def municipality(session, place):
    return found_municipality(session, place)


@pytest.fixture
def manager(session, municipality):
    account = account_named(session, municipality, "manager@demo.test")
    return account.person


@pytest.fixture
def units(session, municipality, manager, place):
    """What the manager sees."""
    led = session.query(RoleGrant).filter_by(person_id=manager, role="manager").one().unit_id
    return OrgTree.on(place.today(), placements(session, municipality)).subtree(led)


def test_colleagues_of_the_manager_wait_for_answers(session, municipality, units, place):
    assert len(waiting(session, municipality, units, place.today())) == 2
    assert len(waiting_objections(session, municipality, units, place.today())) == 1


def test_somebody_has_an_exemption_that_is_about_to_end(session, municipality, manager, place):
    given = session.query(Exemption).filter_by(approved_by=manager).one()

    assert place.today() < given.to_on <= place.today() + timedelta(7)


def test_somebody_has_a_row_by_hand_and_its_correction(session, municipality, manager):
    rows = session.query(Evidence).filter_by(recorded_by=manager, reason="wrong-person").all()
    corrected = next(row for row in rows if row.kind == "manual")

    lines = record_lines(session, municipality, corrected.person_id)

    noted = next(line for line in lines if line.id == corrected.withdraws)
    assert (noted.kind, noted.proof, noted.recorder) == ("manual", "was-there", manager)


def test_what_the_manager_did_for_several_can_be_undone(session, municipality, manager, place):
    since = place.now() - timedelta(days=30)

    done = own_bulk_acts(session, municipality, manager, since)

    assert [(each.kind, each.undone_at) for each in done] == [("noted", None)]
    assert done[0].people > 1


def test_a_last_day_that_nobody_could_keep_stands_on_the_list(session, municipality, units, place):
    assert len(impossible_rows(session, municipality, units, place.today())) == 1


def test_one_meeting_is_to_come_and_one_waits_for_answers(session, municipality, units, place):
    to_come, held = meetings_of(session, municipality, units)

    assert to_come.meeting.held_on > place.today() > held.meeting.held_on
    assert (to_come.attended, held.attended, held.confirmed) == (0, 4, 0)


def test_a_module_that_managers_are_asked_for_is_out_of_use_and_pauses_them(
    session, municipality, manager, place
):
    duty = session.query(Duty).filter_by(course_id="chef-och-samordnare").one()
    today = place.today()
    gap = session.query(ModuleGap).one()
    found = {
        row.person_id: row.status
        for row in session.query(StatusPeriod).filter_by(duty_id=duty.id)
        if row.from_on <= today and (row.to_on is None or row.to_on > today)
    }

    assert gap.module_id in duty.modules
    assert gap.to_on is None
    assert set(found) == set(managers(session, municipality))
    assert set(found.values()) == {Status.PAUSED, Status.VALID}
    assert found[manager] == Status.PAUSED


def test_what_was_asked_for_first_is_shown_first(session, municipality, place):
    courses = unit_courses(session, municipality, place.today())

    assert [each.id for each in courses][:2] == ["grunden", "chef-och-samordnare"]


def test_the_manager_has_been_seen_looking(session, municipality, manager):
    assert {row.actor_id for row in session.query(AuditView)} == {manager}


def test_periods_and_sums_are_what_the_facts_say(session, municipality):
    assert disagreements(session, municipality) == []
    assert miscounted(session, municipality) == []
