"""A meeting from the manager's plan to the learner's three questions, as both walk."""

import re
from datetime import UTC, date, datetime

import pytest

from elearn.store.models import AuditView
from tests.client import PageClient
from tests.factories import PASSWORD
from tests.library import publish
from tests.meetings import meeting_files
from tests.paper import words
from tests.queries import counting
from tests.services.test_meeting_pages import FILE

TODAY = {"module": "basics/first", "day": "2026-11-23"}
KEY = ("Hello", "To listen", "To ask")


@pytest.fixture(autouse=True)
def course(make, client):
    publish(make.database, make.owner, meeting_files(), now=datetime(2026, 10, 1, tzinfo=UTC))


@pytest.fixture
def unit(make):
    return make.unit("Hemtjänst norr")


@pytest.fixture
def alva(make, unit):
    person = make.person("Alva", "Lind")
    make.employment(person, unit)
    return person


@pytest.fixture
def manager(make, client, unit):
    """The one who is signed in."""
    person = make.person("Robin", "Ek")
    make.grant(person, "manager", unit)
    client.sign_in(person)
    return person


@pytest.fixture
def planned(client, manager, unit, alva):
    """The address of a meeting of today."""
    return address(client.post(f"/meetings/plan/{unit}", TODAY))


def address(response):
    assert response.status_code == 303, response.get_data(as_text=True)
    return response.location


def code_of(client, meeting):
    return re.search(r'"meeting-code">(\d{3} \d{3})<', client.page(f"{meeting}/code"))[1]


def as_(make, client, person):
    other = PageClient(client.app, make)
    other.sign_in(person)
    return other


def walk(learner, path):
    """Answers the three questions rightly, beginning at *path*; the last page."""
    html = learner.submit(path)
    for number in (1, 2, 3):
        step = f"/courses/basics/first/steps/{number}"
        html = learner.page(step)
        sent = {"attempt": re.search(r'name="attempt" value="([^"]+)"', html)[1]}
        html = learner.submit(step, sent | {"answer": right(html)})
    assert "Confirm the meeting" in html
    return learner.submit("/courses/basics/first/finish")


def right(html):
    if "Whom do you ask?" in html:
        return "manager"
    if "Where do you ask?" in html:
        return "here"
    pairs = re.findall(
        r'value="(o[0-9a-f]+)"[^>]*>\s*<label[^>]*>\s*(?:<span[^>]*>)?([^<]+?)\s*<', html
    )
    public = {text: id for id, text in pairs}
    return [public[text] for text in KEY if text in public]


def test_from_the_unit_page_to_the_record(client, make, unit, alva, manager):
    make.duty("basics", modules=["first"])
    make.recompute()
    assert f"/meetings/units/{unit}" in client.page(f"/units/{unit}")
    assert "No meeting is planned here yet" in client.page(f"/meetings/units/{unit}")
    assert "no vote" in client.page(f"/meetings/plan/{unit}")
    meeting = address(client.post(f"/meetings/plan/{unit}", TODAY))
    html = client.page(meeting)
    for said in (
        "On the agenda: “First steps”",
        "/courses/basics/first/meeting",
        f"{meeting}/room/1",
        "/card",
        "Fewer than five on the list",
        "Alva Lind",
    ):
        assert said in html

    html = client.submit(f"{meeting}/attendance", {"person": str(alva)})

    assert "Was there, to be confirmed" in html
    learner = as_(make, client, alva)
    home = learner.page("/")
    assert "You were at the meeting on 23 November 2026: answer three questions" in home
    assert "Robin Ek noted that you were there." in home
    result = walk(learner, f"{meeting}/confirm")
    assert "The meeting is in your record" in result
    assert "answer three questions" not in learner.page("/")
    assert "Workplace meeting" in learner.page("/me")
    html = client.page(meeting)
    assert "to be confirmed" not in html
    assert "Confirmed" in html
    assert "1 of 1" in client.page(f"/units/{unit}")


