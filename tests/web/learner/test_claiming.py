"""Somebody moves what they did in an open course to their own record."""

import pytest

from elearn.domain.record.resume_number import new_number
from elearn.store.models import Evidence
from tests.client import PageClient
from tests.web.test_open_courses import (
    another,
    begin,
    coordinator,
    is_open,
    rows,
    take,
    visitor,
)

__all__ = ["another", "coordinator", "is_open", "visitor"]
CLAIM = "/me/open-course"


@pytest.fixture
def number(visitor):
    """Under which the first module is done."""
    made = begin(visitor)
    take(visitor)
    return made


@pytest.fixture
def learner(app, make, number):
    client = PageClient(app, make)
    client.sign_in()
    return client


def test_a_number_is_looked_at_before_it_is_claimed(learner, number, make):
    html = learner.submit(CLAIM, {"number": number})

    assert "Is this what you have done?" in html
    assert "done on 23 November 2026" in html
    assert not rows(make, Evidence)


def test_claimed_it_stands_in_the_record_as_done_before_signing_in(learner, number, visitor):
    learner.submit(CLAIM, {"number": number})

    html = learner.submit(f"{CLAIM}/claim")

    assert "What lay under the number is yours now" in html
    assert "Before signing in" in html
    assert "nothing under that number" in visitor.page("/open")


def test_whoever_comes_second_is_told(learner, number, another, make):
    second = another()
    second.sign_in()
    second.submit(CLAIM, {"number": number})
    learner.submit(CLAIM, {"number": number})
    learner.submit(f"{CLAIM}/claim")

    html = second.submit(f"{CLAIM}/claim")

    assert "moved to somebody" in html
    assert "moved to somebody" in second.submit(CLAIM, {"number": number}, status=422)
    assert len(rows(make, Evidence)) == 1


def test_whoever_signs_in_where_the_course_is_open_needs_no_number(visitor, number):
    assert "Sign in and move it" in visitor.page("/open/courses/basics")
    visitor.sign_in()

    html = visitor.page(CLAIM)

    assert "Is this what you have done?" in html
    assert "Move it to my record" in visitor.page("/open/courses/basics")


def test_what_is_left_where_it_is_can_be_claimed_later(learner, number, make):
    learner.submit(CLAIM, {"number": number})

    assert "Nothing was moved" in learner.submit(f"{CLAIM}/not-mine")

    assert not rows(make, Evidence)
    assert "Enter its number" in learner.page(CLAIM)
    assert "Is this what" in learner.submit(CLAIM, {"number": number})


@pytest.mark.parametrize(
    ("typed", "said"),
    [("12", "sixteen digits, four by four"), (new_number(b"nobody has this."), "nothing under")],
)
def test_a_number_that_leads_nowhere_is_told_why(learner, typed, said):
    assert said in learner.submit(CLAIM, {"number": typed}, status=422)


def test_a_button_pressed_without_a_number_moves_nothing(learner, make):
    assert learner.post(f"{CLAIM}/claim").location == CLAIM
    assert not rows(make, Evidence)


def test_a_number_with_nothing_under_it_is_told(app, make, visitor):
    number = begin(visitor)
    client = PageClient(app, make)
    client.sign_in()

    html = client.submit(CLAIM, {"number": number})

    assert "Nothing has been begun" in html
    assert "I did this" not in html
    assert "nothing to move" in client.submit(f"{CLAIM}/claim")
