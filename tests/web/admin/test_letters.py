"""The letters' page: what leaves when, who sees names, and when the mail has stopped."""

from datetime import date, timedelta

import lxml.html
import pytest

from elearn.domain.ids import new_id
from elearn.services.week_letters import plan_key
from elearn.store.models import AuditView, Job, Reminder, WorkerBeat


def text_of(html):
    """As it is read, rows of tables with single spaces."""
    main = lxml.html.fromstring(html).find(".//main")
    return " ".join(" ".join(main.itertext()).split())


@pytest.fixture
def unit(make, client):
    """With somebody who has been overdue since Friday; the administrator is signed in."""
    with make.at_once():
        made = make.unit("North")
        make.course("basics", "The basics")
        make.duty("basics", units=[made], from_on=date(2026, 10, 21))
        boss = make.person("Bo", "Ek", email="bo@example.se")
        make.grant(boss, "manager", made)
        admin = make.person("Ada", "Wall")
        make.grant(admin, "administrator")
    client.sign_in(admin)
    return made


def employed(make, unit, count, **values):
    with make.at_once():
        for number in range(count):
            person = make.person(f"P{number}", "Lind", email=f"p{number}@example.se", **values)
            make.employment(person, unit)
    make.recompute()


def all_is_well(make, clock):
    """As after a night in which everything ran."""
    with make.at_once():
        make.add(WorkerBeat(name="worker", seen_at=clock()))
        make.add(
            Job(
                id=new_id(clock(), bytes(10)),
                municipality_id=make.owner,
                name="plan-letters",
                payload={},
                state="done",
                run_at=clock(),
                once_key=plan_key(make.owner, clock().date()),
            )
        )


def test_rules_are_counted_and_nobody_is_named(client, make, unit):
    employed(make, unit, 6)

    said = text_of(client.page("/admin/letters"))

    assert "After the last day 6" in said
    assert "Letters in all 6" in said
    assert "P0 Lind" not in said


def test_the_days_of_a_duty_decide_when_its_rule_fires(client, make, unit):
    with make.at_once():
        make.course("more", "More")
        make.duty("more", units=[unit], from_on=date(2026, 11, 23), remind_before_due=28)
    employed(make, unit, 6)

    before = text_of(client.page("/admin/letters?on=2026-11-24"))
    reached = text_of(client.page("/admin/letters?on=2026-11-30"))

    assert "Before the last day" not in before
    assert "Before the last day 6" in reached


def test_few_people_are_no_figure(client, make, unit):
    employed(make, unit, 4)

    said = text_of(client.page("/admin/letters"))

    assert "After the last day 1 to 4" in said
    assert "Letters in all" not in said


def test_those_without_an_address_are_counted_beside_the_letters(client, make, unit):
    employed(make, unit, 6)
    with make.at_once():
        for number in range(5):
            make.employment(make.person(f"Q{number}"), unit)
    make.recompute()

    assert "5 more people have something to do and no e-mail" in client.page("/admin/letters")


def test_a_later_day_is_played_through_and_nothing_is_sent(client, make, unit):
    employed(make, unit, 6)

    said = text_of(client.page("/admin/letters?on=2026-12-07"))

    assert "After the last day, once more 6" in said
    assert "After the last day 6" not in said.replace("After the last day, once more 6", "")
    with make.database.reading() as session:
        assert session.query(Job).count() == 0
        assert session.query(Reminder).count() == 0


def test_the_manager_s_part_is_foreseen(client, make, unit):
    employed(make, unit, 6)

    said = text_of(client.page("/admin/letters?on=2026-12-14"))

    assert "Manager: talk with those who are late" in said


@pytest.mark.parametrize("day", ["2026-11-28", "2026-12-24"])
def test_a_day_off_has_no_letters(client, make, unit, day):
    employed(make, unit, 6)

    assert "It is no working day." in client.page(f"/admin/letters?on={day}")


@pytest.mark.parametrize("day", ["yesterday", "2026-11-22", "2027-11-22"])
def test_a_day_that_cannot_be_foreseen_is_refused(client, unit, day):
    client.page(f"/admin/letters?on={day}", 422)


def test_whoever_leads_the_unit_as_well_sees_names_and_leaves_a_trace(client, make, unit):
    employed(make, unit, 1)
    both = make.person("Ada", "Berg")
    make.grant(both, "administrator")
    make.grant(both, "manager", unit)
    client.sign_in(both)

    html = client.page("/admin/letters")

    assert "P0 Lind" in html
    with make.database.reading() as session:
        assert [row.page for row in session.query(AuditView)] == ["admin.letters"]


def test_a_coordinator_of_a_branch_sees_nothing_of_the_others(client, make, unit):
    employed(make, unit, 6)
    person = make.person("Cleo", "Ek")
    make.grant(person, "coordinator", make.unit("South"))
    client.sign_in(person)

    assert "No rule fires" in client.page("/admin/letters")


@pytest.mark.parametrize("kind", ["week", "week-of-manager", "sign-in-link", "new-secret"])
def test_each_letter_can_be_read_beforehand(client, unit, kind):
    html = client.page(f"/admin/letters/{kind}")

    assert "Kim Exempel" in html
    assert "Kim Example" in html


def test_nothing_is_said_while_the_mail_leaves(client, make, unit, clock):
    clock.moment += timedelta(hours=4)
    all_is_well(make, clock)

    assert "Letters leave as they should" in client.page("/admin/letters")
    assert "letter" not in text_of(client.page("/admin")).partition("All parts")[0].lower()


def failing(make, clock, **values):
    with make.at_once():
        make.add(
            Job(
                id=new_id(clock() - timedelta(hours=2), b"x" * 10),
                municipality_id=make.owner,
                name="mail-week",
                payload={"person": str(make.owner)},
                **{"run_at": clock() - timedelta(hours=2), "state": "waiting", **values},
            )
        )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"state": "failed"}, "1 letter could not be sent in the last seven days"),
        ({}, "1 letter has waited for more than an hour"),
        ({"error": "no-smtp-url", "attempts": 0}, "1 letter has waited for more than an hour"),
    ],
)
def test_the_administrator_is_told_of_letters_that_did_not_leave(
    client, make, unit, clock, values, sentence
):
    all_is_well(make, clock)
    failing(make, clock, **values)

    assert sentence in client.page("/admin")
    assert sentence in client.page("/admin/letters")


def test_a_silent_worker_and_a_forgotten_plan_are_told(client, make, unit, clock):
    clock.moment += timedelta(hours=4)
    with make.at_once():
        make.add(WorkerBeat(name="worker", seen_at=clock() - timedelta(minutes=6)))

    html = client.page("/admin")

    assert "the job worker has been silent since" in html
    assert "Nobody has looked today whether reminders are due" in html


def test_a_worker_that_never_ran_is_told(client, unit):
    assert "the job worker has never been started" in client.page("/admin")