def test_a_tick_is_undone_by_the_manager_or_by_the_one_it_is_about(client, make, planned, alva):
    learner = as_(make, client, alva)
    for undo in (
        lambda: client.submit(f"{planned}/attendance/undo", {"person": str(alva)}),
        lambda: learner.submit(f"{planned}/not-there"),
    ):
        client.submit(f"{planned}/attendance", {"person": str(alva)})
        assert "answer three questions" in learner.page("/")

        undo()

        assert "answer three questions" not in learner.page("/")
        assert "Was there" not in client.page(planned)
        assert learner.post(f"{planned}/confirm").status_code == 404


def test_what_is_confirmed_is_not_undone_and_the_page_says_why(client, make, planned, alva):
    client.submit(f"{planned}/attendance", {"person": str(alva)})
    walk(as_(make, client, alva), f"{planned}/confirm")

    html = client.submit(f"{planned}/attendance/undo", {"person": str(alva)})

    assert "has answered the three questions" in html


def test_a_guest_joins_by_the_code_and_is_counted_but_never_named(client, make, planned):
    guest = make.person("Gunn", "Berg")
    make.employment(guest, make.unit("Söder"))
    learner = as_(make, client, guest)
    code = code_of(client, planned)
    assert code in learner.page(f"/meetings/join?code={code.replace(' ', '+')}")
    assert "answer three questions" not in learner.page("/")

    html = learner.submit("/meetings/join", {"code": code})

    assert "You are noted as at the meeting." in html
    assert "You joined by the code." in html
    page = client.page(planned)
    assert "1 of them is a guest" in page
    assert "Gunn" not in page
    assert client.post(f"{planned}/attendance/undo", {"person": str(guest)}).status_code in {
        409,
        422,
    }
    walk(learner, f"{planned}/confirm")
    assert "Gunn" not in client.page(planned)


def test_a_wrong_code_is_told_and_trying_many_is_slowed(client, make, planned):
    learner = as_(make, client, make.person())
    assert "No meeting today has that code" in learner.submit(
        "/meetings/join", {"code": "1"}, status=422
    )

    seen = [learner.post("/meetings/join", {"code": str(n)}).status_code for n in range(12)]

    assert 429 in seen


def test_a_meeting_of_another_unit_does_not_exist(client, make, planned, unit):
    sister = make.person("Sam", "Ek")
    make.grant(sister, "manager", make.unit("Söder"))
    other = as_(make, client, sister)

    assert other.get(f"/meetings/plan/{unit}").status_code == 403
    assert other.get(f"/meetings/units/{unit}").status_code == 403
    assert other.post(f"/meetings/plan/{unit}", TODAY).status_code == 403
    for path in ("", "/code", "/room/1"):
        assert other.get(f"{planned}{path}").status_code == 404
    for path in ("attendance", "attendance/undo", "remove", "slips"):
        assert other.post(f"{planned}/{path}").status_code == 404


def test_a_deputy_runs_it_too(client, make, planned, unit, alva):
    deputy = make.person("Lo", "Wall")
    make.grant(
        deputy, "manager", unit, from_on=date(2026, 11, 1), to_on=date(2026, 12, 1), is_deputy=True
    )
    other = as_(make, client, deputy)

    html = other.submit(f"{planned}/attendance", {"person": str(alva)})

    assert "Was there, to be confirmed" in html


def test_the_list_is_who_worked_there_that_day(client, make, manager, unit, alva):
    gone, new = make.person("Gone", "Berg"), make.person("New", "Berg")
    make.employment(gone, unit, to_on=date(2026, 11, 20))
    make.employment(new, unit, from_on=date(2026, 11, 20))
    sent = TODAY | {"day": "2026-11-18"}

    html = client.page(address(client.post(f"/meetings/plan/{unit}", sent)))

    assert "Gone Berg" in html
    assert "New Berg" not in html


