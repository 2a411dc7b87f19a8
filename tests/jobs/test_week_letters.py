"""The weekly letter: planned once a working day, written when it leaves, never twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from elearn.domain.ids import new_id
from elearn.jobs._worker import Worker, known_jobs
from elearn.services import jobs, week_letters
from elearn.store.models import Extension, Job, Reminder
from tests.queries import counting

LATE = date(2026, 11, 20)
"""A Friday; the tests happen on the Monday after."""


@pytest.fixture
def scene(made):
    """A unit with a manager and a course due last Friday: 30 days after 2026-10-21."""
    with made.at_once():
        made.course("basics", "The basics")
        unit = made.unit("North")
        boss = made.person("Bo", "Ek", email="bo@example.se")
        made.grant(boss, "manager", unit)
        made.duty("basics", units=[unit], from_on=date(2026, 10, 21))
    return unit, boss


def employed(made, unit, **values):
    person = made.person(**values)
    made.employment(person, unit)
    return person


def run(worker):
    """Everything that is due."""
    while worker.step():
        pass


def rows(made, table):
    with made.database.reading() as session:
        return session.query(table).all()


def letters_planned(made):
    return [row for row in rows(made, Job) if row.name == "mail-week"]


def test_one_letter_says_all_that_is_left_in_the_language_of_its_reader(
    made, scene, worker, outbox
):
    with made.at_once():
        made.course("more", "More")
        made.duty("more", units=[scene[0]], from_on=date(2026, 10, 30))
        employed(made, scene[0], email="alva@example.se", language="en")
    made.recompute()

    run(worker)

    (letter,) = outbox()
    text = letter.get_content()
    assert letter["To"] == "alva@example.se"
    assert letter["Subject"] == "Your training at Sjövikens kommun this week"
    assert "- The basics: was due 20 November 2026" in text
    assert "- More: due 29 November 2026" in text
    assert "https://larande.example.se/" in text
    assert {(row.step, row.sent_on) for row in rows(made, Reminder)} == {
        ("after-due", date(2026, 11, 23)),
        ("on-due", date(2026, 11, 23)),
    }


def test_the_message_id_is_the_job_s(made, scene, worker, outbox):
    employed(made, scene[0], email="alva@example.se")
    made.recompute()

    run(worker)

    (job,) = letters_planned(made)
    assert outbox()[0]["Message-ID"] == f"<{job.id}@larande.example.se>"


def test_a_week_brings_one_letter_and_a_rung_is_said_once(made, scene, worker, outbox, clock):
    employed(made, scene[0], email="alva@example.se")
    made.recompute()

    for _ in range(12):
        run(worker)
        clock.moment += timedelta(days=1)

    assert len(outbox()) == 1
    assert len(letters_planned(made)) == 1


def test_the_manager_hears_of_it_after_two_letters_and_without_a_name(
    made, scene, worker, outbox, clock
):
    employed(made, scene[0], given_name="Alva", family_name="Lind", email="alva@example.se")
    made.recompute()

    for _ in range(28):
        run(worker)
        clock.moment += timedelta(days=1)

    by_reader = [letter["To"] for letter in outbox()]
    assert by_reader.count("alva@example.se") == 2
    to_boss = [letter for letter in outbox() if letter["To"] == "bo@example.se"]
    assert to_boss
    for letter in to_boss:
        assert "1 colleague is more than three weeks late" in letter.get_content()
        assert "Alva" not in letter.get_content()
    first = min(row.sent_on for row in rows(made, Reminder) if row.step == "manager-1")
    assert first == date(2026, 12, 14)


def test_nothing_leaves_on_a_day_off_or_outside_working_hours(made, scene, worker, outbox, clock):
    employed(made, scene[0], email="alva@example.se")
    made.recompute()

    clock.moment = clock.moment.replace(day=21)
    run(worker)
    clock.moment = clock.moment.replace(day=23, hour=5)
    run(worker)

    assert outbox() == []
    clock.moment = clock.moment.replace(hour=7)
    run(worker)
    assert len(outbox()) == 1


def test_a_letter_taken_too_early_waits_and_nothing_counts_against_it(made, scene, worker, clock):
    person = employed(made, scene[0], email="alva@example.se")
    made.recompute()
    clock.moment = clock.moment.replace(hour=17)
    with made.database.writing() as session:
        week_letters.plan(
            session,
            made.owner,
            [person],
            clock().date(),
            clock(),
            new_id=lambda: new_id(clock(), bytes(10)),
        )
        session.commit()

    run(worker)

    (job,) = letters_planned(made)
    assert (job.state, job.attempts, job.error) == ("waiting", 0, None)
    assert job.run_at == clock.moment.replace(day=24, hour=7)


def test_what_was_done_between_planning_and_sending_is_not_mentioned(
    made, scene, workshop, outbox, clock
):
    person = employed(made, scene[0], email="alva@example.se")
    made.recompute()
    clock.moment = clock.moment.replace(hour=5)
    worker = Worker(workshop, known_jobs())
    run(worker)
    made.evidence(person, date(2026, 11, 23), course="basics")
    made.recompute()
    clock.moment = clock.moment.replace(hour=8)

    run(worker)

    assert letters_planned(made)[0].state == "done"
    assert outbox() == []
    assert rows(made, Reminder) == []


def test_whoever_has_no_address_gets_no_letter_and_the_manager_is_told_to_print(
    made, scene, worker, outbox
):
    employed(made, scene[0])
    made.recompute()

    run(worker)

    (letter,) = outbox()
    assert letter["To"] == "bo@example.se"
    assert "1 colleague has something to do and no e-mail address" in letter.get_content()
    assert f"/units/{scene[0]}/by-hand" in letter.get_content()


def test_a_letter_of_a_week_that_is_over_is_dropped_and_the_next_week_s_says_it(
    made, scene, workshop, outbox, clock
):
    employed(made, scene[0], email="alva@example.se")
    made.recompute()
    production = replace(workshop, config=replace(workshop.config, mode="production"))
    run(Worker(production, known_jobs()))
    assert [job.error for job in letters_planned(made)] == ["no-smtp-url"]

    clock.moment += timedelta(days=7)
    run(Worker(workshop, known_jobs()))

    assert len(outbox()) == 1
    assert len(letters_planned(made)) == 2


def test_planning_asks_as_much_for_one_as_for_twenty(made, scene):
    employed(made, scene[0], email="alva@example.se")
    made.recompute()
    with made.database.reading() as session, counting(made.database) as few:
        week_letters.persons_due(session, made.owner, date(2026, 11, 23))
    with made.at_once():
        for number in range(20):
            employed(made, scene[0], email=f"p{number}@example.se")
    made.recompute()

    with made.database.reading() as session, counting(made.database) as many:
        due = week_letters.persons_due(session, made.owner, date(2026, 11, 23))

    assert len(due) == 21
    assert len(few) == len(many)


class KilledError(BaseException):
    """As kill -9: nothing catches it."""


class Killing:
    """A workshop whose worker dies at one moment of the letter."""

    def __init__(self, workshop, moment, posted):
        self.workshop, self.moment, self.posted = workshop, moment, posted

    def die(self, moment):
        if moment == self.moment:
            raise KilledError

    def send(self):
        real = self.workshop.send()

        def send(letter):
            self.die("before sending")
            real(letter)
            self.posted.append(letter.message_id)
            self.die("after sending")

        return send

    def __getattr__(self, name):
        return getattr(self.workshop, name)


@pytest.mark.parametrize("moment", ["before sending", "after sending", "before saying so"])
def test_a_worker_that_is_killed_loses_no_letter_and_repeats_at_most_one(
    made, scene, workshop, outbox, clock, moment, monkeypatch
):
    for number in range(3):
        employed(made, scene[0], email=f"p{number}@example.se")
    made.recompute()
    posted = []
    killing = Killing(workshop, moment, posted)
    if moment == "before saying so":
        done = jobs.record_done
        monkeypatch.setattr(
            jobs,
            "record_done",
            lambda writing, claim: (
                killing.die(moment) if claim.name == "mail-week" else done(writing, claim)
            ),
        )
    with pytest.raises(KilledError):
        run(Worker(killing, known_jobs()))
    monkeypatch.undo()

    clock.moment += jobs.LEASE + timedelta(minutes=1)
    run(Worker(Killing(workshop, None, posted), known_jobs()))

    assert len(set(posted)) == 3
    assert len(posted) - 3 == (moment == "after sending")
    assert sorted(letter["To"] for letter in outbox()) == [f"p{n}@example.se" for n in range(3)]
    assert len(rows(made, Reminder)) == 3


def test_a_planner_that_is_killed_plans_the_rest_and_nobody_twice(made, scene, clock):
    people = [employed(made, scene[0], email=f"p{number}@example.se") for number in range(3)]
    made.recompute()
    ids = iter(range(1, 10))

    def plan(persons):
        with made.database.writing() as session:
            found = week_letters.plan(
                session,
                made.owner,
                persons,
                clock().date(),
                clock(),
                new_id=lambda: new_id(clock(), next(ids).to_bytes(10, "big")),
            )
            session.commit()
        return found

    assert plan(people[:1]) == 1
    assert plan(people) == 2
    with made.database.reading() as session:
        assert week_letters.persons_due(session, made.owner, clock().date()) == []


def test_the_manager_is_told_that_somebody_waits_for_an_answer(made, scene, worker, outbox):
    unit, _boss = scene
    with made.at_once():
        alva = employed(made, unit, given_name="Alva", family_name="Lind")
        duty = made.duty("basics", units=[unit], from_on=date(2026, 11, 10))
        made.add(
            Extension(
                municipality_id=made.owner,
                id=alva,
                duty_id=duty,
                person_id=alva,
                due_on=date(2026, 12, 10),
                asked_on=date(2026, 11, 20),
            )
        )
    made.recompute()

    run(worker)

    (letter,) = [each for each in outbox() if each["To"] == "bo@example.se"]
    text = letter.get_content()
    assert "1 colleague has asked something and waits for your answer." in text
    assert "https://larande.example.se/units/waiting" in text
    assert "Alva" not in text
