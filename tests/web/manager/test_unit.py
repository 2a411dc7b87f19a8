import csv
import io
import re
from datetime import date, timedelta
from itertools import product
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook

from elearn.store.models import AuditView, Host, RoleGrant, Unit, UnitPlacement
from tests.conftest import NOW
from tests.queries import counting

TODAY = NOW.date()


@pytest.fixture
def asked(make, client):
    """A course that everybody must take."""
    make.course()
    return make.duty()


@pytest.fixture
def unit(make, client):
    return make.unit("Hemtjänst norr")


@pytest.fixture
def manager(make, unit):
    person = make.person("Robin", "Ek")
    make.grant(person, "manager", unit)
    return person


def employed(make, unit, given_name="Alva", family_name="Lind", **values):
    person = make.person(given_name, family_name, has_secret=False)
    make.employment(person, unit, **values)
    return person


def opened(make, client, manager):
    make.recompute()
    client.sign_in(manager)


def people(html):
    """The rows of the list of people, as words."""
    table = html.partition('id="people"')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr.*?</tr>", table, re.S)
    plain = [[re.sub(r"<[^>]+>|\s+", " ", cell).split() for cell in _cells(row)] for row in rows]
    return [[" ".join(cell) for cell in row] for row in plain]


def _cells(row):
    without_forms = re.sub(r"<form.*?</form>", "", row, flags=re.S)
    return re.findall(r"<t[hd].*?</t[hd]>", without_forms, re.S)


def csv_rows(client, path):
    response = client.get(path)
    assert response.status_code == 200
    text = response.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def xlsx_rows(client, path):
    response = client.get(path)
    assert response.status_code == 200
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.get_data()))
    return book.get_sheet_by_index(0).to_python()


def parts(html):
    counted = re.search(r'<details class="[^"]*breakdown.*?</details>', html, re.S)
    return [int(number) for number in re.findall(r"<dd>(\d+)</dd>", counted[0])]


def test_a_manager_sees_names_with_status_and_dates(client, make, asked, unit, manager):
    make.evidence(employed(make, unit, "Åsa"), date(2026, 9, 1))
    employed(make, unit, "Bo")
    opened(make, client, manager)

    html = client.page(f"/units/{unit}")

    assert [row[:2] for row in people(html)] == [["Bo Lind", "Overdue"], ["Åsa Lind", "Current"]]
    assert "1 of 2" in html


def test_the_parts_on_the_page_add_up_to_the_rows_of_the_file(client, make, asked, unit, manager):
    team = make.unit("Nattlaget", unit)
    for number in range(60):
        person = employed(make, team if number % 3 else unit, f"P{number:02}")
        if number % 2:
            make.evidence(person, TODAY - timedelta(days=8 * number))
        if number % 10 == 0:
            make.employment(person, team)
        if number % 7 == 0:
            make.exemption(asked, person, date(2026, 1, 1))
    opened(make, client, manager)

    html = client.page(f"/units/{unit}")

    *each, total = parts(html)
    rows = csv_rows(client, f"/units/{unit}.csv")[1:]
    assert len(each) == 8
    assert sum(each) == total == len(rows) == 60
    assert [row[1] for row in rows].count("Overdue") == each[4]
    assert [row[1] for row in rows].count("Exempt") == each[6]


def test_files_hold_the_screens_rows_of_all_pages(client, make, asked, unit, manager):
    team = make.unit("Nattlaget", unit)
    for number in range(55):
        person = employed(make, team, f"P{number:02}")
        if number % 2:
            make.evidence(person, TODAY - timedelta(days=8 * number))
    opened(make, client, manager)

    for query in ("", "sort=-name", "status=to-do&q=p", "status=never-overdue&sort=due", "q=P1"):
        screen = [
            row[0]
            for page in (1, 2)
            for row in people(client.page(f"/units/{unit}?{query}&page={page}"))
        ]
        header, *rows = csv_rows(client, f"/units/{unit}.csv?{query}")

        assert header == ["Name", "Status", "Due", "Valid until", "Unit"]
        assert [row[0] for row in rows] == list(dict.fromkeys(screen))
        assert xlsx_rows(client, f"/units/{unit}.xlsx?{query}") == [header, *rows]


def branches(html):
    """Current "of" asked by row of the table of units."""
    table = html.partition("Units here")[2].partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [
        [re.sub(r"<[^>]+>", " ", cell).split() for cell in _cells(row)]
        for row in re.findall(r"<tr.*?</tr>", table, re.S)
    ]
    return {" ".join(row[0]): " ".join(row[1]) for row in rows}


