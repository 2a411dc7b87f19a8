"""The one next thing, the list of duties, and what is new."""

from datetime import date, timedelta

import pytest

from elearn.services import standing
from tests.library import COURSE, course_files, publish


@pytest.fixture
def course(make, clock):
    return publish(make.database, make.owner, course_files(), now=clock())


@pytest.fixture
def asked(make, course):
    """A person in a unit, asked for both modules."""
    person = make.person()
    make.employment(person, make.unit(), from_on=date(2026, 11, 1))
    make.duty(course="basics", modules=["first", "second"])
    recompute(make)
    return person


def recompute(make):
    with make.database.writing() as session:
        standing.recompute(session, make.owner)
        session.commit()


def test_the_first_module_of_a_duty_is_the_next_thing(client, asked):
    client.sign_in(asked)

    html = client.page("/")

    assert "First steps" in html
    assert "/courses/basics/first" in html


def test_after_the_first_module_the_second_is_the_next_thing(client, asked, make):
    make.evidence(asked, date(2026, 11, 20), "first", "basics")
    recompute(make)
    client.sign_in(asked)

    html = client.page("/")

    assert "Second steps" in html


def test_when_all_is_done_nothing_is_asked(client, asked, make):
    for module in ("first", "second"):
        make.evidence(asked, date(2026, 11, 20), module, "basics")
    recompute(make)
    client.sign_in(asked)

    html = client.page("/")

    assert "/courses/basics/first" not in html
    assert "/courses/basics" in html


def test_what_somebody_else_recorded_is_news_for_a_month(client, asked, make, clock):
    manager = make.person("Ingrid", "Haddad")
    make.evidence(
        asked,
        date(2026, 11, 20),
        "first",
        "basics",
        kind="manual",
        recorded_by=manager,
        recorded_at=clock(),
    )
    recompute(make)
    client.sign_in(asked)
    assert "Ingrid Haddad" in client.page("/")

    clock.moment += timedelta(days=29)
    client.sign_in(asked)
    assert "Ingrid Haddad" in client.page("/")
    clock.moment += timedelta(days=2)
    client.sign_in(asked)
    assert "Ingrid Haddad" not in client.page("/")


@pytest.mark.parametrize("path", ["/", "/me"])
def test_who_has_begun_is_not_told_that_nothing_is_begun(client, asked, path):
    client.sign_in(asked)
    assert "Not started" in client.page(path)

    client.post("/courses/basics/first/begin")

    html = client.page(path)
    assert "Not started" not in html
    assert "You have begun" in html


@pytest.mark.parametrize("path", ["/", "/me"])
@pytest.mark.parametrize(
    ("modules", "said"),
    [
        pytest.param(["first"], "", id="one-part"),
        pytest.param(["first", "second"], "None of the 2 parts is done again yet.", id="two-parts"),
    ],
)
def test_who_did_it_long_ago_is_told_so_and_not_that_nothing_is_begun(
    client, make, course, path, modules, said
):
    make.employment(person := make.person(), make.unit(), from_on=date(2026, 11, 1))
    make.duty("basics", modules=modules, valid_days=365, from_on=date(2026, 11, 1))
    make.evidence(person, date(2024, 5, 1), "first", "basics")
    make.recompute()
    client.sign_in(person)

    html = client.page(path)

    assert "Not started again" in html
    assert "What was done before no longer counts." in html
    assert said in html
    assert "is done yet" not in html


def test_what_was_begun_without_being_asked_for_is_on_the_first_page(client, course):
    client.sign_in()
    assert "/courses/basics/first/begin" not in client.page("/")

    client.post("/courses/basics/first/begin")

    html = client.page("/")
    assert "First steps" in html
    assert "/courses/basics/first/begin" in html


def test_the_next_thing_is_not_named_a_second_time(client, asked):
    client.sign_in(asked)
    client.post("/courses/basics/first/begin")

    assert client.page("/").count("/courses/basics/first/begin") == 1


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        pytest.param(["first"], None, id="one-part"),
        pytest.param(["first", "second"], "None of the 2 parts is done yet.", id="two-parts"),
    ],
)
def test_parts_are_counted_only_where_there_are_several(client, make, course, modules, said):
    person = make.person()
    make.employment(person, make.unit(), from_on=date(2026, 11, 1))
    make.duty(course="basics", modules=modules)
    recompute(make)
    client.sign_in(person)

    html = client.page("/")

    assert "0 of" not in html
    assert (said or "Basics") in html
    assert ("part" in html.split("<main")[1]) == (said is not None)


def test_what_is_out_of_use_waits_and_says_why_to_learner_manager_and_coordinator(
    make, client, clock, course
):
    boss = make.person("Siv", "Ask")
    make.employment(boss, make.top)
    make.duty("basics", modules=["first", "second"])
    for role in ("manager", "coordinator"):
        make.grant(boss, role)
    fewer = course_files()
    del fewer["basics/sv/02-second.md"]
    fewer["basics/course.yaml"] = COURSE.replace(b"[first, second]", b"[first]")
    publish(make.database, make.owner, fewer, now=clock())
    client.sign_in(boss)

    told = "part of the course is out of use"
    assert told in client.page("/")
    assert "part of this course is out of use" in client.page(f"/units/{make.top}")
    assert "Waits: a " + told in client.page("/admin/duties")
    publish(make.database, make.owner, course_files(), now=clock())
    assert told not in client.page("/")
