import pytest

from elearn.store.models import RoleGrant


@pytest.fixture
def administrator(make, client):
    person = make.person("Dag", "Hed")
    make.grant(person, "administrator")
    return client.sign_in(person)


def role_form(make, **values):
    return {
        "who": "Alva Lind",
        "role": "manager",
        "unit": str(make.top),
        "first_day": "2026-11-23",
        "last_day": "",
        **values,
    }


def grants(make, person):
    with make.database.reading() as session:
        return session.query(RoleGrant).filter_by(person_id=person).all()


def test_a_role_is_given_and_ended(client, make, administrator):
    alva = make.person("Alva", "Lind")
    html = client.submit("/admin/roles/new", role_form(make, last_day="2026-12-31"))
    assert "Alva Lind" in html
    [made] = grants(make, alva)
    assert str(made.to_on) == "2027-01-01"

    client.submit(f"/admin/roles/{made.id}/end")

    assert grants(make, alva) == []


def test_several_people_of_one_name_are_asked_about(client, make, administrator):
    make.person("Alva", "Lind")
    second = make.person("Alva", "Lind")

    html = client.submit("/admin/roles/new", role_form(make), status=422)
    assert html.count('name="person"') == 2
    client.submit("/admin/roles/new", role_form(make, person=str(second)))

    assert len(grants(make, second)) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"who": "Nobody Known"}, "who"),
        ({"who": ""}, "who"),
        ({"role": "learner"}, "role"),
        ({"unit": "nonsense"}, "unit"),
        ({"first_day": "2026-02-30"}, "first_day"),
        ({"last_day": "2020-01-01"}, "last_day"),
    ],
)
def test_a_role_that_cannot_be_is_refused_beside_its_field(
    client, make, administrator, values, field
):
    alva = make.person("Alva", "Lind")

    html = client.submit("/admin/roles/new", role_form(make, **values), status=422)

    assert f'href="#{field}"' in html
    assert grants(make, alva) == []


def test_the_last_administrator_stays(client, make, administrator):
    [own] = grants(make, administrator)

    client.submit(f"/admin/roles/{own.id}/end")

    assert grants(make, administrator)[0].to_on is None
    client.page("/admin/roles")


def test_roles_of_people_who_work_nowhere_are_listed(client, make, administrator):
    here, gone = make.person("Alva", "Lind"), make.person("Bo", "Ek")
    unit = make.unit("Norr")
    make.employment(here, unit)
    for person in (here, gone):
        make.grant(person, "manager", unit)

    html = client.page("/admin/roles?show=left")

    assert "Bo Ek" in html
    assert "Alva Lind" not in html


@pytest.mark.parametrize("sort", ["name", "-name", "role", "unit", "-from", "x"])
def test_roles_are_sorted_as_asked(client, make, administrator, sort):
    make.grant(make.person("Alva", "Lind"), "manager", make.unit("Norr"))

    assert "Alva Lind" in client.page(f"/admin/roles?sort={sort}&role=manager&q=norr&show=ended")


def test_an_administrator_of_a_department_ends_no_role_elsewhere(client, make):
    own = make.unit("Norr")
    person, boss = make.person(), make.person()
    make.grant(person, "administrator", own)
    grant = make.grant(boss, "administrator")
    client.sign_in(person)

    assert client.post(f"/admin/roles/{grant}/end").status_code == 404
    assert client.post("/admin/roles/new", role_form(make)).status_code == 422