def test_nobody_who_did_not_work_there_is_noted(client, make, planned, alva):
    stranger = make.person("Gunn", "Berg")

    for sent in (str(stranger), "nonsense"):
        response = client.post(f"{planned}/attendance", {"person": [str(alva), sent]})
        assert response.status_code in {400, 409, 422}
    assert "Was there" not in client.page(planned)


def test_before_its_day_there_is_nothing_to_tick(client, manager, unit, alva):
    meeting = address(client.post(f"/meetings/plan/{unit}", TODAY | {"day": "2026-11-24"}))

    html = client.page(meeting)

    assert f'value="{alva}"' not in html
    assert client.post(f"{meeting}/attendance", {"person": str(alva)}).status_code in {409, 422}
    assert "on the day of the meeting only" in client.page(f"{meeting}/code")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"module": "basics/second"}, "Not a valid choice"),
        ({"day": ""}, "Choose the day of the meeting."),
        ({"day": "soon"}, "Write the day as year, month, day"),
        ({"day": "2026-10-01"}, "Choose a day within the last 31 days"),
        ({"day": "2028-10-01"}, "Choose a day within the next 12 months"),
    ],
)
def test_what_cannot_be_planned_is_said_beside_its_field(client, manager, unit, change, sentence):
    html = client.submit(f"/meetings/plan/{unit}", TODAY | change, status=422)

    if change.get("module") is None:
        assert sentence in html


def test_a_meeting_that_is_there_already_is_shown_before_another_is_planned(client, planned, unit):
    html = client.submit(f"/meetings/plan/{unit}", TODAY, status=422)

    assert "already has a meeting about this module that day" in html
    assert f'href="{planned}"' in html
    second = address(client.post(f"/meetings/plan/{unit}", TODAY | {"is_another": "y"}))
    assert second != planned


def test_a_meeting_planned_by_mistake_is_removed(client, planned, unit):
    html = client.submit(f"{planned}/remove")

    assert "The meeting is removed." in html
    assert client.get(planned).status_code == 404


def test_slips_are_printed_for_those_who_have_yet_to_confirm_and_cannot_sign_in(
    client, make, planned, unit, alva
):
    kim = make.person("Kim", "Berg", has_secret=False)
    make.employment(kim, unit)
    client.submit(f"{planned}/attendance", {"person": str(alva)})
    assert "has a password already" in client.submit(f"{planned}/slips")
    html = client.submit(f"{planned}/attendance", {"person": str(kim)})
    assert "Print 1 slip" in html

    slips = client.submit(f"{planned}/slips")

    assert "Kim Berg" in slips
    assert "Answer three questions about the meeting." in slips
    assert "Alva Lind" not in slips


def test_who_opened_the_list_is_written_down_and_the_page_is_not_kept(client, make, planned, unit):
    response = client.get(planned)

    assert response.headers["Cache-Control"] == "no-store"
    with make.database.reading() as session:
        views = session.query(AuditView).filter_by(page="manager.meeting").all()
    assert {(view.unit_id, view.shown_on) for view in views} == {(unit, date(2026, 11, 23))}


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_staff(
    client, make, planned, unit
):
    client.page(planned)
    with counting(make.database) as few:
        client.page(planned)
    for _ in range(10):
        make.employment(make.person(), unit)
    with counting(make.database) as many:
        client.page(planned)

    assert len(many) == len(few)


def test_withdrawn_since_the_page_says_that_nobody_is_asked(client, make, planned, alva, clock):
    client.submit(f"{planned}/attendance", {"person": str(alva)})
    files = meeting_files()
    path = "basics/sv/01-first.md"
    files[path] = files[path].replace(b"status: published", b"status: withdrawn")
    publish(make.database, make.owner, files, now=clock())

    assert "The module has been withdrawn" in client.page(planned)
    learner = as_(make, client, alva)
    assert "answer three questions" not in learner.page("/")
    assert "has been withdrawn" in learner.submit(f"{planned}/confirm")


