"""Letters about practice: rare, neutral, ended by a press, and nobody can tell who gets them."""

from datetime import date, timedelta

import pytest

from elearn.jobs._worker import Worker, known_jobs
from elearn.services import jobs, practice_letters
from elearn.store.models import Job, PracticeLetter
from tests.jobs.test_week_letters import KilledError, Killing

MONDAY = date(2026, 11, 23)


@pytest.fixture
def alva(made, workshop):
    with made.at_once():
        unit = made.unit("North")
        person = made.person("Alva", "Lind", email="alva@example.se", language="en")
        made.employment(person, unit)
    turn_on(made, workshop, person)
    return person


def turn_on(made, workshop, person):
    with made.database.writing() as session:
        practice_letters.turn_on(session, made.owner, person, workshop.sealer(), today=MONDAY)
        session.commit()


def rows(made, table):
    with made.database.reading() as session:
        return session.query(table).all()


def days(worker, clock, count):
    for _ in range(count):
        while worker.step():
            pass
        clock.moment += timedelta(days=1)


def test_the_first_comes_after_two_weeks_and_then_one_every_other_week(
    made, alva, worker, outbox, clock
):
    days(worker, clock, 14)
    assert outbox() == []

    days(worker, clock, 15)

    assert len(outbox()) == 2


def test_it_has_a_neutral_title_and_two_links_and_says_that_it_is_working_time(
    made, alva, worker, outbox, clock
):
    days(worker, clock, 15)

    [letter] = outbox()
    text = letter.get_content()
    assert letter["Subject"] == "Your training at Sjövikens kommun"
    assert "https://larande.example.se/practice" in text.splitlines()
    assert "It is working time" in text
    assert text.count("https://") == 2
    assert letter.get_content_type() == "text/plain"


def test_neither_the_table_nor_the_queue_says_whose_it_is(made, alva, worker, outbox, clock):
    days(worker, clock, 15)

    [row] = rows(made, PracticeLetter)
    held = row.key + row.sealed
    for each in (str(alva).encode(), alva.bytes, b"alva"):
        assert each not in held
    [job] = [each for each in rows(made, Job) if each.name == "mail-practice"]
    assert str(alva) not in f"{job.payload} {job.once_key}"


def test_whoever_turned_it_off_between_planning_and_sending_gets_none(
    made, alva, workshop, worker, outbox, clock
):
    clock.moment = clock.moment.replace(hour=6) + timedelta(days=14)
    with made.database.writing() as session:
        practice_letters.plan(
            session,
            made.owner,
            workshop.sealer(),
            new_id=lambda: alva,
            now=clock(),
            today=clock().date(),
        )
        key = practice_letters.key_of(workshop.sealer(), made.owner, alva)
        practice_letters.turn_off(session, made.owner, key)
        session.commit()

    clock.moment += timedelta(hours=4)
    days(worker, clock, 1)

    assert outbox() == []


def test_nobody_is_written_to_while_on_leave(made, worker, workshop, outbox, clock):
    person = made.person("Bo", "Ek", email="bo@example.se")
    post = made.employment(person, made.unit("South"))
    made.leave(post, date(2026, 12, 1), date(2027, 1, 31))
    turn_on(made, workshop, person)

    days(worker, clock, 20)

    assert outbox() == []
    assert len(rows(made, PracticeLetter)) == 1


def test_whoever_has_no_address_any_more_is_forgotten(made, alva, worker, outbox, clock):
    from elearn.store.models import Person

    with made.database.writing() as session:
        session.get(Person, (made.owner, alva)).email = None
        session.commit()

    days(worker, clock, 15)

    assert outbox() == []
    assert rows(made, PracticeLetter) == []


def test_two_planners_send_one(made, alva, workshop, outbox, clock):
    clock.moment += timedelta(days=14)
    for _ in range(2):
        worker = Worker(workshop, known_jobs())
        days(worker, clock, 0)
        while worker.step():
            pass

    assert len(outbox()) == 1


@pytest.mark.parametrize("moment", ["before sending", "after sending"])
def test_a_worker_that_is_killed_loses_none_and_repeats_the_same(
    made, alva, workshop, outbox, clock, moment
):
    clock.moment += timedelta(days=14)
    posted = []
    with pytest.raises(KilledError):
        days(Worker(Killing(workshop, moment, posted), known_jobs()), clock, 1)

    clock.moment += jobs.LEASE + timedelta(minutes=1)
    days(Worker(Killing(workshop, None, posted), known_jobs()), clock, 1)

    assert len(set(posted)) == 1
    assert len(posted) == 1 + (moment == "after sending")
    assert len(outbox()) == 1
