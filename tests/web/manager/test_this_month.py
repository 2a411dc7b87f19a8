"""Who needs help: names for the nearest manager alone, figures for whoever stands above."""

from datetime import date, timedelta

import pytest

from elearn.store.models import AuditView
from tests.conftest import NOW
from tests.queries import counting

TODAY = NOW.date()


@pytest.fixture
def north(make, client):
    """With a manager of its own, under a head who is signed in."""
    with make.at_once():
        make.course("basics", "The basics")
        make.duty("basics", due_days=30)
        head = make.unit("Omsorgen")
        made = make.unit("Norr", head)
        boss = make.person("Robin", "Ek")
        make.grant(boss, "manager", head)
        make.grant(make.person("Kim", "Al"), "manager", made)
    make.head = head
    client.sign_in(boss)
    return made


def employed(make, unit, given_name, days_ago=100, **values):
    person = make.person(given_name, "Wall", **values)
    make.employment(person, unit, from_on=TODAY - timedelta(days_ago))
    return person


def page(client, address="/units/this-month"):
    return " ".join(client.page(address).split())


def test_names_are_those_of_the_nearest_manager_alone(client, make, north):
    with make.at_once():
        employed(make, make.head, "Lo", email="lo@example.se")
        employed(make, north, "Noor")
    make.recompute()

    html = page(client)

    assert "Lo Wall" in html
    assert "The basics, was due" in html
    assert "Talk in private" in html
    assert "Noor" not in html
    assert "The basics: <a" in html
    assert "1 overdue" in html
    assert "Ask the manager what stands in the way" in html


def test_what_falls_due_within_a_month_is_told_and_what_falls_due_later_is_not(client, make, north):
    with make.at_once():
        employed(make, make.head, "Soon", days_ago=5)
        employed(make, make.head, "Later", days_ago=-3)
        for number in range(5):
            employed(make, north, f"New{number}", days_ago=2)
    make.recompute()

    html = page(client)

    assert "Soon Wall" in html
    assert "no letter reaches this colleague" in html
    assert "Later Wall" not in html
    assert "5 will be overdue, if nothing is done" in html
    assert "Suggest a workplace meeting" in html


def test_where_nobody_is_late_the_page_says_so(client, make, north):
    done = employed(make, north, "Done")
    make.evidence(done, TODAY - timedelta(9), course="basics")
    make.recompute()

    html = page(client)

    assert "Nobody needs help" in html
    assert "No unit needs help" in html


def test_a_unit_that_nobody_leads_is_said_to_lack_a_manager(client, make, north):
    lost = make.unit("Söder")
    with make.at_once():
        boss = make.person("Bo", "Berg")
        make.grant(boss, "coordinator", make.top)
        for number in range(6):
            employed(make, lost, f"P{number}")
    make.recompute()
    client.sign_in(boss)

    html = page(client)

    assert "Nobody leads this unit" in html
    assert "P1 Wall" not in html


def test_a_coordinator_is_told_of_no_small_group(client, make, north):
    with make.at_once():
        boss = make.person("Bo", "Berg")
        make.grant(boss, "coordinator", make.top)
        for number in range(4):
            employed(make, north, f"P{number}")
        for number in range(6):
            employed(make, make.unit("Söder"), f"Q{number}")
    make.recompute()
    client.sign_in(boss)

    assert "Norr" not in page(client, f"/units/this-month?unit={make.head}")


def test_opening_it_leaves_a_trace_of_the_units_led(client, make, north):
    client.page("/units/this-month")

    with make.database.reading() as session:
        rows = [(row.page, row.unit_id) for row in session.query(AuditView)]
    assert rows == [("manager.this_month", make.head)]


def test_a_grant_that_is_over_shows_no_names(client, make, north):
    employed(make, make.head, "Lo")
    former = make.person("Bo", "Berg")
    make.grant(former, "manager", make.head, to_on=TODAY)
    make.grant(former, "manager", make.unit("Söder"), from_on=date(2026, 1, 1))
    make.recompute()
    client.sign_in(former)

    assert "Lo Wall" not in page(client)


def test_what_has_been_done_and_sent_is_left_unread(client, make, north, sqlite_database):
    employed(make, make.head, "Lo")
    make.recompute()

    with counting(sqlite_database) as asked:
        html = page(client)

    assert "Lo Wall" in html
    assert [each for each in asked.statements if "FROM status_period" in each]
    assert not [each for each in asked.statements if "FROM evidence" in each]
    assert not [each for each in asked.statements if "FROM reminder" in each]
