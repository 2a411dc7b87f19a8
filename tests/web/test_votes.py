"""A vote in the room, as the leader at the wall and the phones walk it."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from elearn.store.models import Employment
from tests.client import PageClient
from tests.library import publish
from tests.meetings import meeting_files

TODAY = {"module": "basics/first", "day": "2026-11-23"}
PEOPLE = 6


@pytest.fixture(autouse=True)
def course(make, client):
    publish(make.database, make.owner, meeting_files(), now=datetime(2026, 10, 1, tzinfo=UTC))


@pytest.fixture
def unit(make):
    return make.unit("Hemtjänst norr")


@pytest.fixture
def leader(make, client, unit):
    """Manager of six."""
    for _ in range(PEOPLE):
        make.employment(make.person(), unit)
    person = make.person("Robin", "Ek")
    make.grant(person, "manager", unit)
    client.sign_in(person)
    return client


@pytest.fixture
def meeting(leader, unit):
    return leader.post(f"/meetings/plan/{unit}", TODAY).location


@pytest.fixture
def wall(meeting):
    return f"{meeting}/room/2"


@pytest.fixture
def phone(client, make):
    """Makes a browser of nobody's."""
    return lambda: PageClient(client.app, make)


@pytest.fixture
def opened(leader, meeting):
    html = leader.submit(f"{meeting}/vote")
    return re.search(r'"meeting-code">(\d{4})<', html)[1]


def vote(phone, code, choice):
    phone.submit("/vote", {"code": code})
    return again(phone, choice)


def again(phone, choice):
    round = re.search(r'name="round" value="(\d)"', phone.page("/vote/case"))[1]
    return phone.submit("/vote/case", {"round": round, "choice": choice})


def cells(html):
    return [int(number) for number in re.findall(r'"counted"><strong>(\d+)<', html)]


def test_from_the_first_vote_to_the_key_with_both_side_by_side(
    leader, meeting, wall, opened, phone
):
    phones = [phone() for _ in range(5)]
    for number, one in enumerate(phones):
        assert "your vote is in" in vote(one, opened, "1" if number else "2")
    html = leader.page(wall)
    assert "5 people have voted." in html
    assert "How many chose what" not in html

    html = leader.submit(f"{meeting}/vote/close", {"round": "1"})

    assert cells(html) == [4, 1]
    assert "Vote again" in html
    assert "No vote is open" in phone_waits(phones[0])
    leader.submit(f"{meeting}/vote")
    for one in phones:
        assert "your vote is in" in again(one, "2")
    html = leader.submit(f"{meeting}/vote/close", {"round": "2"})
    assert cells(html) == [4, 0, 1, 5]
    assert "Vote again" not in html
    key = leader.page(f"{meeting}/room/3")
    assert "Asking is never wrong." in key
    assert cells(key) == [4, 0, 1, 5]


def phone_waits(phone):
    return phone.page("/vote/case")


def test_the_phone_is_asked_without_account_and_sees_no_key(opened, phone):
    one = phone()
    assert "Go to the vote" in one.page(f"/vote/code/{opened}")
    assert one.get("/vote/case").location == "/vote"

    html = one.submit("/vote", {"code": opened})

    assert "Alva is late again." in html
    assert "I ask her how she is." in html
    assert "Asking is never wrong." not in html
    assert "Robin" not in html


def test_of_four_votes_nothing_is_shown_and_the_vote_can_be_opened_anew(
    leader, meeting, opened, phone
):
    for _ in range(4):
        vote(phone(), opened, "1")
    assert "Nothing is shown before five have." in leader.page(f"{meeting}/room/2")

    html = leader.submit(f"{meeting}/vote/close", {"round": "1"})

    assert cells(html) == []
    assert "Fewer than five voted" in html
    html = leader.submit(f"{meeting}/vote")
    assert "0 people have voted." in html


def test_a_phone_that_votes_twice_counts_once(leader, wall, opened, phone):
    one = phone()
    vote(one, opened, "1")
    assert "your vote is in" in one.submit("/vote/case", {"round": "1", "choice": "2"})
    assert "your vote is in" in one.submit("/vote", {"code": opened})

    assert "1 person has voted." in leader.page(wall)


@pytest.mark.parametrize("choice", ["", "0", "3", "-1", "one", "1" * 40, "²"])
def test_a_choice_that_is_none_is_told_in_words(opened, phone, choice):
    one = phone()
    one.submit("/vote", {"code": opened})

    html = one.submit("/vote/case", {"round": "1", "choice": choice}, status=422)

    assert "Choose one of the answers." in html