def test_the_wall_asks_for_the_contacts_that_the_module_names(client, make, planned):
    html = client.page(f"{planned}/room/4")
    assert "All of them stand on the action card." not in html
    make.route("jurist", phone="0980-319 201")
    make.route("akut", phone="112", urgency="acute")

    html = client.page(f"{planned}/room/4")

    assert "0980-319 200" in html
    assert ">112<" in html
    assert "0980-319 201" not in html
    assert "All of them stand on the action card." in html


def test_the_wall_shows_one_part_after_the_other_then_the_key_and_no_menu(client, planned):
    pages = [client.page(f"{planned}/room/{number}") for number in (1, 2, 3, 4, 5)]
    first, case, key, calls, last = pages

    assert "Who meets whom?" in first
    assert "Alva is late again." in case
    assert "Asking is never wrong." not in first + case + calls + last
    assert "Asking is never wrong." in key
    assert "For whoever leads" not in key
    assert f"{planned}/code" in last
    assert "0980-319 200" in calls
    for html in (*pages, client.page(f"{planned}/code")):
        assert "Robin Ek" not in html
        assert "site-navigation" not in html
        assert "Take a break." not in html
    for number in (0, 6):
        assert client.get(f"{planned}/room/{number}").status_code == 404


def test_on_another_day_the_wall_ends_at_the_meeting(client, manager, unit, alva):
    meeting = address(client.post(f"/meetings/plan/{unit}", TODAY | {"day": "2026-11-24"}))

    assert f"{meeting}/code" not in client.page(f"{meeting}/room/5")


def test_without_its_page_a_meeting_has_nothing_for_the_wall(client, make, planned, clock):
    files = meeting_files()
    del files[FILE]
    publish(make.database, make.owner, files, now=clock())

    assert "has been taken away" in client.page(planned)
    assert client.get(f"{planned}/room/1").status_code == 404


def test_a_list_to_sign_names_the_own_staff_and_has_room_for_guests(client, make, planned, alva):
    stranger = make.person("Sture", "Fors")
    make.employment(stranger, make.unit("Söder"))
    assert f"{planned}/sheet" in client.page(planned)

    html = client.page(f"{planned}/sheet")
    said = words(client.get(f"{planned}/sheet.pdf").data)

    for text in (html, said):
        assert "Alva Lind" in text
        assert "Guests from other units" in text
        assert "Sture" not in text
    assert "Then destroy the paper" not in said
    with make.database.reading() as session:
        pages = [view.page for view in session.query(AuditView)]
    assert pages.count("manager.sign_in_sheet") == 2


def test_nobody_else_gets_the_list_to_sign(client, make, planned):
    other = make.person()
    make.grant(other, "manager", make.unit("Söder"))
    outsider = as_(make, client, other)

    assert outsider.get(f"{planned}/sheet").status_code == 404
    assert outsider.get(f"{planned}/sheet.pdf").status_code == 404


def test_a_script_that_has_kept_the_ticks_is_told_without_a_page_and_the_page_says_it_later(
    client, planned, alva
):
    wants = {"Accept": "application/json"}
    for _ in range(2):
        response = client.post(f"{planned}/attendance", {"person": str(alva)}, headers=wants)
        assert (response.status_code, response.get_data()) == (204, b"")

    html = client.page(planned)

    assert "All of them were noted already." in html
    assert html.count("Was there, to be confirmed") == 1


def test_on_a_shared_device_the_page_keeps_no_ticks(client, make, planned, manager):
    assert "roster.js" in client.page(planned)
    shared = PageClient(client.app, make)
    name = make.sign_in_name(manager)
    shared.post("/login", {"username": name, "password": PASSWORD, "shared": "y"})

    html = shared.page(planned)

    assert "Save the ticks" in html
    assert "roster.js" not in html
    assert "data-roster" not in html


def test_a_meeting_that_has_been_begins_with_who_was_there_and_invites_nobody(
    client, manager, unit, alva
):
    meeting = address(client.post(f"/meetings/plan/{unit}", TODAY | {"day": "2026-11-18"}))

    html = client.page(meeting)

    assert "Text for the invitation" not in html
    assert html.index("Who was there") < html.index("For whoever leads")
