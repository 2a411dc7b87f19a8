import re
from datetime import date

import pytest
from flask import render_template_string


@pytest.fixture
def asked(make, client):
    """A course that everybody must take."""
    make.course()
    return make.duty()


def employed(make, unit, count=1, done_on=None):
    people = [make.person("Alva", f"Lind{number}", has_secret=False) for number in range(count)]
    for person in people:
        make.employment(person, unit)
        if done_on:
            make.evidence(person, done_on)
    return people


def rows(html):
    """The words of each row of the page's table, by unit."""
    found = {}
    for row in re.findall(
        r"<tr.*?</tr>", html.partition("<tbody>")[2].partition("</tbody>")[0], re.S
    ):
        words = re.sub(r"<[^>]+>", " ", row).replace("&nbsp;", " ").split()
        name = re.sub(r"<[^>]+>", "", re.search(r"<th.*?</th>", row, re.S)[0]).strip()
        found[name] = " ".join(words).removeprefix(name).strip()
    return found


def manager(make, client, unit, role="manager"):
    person = make.person("Robin", "Ek")
    make.grant(person, role, unit)
    make.recompute()
    return client.sign_in(person)


def test_a_manager_sees_the_own_units_and_no_sister(client, make, asked):
    north = make.unit("Hemtjänst norr")
    employed(make, make.unit("Nattlaget", north), 2, date(2026, 9, 1))
    employed(make, north, 1)
    make.unit("Hemtjänst söder")
    manager(make, client, north)

    found = rows(client.page("/units"))

    assert list(found) == ["Hemtjänst norr", "Nattlaget", "All together"]
    assert found["Hemtjänst norr"].startswith("1 overdue 2 of 3 67 % 3")
    assert found["Nattlaget"].startswith("Everybody is current 2 of 2 100 % 2")
    assert found["All together"].startswith("1 overdue 2 of 3 67 % 3")


@pytest.mark.parametrize(
    ("done", "people", "share"),
    [(21, 24, "88 %"), (1, 250, "1 %"), (249, 250, "99 %"), (0, 3, "0 %"), (3, 3, "100 %")],
)
def test_a_share_is_rounded_but_neither_to_all_nor_to_none(app, done, people, share):
    template = """{% import "components/all.html" as ui %}{{ ui.percentage(done, people) }}
        {{ ui.share(done, people, "Share") }}"""

    with app.test_request_context():
        html = render_template_string(template, done=done, people=people)

    words = re.sub(r"<[^>]+>", " ", html).replace("&nbsp;", " ").split()
    assert " ".join(words) == f"{share} {share}"


def test_the_page_says_how_many_work_in_two_units(client, make, asked):
    north, south = make.unit("Norr"), make.unit("Söder")
    [both] = employed(make, north)
    make.employment(both, south)
    make.grant(person := make.person(), "manager", north)
    make.grant(person, "manager", south)
    make.recompute()
    client.sign_in(person)

    html = client.page("/units")

    assert rows(html)["All together"].startswith("1 overdue 0 of 1")
    assert "1 person works in more than one of these units" in html


def test_a_coordinator_sees_figures_and_opens_nothing(client, make, asked):
    small, large, larger = (make.unit(name) for name in ("Liten", "Stor", "Större"))
    employed(make, small, 2)
    employed(make, large, 6)
    employed(make, larger, 8)
    manager(make, client, make.top, "coordinator")

    html = client.page("/units")

    found = rows(html)
    assert found["Större"].startswith("8 overdue 0 of 8")
    assert found["Liten"] == "Too few to show – – – Sjövikens kommun"
    assert found["Stor"] == "Hidden to protect a small group – – – Sjövikens kommun"
    assert f'href="/units/{larger}' not in html
    assert "How many are current and how many are overdue" in html
    client.page(f"/units/{larger}", 403)


def test_a_coordinator_sees_the_year_behind_but_no_day_of_a_few(client, make, asked):
    unit = make.unit("Växande")
    employed(make, unit, 3)
    for number in range(6):
        make.employment(make.person("Bo", f"Ek{number}"), unit, from_on=date(2026, 6, 1))
    manager(make, client, make.top, "coordinator")

    line = client.page("/units").partition('<figure class="trend">')[2].partition("</figure>")[0]

    assert line.count("0 of 9") == 7
    assert line.count("Too few to show") == 6
    assert line.count('class="trend-dot"') == 7
    assert "of 3" not in line


