"""A course of which one module is enough: what its pages count, and what they say."""

from datetime import date

import pytest

from elearn.services import standing
from tests.library import COURSE, course_files, publish
from tests.web.learner.test_module import MODULE, answer

ENOUGH = "Choose the one that suits you. One is enough."
DONE = "You have done one, and that is enough."


@pytest.fixture
def choice(make, clock):
    course = COURSE.replace(b"modules:", b"need: one-of\nmodules:")
    files = course_files() | {"basics/course.yaml": course}
    return publish(make.database, make.owner, files, now=clock())


def asked(make, **values):
    person = make.person()
    make.employment(person, make.unit(), from_on=date(2026, 11, 1))
    make.duty(course="basics", **{"modules": ["first", "second"], "need": "one-of"} | values)
    recompute(make)
    return person


def recompute(make):
    with make.database.writing() as session:
        standing.recompute(session, make.owner)
        session.commit()


def finished(client):
    """The page that says that the first module is done."""
    client.submit(f"{MODULE}/begin")
    answer(client, 1, "Hello")
    answer(client, 2, "To listen", "To ask")
    return client.submit(f"{MODULE}/finish")


def test_nobody_is_told_that_parts_are_missing(client, choice):
    client.sign_in()

    for path in ("/courses", "/courses/basics"):
        assert ENOUGH in client.page(path)
    module = client.page(MODULE)
    assert "Choose the one that suits you" in module
    assert "parts done" not in module

    result = finished(client)
    assert "You are done with “Basics”." in result
    assert "One is enough." in result
    client.submit(f"{MODULE}/result")

    for path in ("/courses", "/courses/basics"):
        assert DONE in client.page(path)
    assert "You have done 1 of the parts" in client.page(MODULE)


def test_who_has_to_take_one_chooses_which(client, make, choice):
    client.sign_in(asked(make))

    html = client.page("/")
    assert ENOUGH in html
    assert 'href="/courses/basics"' in html
    assert "/courses/basics/first" not in html
    assert "part 1 of 2" not in html
    assert "Choose one of 2 parts." in html


def test_what_is_begun_is_the_next_thing_and_no_choice_any_more(client, make, choice):
    client.sign_in(asked(make))
    client.post("/courses/basics/second/begin")

    html = client.page("/")

    assert "/courses/basics/second/begin" in html
    assert ENOUGH not in html


def test_with_one_of_them_the_duty_is_done(client, make, choice):
    client.sign_in(asked(make))

    result = finished(client)
    assert "You are done with “Basics”. It is valid until" in result
    assert "part left" not in result
    client.submit(f"{MODULE}/result")

    assert ENOUGH not in client.page("/")
    assert DONE in client.page("/courses/basics")


def test_what_has_run_out_is_to_be_chosen_anew(client, make, choice):
    person = asked(make, from_on=date(2025, 1, 1))
    make.evidence(person, date(2025, 6, 1), "first", "basics")
    recompute(make)
    client.sign_in(person)

    assert ENOUGH in client.page("/courses/basics")


def test_a_duty_that_asks_for_all_of_it_is_not_contradicted(client, make, choice):
    client.sign_in(asked(make, need="all"))

    assert ENOUGH not in client.page("/courses/basics")
    assert "None of the 2 parts is done yet." in client.page("/")
    assert "1 part left of “Basics”." in finished(client)


def test_where_another_module_is_asked_for_it_is_still_to_come(client, make, choice):
    client.sign_in(asked(make, modules=["second", "third"]))

    assert "You also have to take one of 2 parts of “Basics”." in finished(client)


def test_who_is_exempt_has_not_done_one(client, make, choice):
    person = asked(make)
    with make.database.reading() as session:
        from elearn.store.models import Duty

        (duty,) = session.query(Duty.id).one()
    make.exemption(duty, person, date(2026, 11, 1))
    recompute(make)
    client.sign_in(person)

    assert DONE not in client.page("/courses/basics")