def test_the_parts_of_a_unit_can_be_followed_to_its_total(client, make, asked, unit, manager):
    day, night = make.unit("Dag", unit), make.unit("Natt", unit)
    make.evidence(employed(make, unit, "Ledning"), date(2026, 9, 1))
    employed(make, day, "Dag")
    both = employed(make, night, "Båda")
    make.employment(both, day)
    twice = employed(make, make.unit("Natt 1", night), "Nattare")
    make.employment(twice, night)
    opened(make, client, manager)

    html = client.page(f"/units/{unit}")

    assert branches(html) == {
        "Dag": "0 of 2",
        "Natt": "0 of 2",
        "Directly in this unit": "1 of 1",
        "All together": "1 of 4",
    }
    assert "The rows add up to 1 more than all together" in html


def test_a_unit_where_nobody_works_directly_has_no_row_for_itself(
    client, make, asked, unit, manager
):
    employed(make, make.unit("Dag", unit))
    opened(make, client, manager)

    html = client.page(f"/units/{unit}")

    assert branches(html) == {"Dag": "0 of 1", "All together": "0 of 1"}
    assert "The rows add up" not in html


@pytest.mark.parametrize(
    ("apart", "note"),
    [
        (1, "out of 1: 1 person who is exempt or on leave is left out."),
        (2, "out of 1: 2 people who are exempt or on leave are left out."),
    ],
)
def test_those_left_out_of_a_share_are_counted_in_words(
    client, make, asked, unit, manager, apart, note
):
    employed(make, unit)
    for number in range(apart):
        make.exemption(asked, employed(make, unit, f"P{number}"), date(2026, 1, 1))
    opened(make, client, manager)

    assert note in client.page(f"/units/{unit}")


def test_a_due_date_that_has_passed_is_said_to_have_passed(client, make, unit, manager):
    make.course()
    make.duty(modules=["a1", "a2"], due_days=30)
    begun = employed(make, unit, "Begun", from_on=date(2026, 10, 1))
    make.evidence(begun, date(2026, 10, 5), "a1")
    in_time = employed(make, unit, "Intime", from_on=date(2026, 11, 1))
    make.evidence(in_time, date(2026, 11, 5), "a1")
    opened(make, client, manager)

    html = client.page(f"/units/{unit}")
    rows = people(html)

    assert "1 begun but not done" in html
    assert "Under way, overdue" in html
    assert parts(html) == [0, 0, 0, 1, 1, 0, 0, 0, 0, 2]
    late = people(client.page(f"/units/{unit}?status=late"))
    assert [row[0] for row in late] == ["Begun Lind"]
    due = {row[0]: row[1:3] for row in rows}
    assert [words[0] for words in due.values()] == ["Under way"] * 2
    assert due["Begun Lind"][1].startswith("was due ")
    assert not due["Intime Lind"][1].startswith("was due ")


def test_the_links_to_the_files_keep_the_choice(client, make, asked, unit, manager):
    employed(make, unit, "Åsa")
    opened(make, client, manager)

    html = client.page(f"/units/{unit}?q=%C3%A5sa&status=to-do&on=2026-11-01&endpoint=x")

    assert (
        f"/units/{unit}.csv?course=grunden&amp;on=2026-11-01&amp;status=to-do"
        "&amp;q=%C3%A5sa&amp;sort=status" in html
    )


def test_a_file_has_a_neutral_name_and_is_kept_nowhere(client, make, asked, unit, manager):
    opened(make, client, manager)

    response = client.get(f"/units/{unit}.csv")

    assert response.headers["Content-Disposition"] == 'attachment; filename="status-2026-11-23.csv"'
    assert response.headers["Cache-Control"] == "no-store"


def test_a_name_like_a_formula_is_only_a_name(client, make, asked, unit, manager):
    names = [f"{sign}HYPERLINK(1) Lind" for sign in "=+-@"]
    for name in names:
        employed(make, unit, name.removesuffix(" Lind"))
    opened(make, client, manager)

    in_csv = {row[0] for row in csv_rows(client, f"/units/{unit}.csv")[1:]}
    in_sheet = {row[0] for row in xlsx_rows(client, f"/units/{unit}.xlsx")[1:]}

    assert in_csv == {f"'{name}" for name in names}
    assert in_sheet == set(names)


PLACES = [
    ("GET", ""),
    ("GET", "?on=2026-01-01"),
    ("GET", ".csv"),
    ("GET", ".xlsx"),
    ("GET", "/colleagues/new"),
    ("POST", "/colleagues/new"),
    ("GET", "/deputies"),
    ("POST", "/deputies"),
    ("POST", "/slips"),
    ("POST", f"/deputies/{uuid4()}/end"),
]


