import re

import pytest

from tests.queries import counting
from tests.web.manager.test_units import asked, employed, manager

__all__ = ["asked"]


def table(html):
    """The words of each cell, by unit; the first row are the courses."""
    found = {}
    for row in re.findall(r"<tr.*?</tr>", html, re.S):
        cells = [
            " ".join(re.sub(r"<[^>]+>", " ", cell).replace("&nbsp;", " ").split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)
        ]
        found[cells[0]] = cells[1:]
    return found


@pytest.fixture
def second(make, asked):
    """A further course that everybody must take."""
    make.course("samtal", "Samtal")
    return make.duty(course="samtal", modules=["s1"])


def test_a_head_sees_the_units_next_below_by_every_course_that_is_asked(
    client, make, asked, second
):
    head = make.unit("Omsorgen")
    north = make.unit("Norr", head)
    make.unit("Granne")
    employed(make, make.unit("Natt", north), 2, done_on=make.clock().date())
    employed(make, head, 1)
    manager(make, client, head)

    found = table(client.page("/units/map"))

    assert found["Enhet" if "Enhet" in found else "Unit"] == ["Grunden", "Samtal"]
    assert set(found) - {"Enhet", "Unit"} == {"Norr 1 unit under Norr", "All together"}
    assert found["Norr 1 unit under Norr"][0] == "100 % Norr: 2 of 2 Everybody"
    assert found["Norr 1 unit under Norr"][1].endswith("Norr: 0 of 2 2 overdue")
    assert found["All together"][0].startswith("67 % Omsorgen: 2 of 3 1 overdue")


def test_the_map_goes_down_to_the_unit_and_no_further_than_the_scope(client, make, asked):
    head = make.unit("Omsorgen")
    north, sister = make.unit("Norr", head), make.unit("Granne")
    employed(make, make.unit("Natt", north), 1)
    manager(make, client, head)

    down = client.page(f"/units/map?unit={north}")
    outside = client.page(f"/units/map?unit={sister}")
    nonsense = client.page("/units/map?unit=nothing")

    assert list(table(down))[1:] == ["Natt", "All together"]
    assert f'href="/units/{north}?course=grunden"' in down
    for page in (outside, nonsense):
        assert "The unit asked for is not here" in page
        assert "Granne" not in page


def test_a_coordinator_sees_no_small_group_at_any_level(client, make, asked):
    head = make.unit("Omsorgen")
    small, large, larger = (make.unit(name, head) for name in ("Liten", "Stor", "Större"))
    employed(make, small, 2)
    employed(make, large, 6)
    employed(make, larger, 8)
    make.unit("Tom", head)
    manager(make, client, make.top, "coordinator")

    for address in ("/units/map", f"/units/map?unit={head}"):
        html = client.page(address)
        assert not re.search(r'href="/units/[0-9a-f-]{36}', html)
    found = table(html)

    assert found["Större"] == ["0 % 0 of 8 8 overdue"]
    assert found["Liten"] == ["Too few to show"]
    assert found["Stor"] == ["Hidden to protect a small group"]
    assert found["Tom"] == ["Nobody has to take it now"]
    assert found["All together"] == ["0 % 0 of 16 16 overdue"]


def test_a_manager_of_two_branches_sees_them_side_by_side(client, make, asked):
    north, south = make.unit("Norr"), make.unit("Söder")
    [both] = employed(make, north)
    make.employment(both, south)
    make.grant(person := make.person(), "manager", north)
    make.grant(person, "manager", south)
    make.recompute()
    client.sign_in(person)

    found = table(client.page("/units/map"))

    assert list(found)[1:] == ["Norr", "Söder"]


def test_where_no_course_is_asked_the_page_says_so(client, make):
    make.course()
    unit = make.unit()
    manager(make, client, unit)

    assert "Nobody has to take any course" in client.page("/units/map")


def test_the_map_asks_no_more_questions_when_there_are_more_people(client, make, asked):
    unit = make.unit("Norr")
    employed(make, unit, 1)
    manager(make, client, unit)
    client.page("/units/map")
    with counting(make.database) as few:
        client.page("/units/map")
    employed(make, unit, 9)
    make.recompute()

    with counting(make.database) as many:
        client.page("/units/map")

    assert len(many.statements) == len(few.statements)