def test_a_vote_after_the_closing_is_told_and_not_counted(leader, meeting, opened, phone):
    one = phone()
    one.submit("/vote", {"code": opened})
    leader.submit(f"{meeting}/vote/close", {"round": "1"})

    html = one.submit("/vote/case", {"round": "1", "choice": "1"}, status=409)

    assert "closed before yours arrived" in html


def test_a_wrong_code_is_told_and_guessing_is_slowed(opened, phone):
    wrong = "0000" if opened != "0000" else "0001"
    assert phone().post("/vote", {"code": "abc"}).status_code == 422
    assert phone().get("/vote/code/12345").status_code == 404
    assert "No vote today has that code" in phone().submit("/vote", {"code": wrong}, status=422)

    seen = [phone().post("/vote", {"code": wrong}).status_code for _ in range(45)]

    assert seen[-1] == 429


def test_a_room_full_of_phones_behind_one_address_is_not_slowed(opened, phone):
    seen = [phone().post("/vote", {"code": opened}).status_code for _ in range(60)]

    assert set(seen) == {303}


def test_fewer_than_five_on_the_list_get_the_key_without_a_vote(client, make, phone):
    small = make.unit("Söder")
    for _ in range(4):
        make.employment(make.person(), small)
    leads = make.person("Robin", "Ek")
    make.grant(leads, "manager", small)
    client.sign_in(leads)
    assert "Fewer than five on the list: no vote" in client.page(f"/meetings/plan/{small}")
    meeting = client.post(f"/meetings/plan/{small}", TODAY).location

    assert "Vote by phone" not in client.page(f"{meeting}/room/2")

    assert "Fewer than five are on the list" in client.submit(f"{meeting}/vote")
    assert "Asking is never wrong." in client.page(f"{meeting}/room/3")


def test_when_the_meeting_ends_the_votes_are_gone(leader, meeting, opened, phone):
    one = phone()
    vote(one, opened, "1")
    assert "End the meeting, delete the votes" in leader.page(f"{meeting}/code")
    assert "End the meeting, delete the votes" in leader.page(meeting)

    html = leader.submit(f"{meeting}/vote/forget")

    assert "its votes are deleted" in html
    assert "The vote is over" in one.page("/vote/case")
    assert "The vote is over" in one.submit("/vote/case", {"round": "1", "choice": "1"}, status=409)
    assert "delete the votes" not in leader.submit(f"{meeting}/vote/forget")


def test_on_the_next_day_the_wall_and_the_phones_know_of_no_vote(
    leader, wall, meeting, opened, phone, clock
):
    one = phone()
    vote(one, opened, "1")

    clock.moment += timedelta(days=1)

    assert "The vote is over" in one.page("/vote/case")
    assert phone().post("/vote", {"code": opened}).status_code == 422
    html = leader.page(wall)
    assert "has voted" not in html
    assert "Vote by phone" not in html
    assert "on the day of the meeting only" in leader.submit(f"{meeting}/vote")


def test_a_vote_of_another_unit_cannot_be_opened_or_closed(make, client, meeting, opened):
    sister = make.person("Sam", "Ek")
    make.grant(sister, "manager", make.unit("Söder"))
    other = PageClient(client.app, make)
    other.sign_in(sister)

    for path in ("vote", "vote/close", "vote/empty", "vote/forget"):
        assert other.post(f"{meeting}/{path}").status_code == 404


def test_who_is_signed_in_votes_as_nobody_too(make, client, leader, wall, opened):
    learner = PageClient(client.app, make)
    learner.sign_in(make.person())

    assert "your vote is in" in vote(learner, opened, "1")

    assert "1 person has voted." in leader.page(wall)


def test_more_votes_than_people_are_told_and_the_round_is_emptied_unseen(
    leader, make, meeting, wall, opened, phone
):
    with make.database.reading() as session:
        person = session.query(Employment).first().person_id
    leader.submit(f"{meeting}/attendance", {"person": str(person)})
    first = phone()
    vote(first, opened, "1")
    assert "voted twice" not in leader.page(wall)
    vote(phone(), opened, "2")
    html = leader.page(wall)
    assert "Only 1 is noted as there: has somebody voted twice?" in html
    assert "Start the vote over" in html

    html = leader.submit(f"{meeting}/vote/empty", {"round": "1"})

    assert "The votes are deleted." in html
    assert "0 people have voted." in html
    assert "Start the vote over" not in html
    assert "your vote is in" in again(first, "2")
