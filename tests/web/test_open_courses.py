"""An open course from the sign-in page to the last module: without an account, by a number."""

import re
from datetime import timedelta

import pytest
from itsdangerous import URLSafeTimedSerializer

from elearn.domain.record.resume_number import new_number
from elearn.store.models import OpenWork, ResumeNumber
from tests.client import PageClient
from tests.library import course_files, publish
from tests.web.learner.kinds import Form

COURSE = "/open/courses/basics"
FIRST = f"{COURSE}/first"
OTHER_NUMBER = new_number(b"nobody has this.")
DIGITS = re.compile(r"<span>(\d{4})</span>")
PICTURE = re.compile(r'src="(/open/media/[0-9a-f]{64})"')
SECRETS = ("Feedback-", "Explanation-")


@pytest.fixture
def coordinator(client, make):
    publish(make.database, make.owner, course_files(), now=make.clock())
    who = make.person()
    make.grant(who, "coordinator", make.top)
    client.sign_in(who)
    return client


@pytest.fixture
def is_open(coordinator):
    coordinator.submit("/admin/open-courses/basics/open")


@pytest.fixture
def visitor(app, make, is_open):
    """A browser of somebody who has no account."""
    return PageClient(app, make)


@pytest.fixture
def another(app, make):
    return lambda: PageClient(app, make)


def number_of(browser):
    return "".join(DIGITS.findall(browser.page("/open/my-number")))


def begin(browser):
    """Begins the course; the number."""
    html = browser.submit(f"{COURSE}/begin")
    assert "Your resume number" in html
    return "".join(DIGITS.findall(html))


def answer(browser, number, *words, module=FIRST, status=200):
    address = f"{module}/steps/{number}"
    return browser.submit(address, Form(browser.page(address)).choose(*words).fields, status)


def take(browser, module=FIRST):
    browser.submit(f"{module}/begin")
    answer(browser, 1, "Hello", module=module)
    answer(browser, 2, "To listen", "To ask", module=module)
    return browser.submit(f"{module}/finish")


def rows(make, table):
    with make.database.reading() as session:
        return session.query(table).all()


def test_the_sign_in_page_leads_to_open_courses_where_there_are_any(coordinator, another):
    assert "/open" not in another().page("/login")

    coordinator.submit("/admin/open-courses/basics/open")

    assert 'href="/open"' in another().page("/login")
    assert "Basics" in another().page("/open")


def test_a_course_that_is_not_open_is_found_by_nobody(coordinator, another, make):
    browser = another()

    assert "No course is open" in browser.page("/open")
    browser.page(COURSE, status=404)
    assert "cannot be begun" in browser.submit(f"{COURSE}/begin")
    assert not rows(make, ResumeNumber)


def test_a_coordinator_opens_a_course_and_closes_it(coordinator, another):
    html = coordinator.submit("/admin/open-courses/basics/open")
    assert "since 23 November 2026" in html

    html = coordinator.submit("/admin/open-courses/basics/close")
    assert "since" not in html
    another().page(COURSE, status=404)


def test_a_course_that_does_not_exist_is_not_opened(coordinator):
    assert "no longer published" in coordinator.submit("/admin/open-courses/nowhere/open")


def test_to_look_around_makes_no_number_and_shows_no_exercise(visitor, make):
    seen = [visitor.page("/open"), visitor.page(COURSE), visitor.page("/open/number")]

    assert not rows(make, ResumeNumber)
    assert not any(secret in html for html in seen for secret in SECRETS)
    for address in (f"{FIRST}/steps/1", f"{FIRST}/finish"):
        assert visitor.get(address).location == COURSE


def test_a_visitor_takes_a_module_and_leaves_no_answer(visitor, make):
    begin(visitor)

    html = take(visitor)

    assert "Done: First steps" in html
    assert "Done on 23 November 2026" in html
    [row] = rows(make, OpenWork)
    assert (row.module_id, row.sealed) == ("first", None)


def test_feedback_comes_after_the_answer_and_of_what_was_chosen_alone(visitor):
    begin(visitor)
    before = visitor.submit(f"{FIRST}/begin")

    after = answer(visitor, 1, "Nothing at all")

    assert not any(secret in before for secret in SECRETS)
    assert "Feedback-say-1" in after
    assert "Feedback-say-2" not in after


def test_an_answer_that_is_missing_is_asked_for(visitor):
    begin(visitor)
    visitor.submit(f"{FIRST}/begin")

    html = answer(visitor, 1, status=422)

    assert "Choose an answer before you go on." in html


def test_what_is_not_answered_is_not_finished(visitor):
    begin(visitor)
    visitor.submit(f"{FIRST}/begin")
    answer(visitor, 1, "Hello")

    html = visitor.submit(f"{FIRST}/finish")

    assert "1 exercise left" in html
    assert "Some questions still wait" in html


def test_another_device_goes_on_at_the_same_step_with_the_number(visitor, another):
    number = begin(visitor)
    visitor.submit(f"{FIRST}/begin")
    answer(visitor, 1, "Hello")
    phone = another()

    html = phone.submit("/open/number", {"number": f" {number[:4]}-{number[4:8]} {number[8:]}"})

    assert "You have begun" in html
    assert phone.post(f"{FIRST}/begin").location == f"{FIRST}/steps/2"
    assert number_of(phone) == number


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "sixteen digits, four by four"),
        ("1234", "sixteen digits, four by four"),
        ("\x00" * 16, "sixteen digits, four by four"),
        (OTHER_NUMBER[:-1] + str((int(OTHER_NUMBER[-1]) + 1) % 10), "A digit is wrong"),
        (OTHER_NUMBER, "nothing under that number"),
    ],
)
def test_a_number_that_leads_nowhere_is_told_why(visitor, typed, said):
    assert said in visitor.submit("/open/number", {"number": typed}, status=422)