def test_the_wrong_manager_gets_nowhere(client, make, asked, unit, manager):
    employed(make, sister := make.unit("Söder"), "Sixten")
    foreign = Unit(municipality_id=make.municipality("annan"), id=uuid4(), code="x", kind="unit")
    make.add(foreign)
    make.add(
        UnitPlacement(
            municipality_id=foreign.municipality_id,
            unit_id=foreign.id,
            name="Främmande",
            from_on=date(2020, 1, 1),
        )
    )
    make.add(Host(name="localhost", municipality_id=make.owner))
    opened(make, client, manager)

    for (method, place), other in product(PLACES, (sister, make.top, foreign.id, uuid4())):
        response = _asked(client, method, f"/units/{other}{place}")

        assert response.status_code == 403
        assert "Sixten" not in response.get_data(as_text=True)


def test_a_coordinator_is_no_manager(client, make, asked, unit):
    person = make.person()
    make.grant(person, "coordinator")
    opened(make, client, person)

    for method, place in PLACES:
        assert _asked(client, method, f"/units/{unit}{place}").status_code == 403


def _asked(client, method, path):
    return client.get(path) if method == "GET" else client.post(path, {})


def test_a_grant_that_is_taken_away_closes_the_page_at_once(client, make, asked, unit, manager):
    opened(make, client, manager)
    client.page(f"/units/{unit}")

    with make.database.writing() as session:
        session.query(RoleGrant).filter_by(person_id=manager).delete()
        session.commit()

    client.page(f"/units/{unit}", 403)
    assert client.get(f"/units/{unit}.csv").status_code == 403


def test_every_page_and_file_of_names_leaves_a_trace(client, make, asked, unit, manager):
    opened(make, client, manager)

    client.page(f"/units/{unit}")
    client.page(f"/units/{unit}?on=2026-03-01")
    client.get(f"/units/{unit}.csv")
    client.get(f"/units/{unit}.xlsx")
    client.page(f"/units/{unit}?on=nonsense", 422)
    client.page("/units")

    with make.database.reading() as session:
        rows = session.query(AuditView).order_by(AuditView.page, AuditView.shown_on).all()
    assert [(row.page, row.shown_on) for row in rows] == [
        ("manager.unit", date(2026, 3, 1)),
        ("manager.unit", TODAY),
        ("manager.unit_csv", TODAY),
        ("manager.unit_xlsx", TODAY),
    ]
    assert {(row.actor_id, row.unit_id) for row in rows} == {(manager, unit)}


def test_a_day_that_cannot_be_shown_is_said_to_be_so(client, make, asked, unit, manager):
    employed(make, unit, "Nora")
    opened(make, client, manager)

    for day in ("2026-02-30", "igår", "1999-12-31", "2028-11-24", "0000-00-00", "%00"):
        assert "Nora" not in client.page(f"/units/{unit}?on={day}", 422)
        assert client.get(f"/units/{unit}.csv?on={day}").status_code == 422
        assert client.get(f"/units/{unit}.xlsx?on={day}").status_code == 422


def test_a_day_before_a_hire_and_before_a_move(client, make, asked, manager, unit):
    team = make.unit("Nattlaget", unit, to_on=date(2026, 6, 1))
    south = make.unit("Söder")
    make.add(
        UnitPlacement(
            municipality_id=make.owner,
            unit_id=team,
            parent_id=south,
            name="Nattlaget",
            from_on=date(2026, 6, 1),
        )
    )
    employed(make, team, "Flyttad")
    employed(make, unit, "Kvar")
    employed(make, unit, "Nyanställd", from_on=date(2026, 8, 1))
    opened(make, client, manager)

    html = client.page(f"/units/{unit}?on=2026-05-31")

    assert [row[0] for row in people(html)] == ["Kvar Lind"]
    assert "1 unit that stood here that day belongs to somebody else now" in html
    assert [row[0] for row in people(client.page(f"/units/{unit}"))] == [
        "Kvar Lind",
        "Nyanställd Lind",
    ]


def test_a_closed_unit_stands_under_its_unit_on_the_days_it_was_there(
    client, make, asked, manager, unit
):
    team = make.unit("Nattlaget", unit, to_on=date(2026, 6, 1))
    employed(make, team, "Natt", to_on=date(2026, 6, 1))
    opened(make, client, manager)

    html = client.page(f"/units/{unit}?on=2026-05-31")

    assert [row[0] for row in people(html)] == ["Natt Lind"]
    assert "(closed since)" in html
    client.page(f"/units/{team}?on=2026-05-31", 403)


def test_a_day_to_come_is_marked_as_a_forecast(client, make, asked, manager, unit):
    make.evidence(employed(make, unit), date(2026, 9, 1))
    opened(make, client, manager)

    html = client.page(f"/units/{unit}?on=2027-10-01")

    assert "if nothing more is done" in html
    assert people(html)[0][1] == "Expired"


