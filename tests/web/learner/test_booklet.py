"""A module on paper, and who gets the answers with it."""

import pytest

from elearn.domain.people.permissions import Role
from tests.library import course_files, publish
from tests.web.learner.kinds import course_files as files
from tests.web.learner.test_module import MODULE, answer

BOOKLET = f"{MODULE}/print"
KEY = ("Feedback-say-2", "Explanation-kind")


@pytest.fixture
def course(make, clock):
    return publish(make.database, make.owner, course_files(), now=clock())


def test_the_booklet_has_text_questions_and_sources_but_no_key(client, course):
    client.sign_in()
    assert BOOKLET in client.page(MODULE)

    for page in (BOOKLET, f"{BOOKLET}?answers=1"):
        html = client.page(page)
        assert "Alva meets a neighbour." in html
        assert "Nothing at all" in html
        assert "Several can be right." in html
        assert "0980-319 200" in html
        assert "Add a last page" not in html
        assert "you can print the answers too" in html
        for said in KEY:
            assert said not in html


def test_whoever_has_completed_it_may_print_the_answers(client, course):
    client.sign_in()
    client.submit(f"{MODULE}/begin")
    answer(client, 1, "Hello")
    answer(client, 2, "To listen", "To ask")
    client.submit(f"{MODULE}/finish")

    assert "Feedback-say-2" not in client.page(BOOKLET)
    html = client.page(f"{BOOKLET}?answers=1")

    for said in (*KEY, "Feedback-say-1"):
        assert said in html


@pytest.mark.parametrize("role", [Role.MANAGER, Role.COORDINATOR, Role.AUTHOR, Role.REVIEWER])
def test_whoever_leads_or_writes_may_print_the_answers(client, course, make, role):
    person = make.person()
    make.grant(person, role, make.unit())
    client.sign_in(person)

    assert "Feedback-say-1" in client.page(f"{BOOKLET}?answers=1")


def test_an_administrator_may_not(client, course, make):
    person = make.person()
    make.grant(person, Role.ADMINISTRATOR, make.unit())
    client.sign_in(person)

    assert "Feedback-say-1" not in client.page(f"{BOOKLET}?answers=1")


def test_a_scenario_can_be_walked_through_on_paper(client, make, clock):
    publish(make.database, make.owner, files(), now=clock())
    client.sign_in()

    html = client.page(BOOKLET.replace("basics", "kinds"))

    assert "She tells of new friends" in html
    assert "→ go to box 2" in html
    assert html.count("How it went stands with the answers") == 2
    assert "Key-scenario" not in html


def test_with_the_answers_it_is_told_how_each_box_went(client, make, clock):
    publish(make.database, make.owner, files(), now=clock())
    person = make.person()
    make.grant(person, Role.AUTHOR, make.unit())
    client.sign_in(person)

    html = " ".join(client.page(f"{BOOKLET.replace('basics', 'kinds')}?answers=1").split())

    assert 'Box 3:</strong> <span lang="en">Key-scenario-end' in html
    assert 'Box 2:</strong> <span lang="en">She tells of new friends' in html


def test_of_a_course_of_events_every_note_is_printed_once(client, make, clock):
    publish(make.database, make.owner, files(), now=clock())
    client.sign_in()

    html = client.page(BOOKLET.replace("basics", "kinds"))

    for note in ("Sam is often late", "Sam is tired", "Sam shows a film"):
        assert html.count(note) == 1
    assert html.count("Answer after each before you read the next.") == 1