def test_guessing_is_slowed_and_a_slip_of_the_pen_is_not(visitor):
    for _ in range(60):
        visitor.post("/open/number", {"number": "1234"})
    assert visitor.post("/open/number", {"number": OTHER_NUMBER}).status_code == 422

    answers = [visitor.post("/open/number", {"number": OTHER_NUMBER}) for _ in range(50)]

    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_machine_that_begins_over_and_over_is_slowed(visitor, another, make):
    answers = [another().post(f"{COURSE}/begin").status_code for _ in range(70)]

    assert answers[:60] == [303] * 60
    assert answers[-1] == 429
    assert len(rows(make, ResumeNumber)) < 70


def test_begun_twice_in_one_browser_it_is_one_number(visitor, make):
    number = begin(visitor)

    visitor.post(f"{COURSE}/begin")

    assert number_of(visitor) == number
    assert len(rows(make, ResumeNumber)) == 1


def test_put_away_the_browser_knows_nothing_and_the_number_brings_it_back(visitor):
    number = begin(visitor)
    take(visitor)

    assert "put away" in visitor.submit("/open/put-away")

    assert "Begin and get a number" in visitor.page(COURSE)
    assert visitor.get("/open/my-number").location == "/open/number"
    assert "Done on" in visitor.submit("/open/number", {"number": number})


def test_deleted_nothing_is_left_of_it(visitor, make):
    number = begin(visitor)
    take(visitor)

    visitor.submit("/open/delete")

    assert not [*rows(make, ResumeNumber), *rows(make, OpenWork)]
    assert "nothing under" in visitor.submit("/open/number", {"number": number}, status=422)


def test_deleted_on_one_device_the_other_is_told(visitor, another):
    number = begin(visitor)
    phone = another()
    phone.submit("/open/number", {"number": number})
    visitor.submit("/open/delete")

    html = phone.submit(f"{FIRST}/begin")

    assert "nothing under that number" in html
    assert "Begin and get a number" in html


def test_a_form_of_another_number_answers_nothing(visitor, another):
    begin(visitor)
    visitor.submit(f"{FIRST}/begin")
    form = Form(visitor.page(f"{FIRST}/steps/1")).choose("Hello").fields
    phone = another()
    begin(phone)
    phone.submit(f"{FIRST}/begin")

    html = phone.submit(f"{FIRST}/steps/1", form)

    assert "in another window" in html
    assert "Feedback-" not in phone.page(f"{FIRST}/steps/1")


def test_a_form_without_our_token_changes_nothing(visitor, make):
    answer = visitor.browser.post(f"{COURSE}/begin", base_url=visitor.site)

    assert answer.status_code == 400
    assert not rows(make, ResumeNumber)


def test_a_number_opens_one_course_and_not_the_next(visitor, coordinator, make):
    begin(visitor)

    for address in ("/courses/basics", "/courses/basics/first", "/practice", "/me"):
        assert visitor.get(address).location.startswith("/login")
    assert visitor.get("/open/courses/nowhere/first/steps/1").location == "/open/courses/nowhere"


def test_a_step_that_is_not_there_is_told(visitor):
    begin(visitor)
    visitor.submit(f"{FIRST}/begin")

    visitor.page(f"{FIRST}/steps/9", status=404)
    assert "There is no such module" in visitor.submit(f"{COURSE}/nothing/begin")


def test_the_cookie_holds_no_digit_that_could_be_read(visitor):
    number = begin(visitor)

    cookie = visitor.browser.get_cookie("elearn").value
    _, read = URLSafeTimedSerializer("of somebody else").loads_unsafe(cookie)

    assert read["open-course"]
    assert number not in str(read)


def test_on_a_shared_device_a_number_left_lying_is_put_away(visitor, clock, make):
    begin(visitor)
    visitor.browser.set_cookie("shared-device", "1")
    clock.moment += timedelta(minutes=9)
    assert "Your number" in visitor.page(COURSE)
    clock.moment += timedelta(minutes=9)
    assert "Your number" in visitor.page(COURSE)

    clock.moment += timedelta(minutes=11)
    answer = visitor.get(COURSE)

    assert "Begin and get a number" in answer.get_data(as_text=True)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert len(rows(make, ResumeNumber)) == 1


def test_a_picture_of_a_text_is_shown_to_whoever_takes_it_and_to_nobody_else(
    visitor, another, make
):
    files = course_files()
    first = files["basics/sv/01-first.md"].replace(b"version: 1.0.0", b"version: 1.1.0")
    with_picture = first.replace(b"Alva meets", b"![Alva](../media/alva.png)\n\nAlva meets")
    files |= {"basics/sv/01-first.md": with_picture, "basics/media/alva.png": b"\x89PNG"}
    publish(make.database, make.owner, files, now=make.clock())
    begin(visitor)

    [picture] = PICTURE.findall(visitor.submit(f"{FIRST}/begin"))

    assert visitor.get(picture).data == b"\x89PNG"
    assert another().get(picture).status_code == 404
    assert visitor.get(f"/open/media/{'0' * 64}").status_code == 404
