import pytest

from elearn.store.models import AuditAct, Unit


@pytest.fixture
def administrator(make, client):
    person = make.person("Dag", "Hed")
    make.grant(person, "administrator")
    return client.sign_in(person)


def acts(make) -> list[str]:
    """In alphabetical order: the clock stands still in a test."""
    with make.database.reading() as session:
        return sorted(row.act for row in session.query(AuditAct))


def test_a_unit_is_made_renamed_moved_and_closed(client, make, administrator):
    north = make.unit("Norr")
    new = {"name": "Ny enhet", "code": "NY", "kind": "unit", "parent": str(north)}
    html = client.submit("/admin/units/new", {**new, "on": "2026-11-23"})
    assert "Ny enhet" in html
    with make.database.reading() as session:
        unit = session.query(Unit).filter_by(code="NY").one().id

    client.submit(f"/admin/units/{unit}/rename", {"name": "Nyare", "on": "2026-11-24"})
    client.submit(f"/admin/units/{unit}/move", {"other": str(make.top), "on": "2026-11-25"})
    html = client.submit(f"/admin/units/{unit}/close", {"on": "2026-12-01"})

    assert html.count("Nyare") >= 2
    assert acts(make) == ["unit-closed", "unit-created", "unit-moved", "unit-renamed"]


def test_merged_people_work_in_the_other_unit(client, make, administrator):
    north, south = make.unit("Norr"), make.unit("Syd")
    make.employment(make.person("Alva", "Lind"), north)

    client.submit(f"/admin/units/{north}/merge", {"other": str(south), "on": "2026-11-23"})

    line = client.page("/admin/people").split("Alva Lind")[1].split("</tr>")[0]
    assert "Syd" in line
    client.page(f"/admin/units/{north}")


def test_a_unit_with_people_is_not_closed_and_says_how_many(client, make, administrator):
    north = make.unit("Norr")
    make.employment(make.person(), north)

    html = client.submit(f"/admin/units/{north}/close", {"on": "2026-11-23"}, status=422)

    assert "1 people work there" in html


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("rename", {"name": "", "on": "2026-11-23"}),
        ("rename", {"name": "x" * 161, "on": "2026-11-23"}),
        ("rename", {"name": "Norr", "on": "2026-02-30"}),
        ("rename", {"name": "Norr", "on": "1999-01-01"}),
        ("move", {"other": "nonsense", "on": "2026-11-23"}),
        ("move", {"on": "2026-11-23"}),
        ("close", {"on": ""}),
        ("describe", {"kind": "castle"}),
        ("describe", {"kind": "unit", "retention_months": "-1"}),
        ("describe", {"kind": "unit", "retention_months": "many"}),
    ],
)
def test_a_form_that_says_nothing_useful_is_refused(client, make, administrator, act, form):
    north = make.unit("Norr")

    client.submit(f"/admin/units/{north}/{act}", form, status=422)

    assert acts(make) == []


def test_controller_and_months_are_kept(client, make, administrator):
    north = make.unit("Norr")

    html = client.submit(
        f"/admin/units/{north}/describe",
        {"kind": "company", "controller": "Sjöhem AB", "retention_months": "36"},
    )

    assert "Sjöhem AB" in html
    assert "36" in html


def test_a_code_that_is_taken_is_refused(client, make, administrator):
    make.unit("Norr", code="N1")
    new = {"name": "x", "code": "n1", "kind": "unit", "parent": str(make.top)}

    html = client.submit("/admin/units/new", {**new, "on": "2026-11-23"}, status=422)

    assert 'href="#code"' in html


def test_a_unit_without_a_manager_near_is_listed(client, make, administrator):
    area = make.unit("Omsorgen", kind="area")
    led, lost = make.unit("Norr", area), make.unit("Syd", area)
    group = make.unit("Nattlaget", led, kind="workplace")
    for unit in (led, lost, group):
        make.employment(make.person(), unit)
    for unit in (area, led):
        make.grant(make.person("Eva", "Dal"), "manager", unit)

    html = client.page("/admin/units?show=without-manager")

    assert "Syd" in html
    assert "Norr" not in html
    assert "Nattlaget" not in html
    assert "Syd" in client.page("/admin")


def test_an_administrator_of_a_department_sees_and_changes_no_other(client, make):
    own, sister = make.unit("Norr"), make.unit("Syd")
    person = make.person()
    make.grant(person, "administrator", own)
    client.sign_in(person)

    assert "Syd" not in client.page("/admin/units")
    client.page(f"/admin/units/{own}")
    client.page(f"/admin/units/{sister}", status=403)
    for act in ("rename", "move", "merge", "close", "describe"):
        client.page(f"/admin/units/{sister}/{act}", status=403)
    client.submit(
        f"/admin/units/{own}/move", {"other": str(sister), "on": "2026-11-23"}, status=422
    )


@pytest.mark.parametrize("sort", ["tree", "name", "-name", "code", "people", "-people", "x"])
def test_units_are_sorted_as_asked(client, make, administrator, sort):
    make.unit("Norr")
    make.unit("Syd")

    client.page(f"/admin/units?sort={sort}")


def test_units_are_found_by_part_of_a_name_or_by_code(client, make, administrator):
    make.unit("Hemtjänst Norr", code="N1")
    make.unit("Skolan", code="S1")

    assert "Skolan" not in client.page("/admin/units?q=hemtjanst")
    assert "Skolan" in client.page("/admin/units?q=s1")
    client.page("/admin/units?q=%27%22%3Cscript%3E")


def test_a_unit_without_any_above_is_compared_with_none(client, make, administrator):
    lower = make.unit("Norr")

    assert "one level up" not in client.page(f"/admin/units/{make.top}")
    assert "one level up" not in client.page(f"/admin/units/{make.top}/describe")
    assert "one level up" in client.page(f"/admin/units/{lower}")
