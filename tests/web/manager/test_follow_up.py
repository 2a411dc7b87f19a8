"""Two years on paper: what was offered, coverage by year, no names and no small groups."""

import re
from datetime import date

import pytest

from elearn.store.models import Evidence
from tests.web.manager.test_unit_map import table

SHELTERING = "Hidden to protect a small group"


@pytest.fixture
def town(make, client):
    """A course asked since 2025; a small unit and two larger ones."""
    with make.at_once():
        make.course("basics", "The basics")
        make.course("more", "More")
        make.duty("basics", due_days=30, from_on=date(2025, 3, 1))
    with make.at_once():
        make.care = make.unit("Omsorgen")
    with make.at_once():
        make.old = employed(make, make.care, 6, date(2024, 1, 1))
        employed(make, make.unit("Skolan"), 9, date(2026, 2, 1))
        employed(make, make.unit("Liten"), 2, date(2024, 1, 1))
    for person in make.old[:5]:
        make.evidence(person, date(2025, 4, 1), course="basics")
    return make


def employed(make, unit, count, from_on):
    people = [make.person("Alva", f"Lind{number}", has_secret=False) for number in range(count)]
    for person in people:
        make.employment(person, unit, from_on=from_on)
    return people


def opened(client, make, role, unit, address="/units/follow-up"):
    viewer = make.person("Robin", "Ek")
    make.grant(viewer, role, unit)
    make.recompute()
    client.sign_in(viewer)
    return client.page(address)


def test_coverage_is_told_for_the_end_of_each_year_and_today(client, make, town):
    html = opened(client, make, "coordinator", make.top)
    found = table(html)

    assert found["Unit"] == ["31 December 2024", "31 December 2025", "23 November 2026"]
    assert found["Skolan"] == ["–", "Nobody had to take it", "0 of 9 (0 %)"]
    assert found["Omsorgen"] == ["–", SHELTERING, SHELTERING]
    assert found["Liten"] == ["–", "Too few to show", "Too few to show"]
    assert found["Sjövikens kommun all together"] == ["–", "5 of 8 (63 %)", "0 of 17 (0 %)"]
    assert "Open to whoever wanted them: More." in html
    assert "Lind" not in html


def test_a_small_group_is_hidden_and_so_is_what_would_tell_it(client, make, town):
    employed(make, make.unit("Kansliet"), 7, date(2024, 1, 1))
    found = table(opened(client, make, "coordinator", make.top))

    assert found["Liten"] == ["–", "Too few to show", "Too few to show"]
    assert SHELTERING in {cells[1] for cells in found.values()}


def test_a_unit_hidden_beside_others_is_hidden_when_asked_for_by_itself(client, make, town):
    address = f"/units/follow-up?unit={make.care}"
    found = table(opened(client, make, "coordinator", make.top, address))

    assert found["Omsorgen all together"] == ["–", SHELTERING, SHELTERING]
    assert "hidden to protect a small group" in client.page(address)


def test_what_a_head_may_name_is_not_hidden_and_a_sister_is_not_told(client, make, town):
    html = opened(client, make, "manager", make.care)
    found = table(html)

    assert found["Omsorgen all together"][1:] == ["5 of 6 (83 %)", "0 of 6 (0 %)"]
    assert "Skolan" not in html
    assert "How it was learnt" not in html


def test_years_and_unit_can_be_chosen_and_nonsense_is_left_aside(client, make, town):
    html = opened(client, make, "coordinator", make.top, "/units/follow-up?to=2025")
    wrong = client.page("/units/follow-up?to=1x26&unit=nothing")

    assert "Follow-up of training 2024–2025" in html
    assert table(html)["Unit"][-1] == "31 December 2025"
    assert "Follow-up of training 2025–2026" in wrong
    assert "The unit asked for is not here" in wrong


def test_ways_are_counted_by_person_without_what_was_taken_back(client, make, town):
    wrong = make.evidence(make.old[0], date(2026, 5, 1), course="basics", kind="meeting")
    make.evidence(make.old[0], date(2026, 5, 1), course="basics", kind="meeting", withdraws=wrong)
    for person in make.old[:5]:
        make.evidence(person, date(2026, 6, 1), course="basics", kind="equivalence")
        make.evidence(person, date(2026, 6, 2), course="basics", kind="equivalence")
    with make.database.reading() as session:
        assert session.query(Evidence).count() == 17

    html = opened(client, make, "coordinator", make.top)
    found = table(html)

    assert found["On their own"] == ["5", "0"]
    assert found["Equivalent training"] == ["0", "5"]
    assert found["At a workplace meeting"] == ["0", "0"]


def test_ways_of_fewer_than_five_people_are_not_told(client, make, town):
    make.evidence(make.old[0], date(2026, 5, 1), course="basics", kind="manual")

    found = table(opened(client, make, "coordinator", make.top))

    assert found["Entered by hand"] == ["0", "fewer than 5"]


def test_before_anything_was_asked_the_page_says_so(client, make):
    make.course()

    html = opened(client, make, "coordinator", make.top)

    assert "Nobody had to take any course in these years." in html
    assert not re.search(r"<td class=\"numeric\">[1-9]", html)