def test_no_line_tells_of_the_rest_to_whoever_knows_some(client, make, asked):
    own, other = make.unit("Egen"), make.unit("Annan")
    employed(make, own, 6)
    employed(make, other, 2)
    for number in range(6):
        make.employment(make.person("Bo", f"Ek{number}"), other, from_on=date(2026, 6, 1))
    both = make.person("Robin", "Ek")
    make.grant(both, "manager", own)
    make.grant(both, "coordinator", make.top)
    make.recompute()

    client.sign_in(both)
    html = client.page("/units")

    assert rows(html)["All together"]
    assert '<figure class="trend">' not in html


def test_no_order_and_no_filter_tells_of_a_hidden_unit(client, make, asked):
    small, smaller, large = make.unit("B"), make.unit("A"), make.unit("C")
    employed(make, small, 4)
    employed(make, smaller, 2, date(2026, 9, 1))
    employed(make, large, 9)
    manager(make, client, make.top, "coordinator")

    for sort in ("concerned", "-concerned", "overdue", "-overdue", "-share"):
        ordered = list(rows(client.page(f"/units?sort={sort}")))
        assert ordered[-3:] == ["A", "B", "All together"]
    helped = list(rows(client.page("/units?show=needs-help")))
    assert helped == ["Sjövikens kommun", "C", "All together"]


def test_a_course_without_a_duty_is_chosen_by_the_filter_only(client, make, asked):
    make.course("fordjupning", "Fördjupning")
    unit = make.unit()
    employed(make, unit)
    manager(make, client, unit)

    assert "Nobody has to take this course" not in client.page("/units")
    assert "Nobody has to take this course" in client.page("/units?course=fordjupning")


def test_units_are_searched_and_filtered(client, make, asked):
    unit = make.unit("Skola")
    employed(make, make.unit("Änglamarken", unit), 1, date(2026, 9, 1))
    employed(make, make.unit("Ljungen", unit))
    manager(make, client, unit)

    assert list(rows(client.page("/units?q=angla"))) == ["Änglamarken", "All together"]
    assert "Änglamarken" not in rows(client.page("/units?show=needs-help"))
    assert "No unit matches" in client.page("/units?q=ingenstans")


def test_more_units_than_a_page_holds_are_paged(client, make, asked):
    top = make.unit("A")
    for number in range(50):
        make.unit(f"Lag {number:02}", top)
    manager(make, client, top)

    first, second = rows(client.page("/units")), rows(client.page("/units?page=2"))

    assert (len(first), list(second)) == (51, ["Lag 49", "All together"])


def test_a_course_that_is_gone_is_said_to_be_so(client, make, asked):
    unit = make.unit()
    employed(make, unit)
    manager(make, client, unit)

    assert "This is Grunden instead." in client.page("/units?course=gone")
    assert "instead." not in client.page("/units?course=grunden")


NONSENSE = (
    "sort=-nonsense",
    "sort=" + "-" * 200,
    "page=0",
    "page=-7",
    "page=99999999999999999999",
    "page=two",
    "course=%00",
    "show=%ff",
    "q=%00%ff%F0%9F",
    "q=" + "a" * 5000,
    "endpoint=x",
    "_external=1&_method=POST&self=1",
)


def test_nonsense_in_the_address_is_ignored(client, make, asked):
    unit = make.unit()
    employed(make, unit)
    manager(make, client, unit)

    for query in NONSENSE:
        client.page(f"/units?{query}")
        client.page(f"/units/{unit}?{query}")


def test_before_anything_is_published_the_page_says_so(client, make):
    unit = make.unit()
    manager(make, client, unit)

    assert "No course yet" in client.page("/units")
    assert "No course yet" in client.page(f"/units/{unit}")


def test_whoever_has_no_unit_may_not_look(client):
    client.sign_in()

    client.page("/units", 403)
