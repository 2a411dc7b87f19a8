"""The coordinator's page about groups: figures where they may be shown, and why not elsewhere."""

from datetime import date, timedelta

import pytest

from elearn.domain.recognition.measurement_block import Occasion
from elearn.domain.recognition.measurement_record import Measured
from elearn.domain.recognition.rating import RatingCounts
from elearn.services.kept_practice import Practitioner
from elearn.services.measured_groups import count_block, take_snapshots
from elearn.store.queries.measurement import forms
from tests.forms import form_id, publish_forms, settle
from tests.services.test_measurement import SEALER

TODAY = date(2026, 11, 23)
BEFORE = RatingCounts.of([6] * 4 + [1] * 4, [1] * 11 + [6] * 5)
AFTER = RatingCounts.of([6] * 6 + [1] * 2, [1] * 13 + [6] * 3)


@pytest.fixture
def coordinator(client, make):
    person = make.person("Cora")
    make.grant(person, "coordinator")
    client.sign_in(person)
    return client


def group(make, unit, people, *, twice=False):
    """So many finish a block before the course, and with *twice* one after it."""
    with make.database.reading() as session:
        known = forms(session, make.owner, "sv")
    for _ in range(people):
        who = Practitioner(make.owner, make.person(has_secret=False))
        make.employment(who.person, unit)
        blocks = [Measured(form_id("A"), Occasion.BEFORE_COURSE, TODAY, BEFORE)]
        if twice:
            blocks += [Measured(form_id("B"), Occasion.AFTER_COURSE, TODAY, AFTER)]
        with make.database.writing() as session:
            for number, block in enumerate(blocks, start=1):
                count_block(session, who, SEALER, known[block.form], blocks[:number], today=TODAY)
            session.commit()


def next_quarter(make, clock, client):
    clock.moment += timedelta(days=60)
    with make.database.writing() as session:
        take_snapshots(session, make.owner, today=clock().date())
        session.commit()
    person = make.person("Cleo")
    make.grant(person, "coordinator")
    client.sign_in(person)


def test_without_forms_it_says_what_is_needed(coordinator):
    assert "needs a bank with measurement forms" in coordinator.page("/admin/measurement")


def test_without_an_own_panel_it_says_why_nothing_is_summed_up(coordinator, make):
    publish_forms(make)

    html = coordinator.page("/admin/measurement")

    assert "before a panel of your own has judged every case" in html
    assert "/admin/panels" in html


def test_before_the_quarter_is_over_it_says_when_figures_come(coordinator, make):
    publish_forms(make)
    settle(make, "A")
    group(make, make.unit(), 10)

    html = coordinator.page("/admin/measurement")

    assert "judged 1 of 3 sets of cases" in html
    assert "1 January 2027" in html
    assert "about" not in html[html.index("No figures yet") :].split("</main>")[0]


def test_nine_people_are_too_few_and_the_page_says_so(coordinator, make, clock):
    publish_forms(make)
    settle(make)
    group(make, make.unit("Kitchen"), 9)
    next_quarter(make, clock, coordinator)

    html = coordinator.page("/admin/measurement")

    assert "No group is large enough yet" in html
    assert "Kitchen" not in html


def test_a_group_is_shown_in_steps_with_its_doubt_and_its_change(coordinator, make, clock):
    publish_forms(make)
    settle(make)
    small = make.unit("Small")
    group(make, make.unit("Kitchen"), 12, twice=True)
    group(make, make.unit("School"), 10)
    group(make, small, 3)
    next_quarter(make, clock, coordinator)

    html = coordinator.page("/admin/measurement")

    assert "Kitchen" in html
    assert "at least 10" in html
    assert "about 40 %" in html
    assert "Small" not in html
    assert "more signals are noticed and fewer false alarms raised" in html
    assert "d′ " in html
    assert "2 units are not shown by themselves" in html


def test_a_coordinator_of_one_branch_sees_that_branch_alone(client, make, clock):
    publish_forms(make)
    settle(make)
    kitchen, school = make.unit("Kitchen"), make.unit("School")
    for unit in (kitchen, school):
        group(make, unit, 12)
    clock.moment += timedelta(days=60)
    with make.database.writing() as session:
        take_snapshots(session, make.owner, today=clock().date())
        session.commit()
    person = make.person("Cora")
    make.grant(person, "coordinator", kitchen)
    client.sign_in(person)

    html = client.page("/admin/measurement")

    assert "Kitchen" in html
    assert "School" not in html


def test_the_administration_leads_here(coordinator):
    assert 'href="/admin/measurement"' in coordinator.page("/admin")


def test_before_the_first_case_a_learner_is_told_what_is_summed_up(client, make):
    publish_forms(make)
    person = make.person("Lea")
    make.employment(person, make.unit("Kitchen"))
    client.sign_in(person)
    off = client.page("/practice/measure")
    settle(make, "A")

    on = client.page("/practice/measure")

    assert "added up for" not in off
    assert "What is added up for Kitchen" in on


def test_the_course_and_its_end_lead_to_measuring(client, make):
    client.sign_in()
    publish_forms(make)

    assert "/practice/measure" in client.page("/courses/basics")
    assert "/practice/measure" not in client.page("/courses")