def test_a_day_before_the_unit_existed_has_nothing(client, make, asked, manager):
    unit = make.unit("Nytt", from_on=date(2026, 6, 1))
    make.grant(manager, "manager", unit)
    opened(make, client, manager)

    assert "The unit did not exist that day" in client.page(f"/units/{unit}?on=2026-05-31")
    assert len(csv_rows(client, f"/units/{unit}.csv?on=2026-05-31")) == 1


NO_UNIT = "unit=00000000-0000-7000-8000-000000000001"
FILTER_GONE = "That filter is not there any more"
COURSE_GONE = "The course asked for is not here. This is Grunden instead."


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("status=unknown", FILTER_GONE),
        ("unit=nonsense", FILTER_GONE),
        (NO_UNIT, FILTER_GONE),
        ("course=unknown", COURSE_GONE),
    ],
)
def test_a_filter_that_is_gone_is_said_to_be_so(client, make, asked, unit, manager, query, notice):
    employed(make, unit, "Nora")
    opened(make, client, manager)

    html = client.page(f"/units/{unit}?{query}")

    assert "Nora" in html
    assert notice in html
    assert f'href="/units/{unit}.csv?course=grunden&amp;sort=status"' in html


@pytest.mark.parametrize("query", ["status=unknown", NO_UNIT, "course=unknown"])
def test_no_file_holds_more_than_was_asked_for(client, make, asked, unit, manager, query):
    employed(make, unit, "Nora")
    opened(make, client, manager)

    for kind in ("csv", "xlsx"):
        assert FILTER_GONE in client.page(f"/units/{unit}.{kind}?{query}", 422)
    with make.database.reading() as session:
        assert session.query(AuditView).count() == 0


def test_what_is_there_is_not_said_to_be_gone(client, make, asked, unit, manager):
    team = make.unit("Nattlaget", unit)
    employed(make, team, "Nora")
    opened(make, client, manager)

    for query in ("", "page=4711", "status=&unit=&course=", f"unit={team}&status=to-do"):
        html = client.page(f"/units/{unit}?{query}")
        assert FILTER_GONE not in html
        assert "asked for is not here" not in html
        assert len(csv_rows(client, f"/units/{unit}.csv?{query}")) == 2


def test_a_page_asks_the_same_number_of_questions_for_one_and_for_ten(
    client, make, asked, unit, manager
):
    employed(make, make.unit("Lag 0", unit))
    opened(make, client, manager)
    with counting(make.database) as of_one:
        client.page(f"/units/{unit}")
    for number in range(1, 11):
        employed(make, make.unit(f"Lag {number}", unit))
    make.recompute()

    with counting(make.database) as of_ten:
        client.page(f"/units/{unit}")

    assert len(of_one) == len(of_ten)


def trend(html):
    """The rows under the line, as words."""
    table = html.partition('<figure class="trend">')[2].partition("<tbody>")[2]
    rows = re.findall(r"<tr.*?</tr>", table.partition("</tbody>")[0], re.S)
    return [re.sub(r"<[^>]+>|&nbsp;|\s+", " ", row).split() for row in rows]


def test_the_year_behind_is_a_line_and_the_same_figures_in_a_table(
    make, client, asked, unit, manager
):
    done, _other = employed(make, unit), employed(make, unit)
    make.evidence(done, date(2026, 6, 15))
    opened(make, client, manager)

    html = client.get(f"/units/{unit}").text

    rows = trend(html)
    assert len(rows) == 13
    assert rows[0][-5:] == ["1", "of", "2", "50", "%"]
    assert rows[5][-5:] == ["1", "of", "2", "50", "%"]
    assert rows[6][-5:] == ["0", "of", "2", "0", "%"]
    assert html.count('class="trend-dot"') == 13


def test_the_year_behind_counts_nobody_who_belongs_to_somebody_else_today(
    make, client, asked, unit, manager
):
    team = make.unit("Lag", unit, to_on=date(2026, 9, 10))
    make.add(
        UnitPlacement(
            municipality_id=make.owner,
            unit_id=team,
            parent_id=make.top,
            name="Lag",
            from_on=date(2026, 9, 10),
        )
    )
    employed(make, team)
    employed(make, unit)
    opened(make, client, manager)

    rows = trend(client.get(f"/units/{unit}").text)

    assert [" ".join(row[-3:]) for row in rows[3:5]] == ["it is today", "it is today"]
    assert rows[1][-5:-2] == ["0", "of", "1"]


def test_no_line_is_drawn_where_nobody_was_ever_asked(make, client, asked, unit, manager):
    opened(make, client, manager)

    assert 'class="trend"' not in client.get(f"/units/{unit}").text
