"""The pages with which a module is taken together."""

import pytest

from tests.library import publish
from tests.services.test_meeting_pages import files

MODULE = "/courses/basics/first"
MEETING = f"{MODULE}/meeting"


@pytest.fixture
def course(make, clock):
    return publish(make.database, make.owner, files(), now=clock())


def test_whoever_leads_finds_the_page_and_reads_all_of_it(client, course):
    client.sign_in()
    assert MEETING in client.page(MODULE)
    assert MEETING in client.page("/meetings")

    html = client.page(MEETING)

    for said in (
        "Bring slips",
        "Who meets whom?",
        "Asking is never wrong.",
        "Take a break.",
        '<span class="one-piece">0980-319 200</span>',
    ):
        assert said in html


@pytest.mark.parametrize(
    ("until", "urgency", "is_said"),
    [
        ("2027-06-30", "advice", False),
        ("2026-06-30", "advice", True),
        ("never", "soon", True),
        ("never", "acute", False),
    ],
)
@pytest.mark.parametrize("page", [MODULE, f"{MODULE}/print", MEETING])
def test_a_number_that_nobody_vouches_for_is_named_unless_it_is_for_danger(
    client, make, clock, until, urgency, is_said, page
):
    given = files()
    routes = given["_shared/routes.yaml"].replace(b"2027-06-30", until.encode())
    given["_shared/routes.yaml"] = routes.replace(
        b"urgency: advice", f"urgency: {urgency}".encode()
    )
    publish(make.database, make.owner, given, now=clock())
    client.sign_in()

    assert ("nobody has verified lately" in client.page(page)) is is_said


def test_the_room_sees_one_part_after_the_other_and_no_notes(client, course):
    client.sign_in()
    first, second, third = (client.page(f"{MEETING}/{number}") for number in (1, 2, 3))

    assert "Who meets whom?" in first
    assert "Alva is late again." not in first
    assert "Alva is late again." in second
    assert "Write it down." in third
    for html in (first, second, third):
        assert "Take a break." not in html
        assert "Asking is never wrong." not in html
    for number in (0, 4):
        assert client.get(f"{MEETING}/{number}").status_code == 404


def test_a_module_without_a_meeting_page_offers_none(client, course):
    client.sign_in()

    assert "/meeting" not in client.page("/courses/basics/second").replace("/meetings", "")
    assert client.get("/courses/basics/second/meeting").status_code == 404


def test_nobody_is_promised_a_page_where_there_is_none(client):
    client.sign_in()

    assert "/courses/" not in client.page("/meetings")
