import pytest

from elearn.store.models import LoginSession, OneTimeCode, Person
from tests.factories import PASSWORD


@pytest.fixture
def administrator(make, client):
    person = make.person("Dag", "Hed")
    make.grant(person, "administrator")
    return client.sign_in(person)


def stored(make, person) -> Person:
    with make.database.reading() as session:
        found = session.get(Person, (make.municipality_id, person))
        assert found is not None
        return found


@pytest.mark.parametrize(
    "text", ["åsa", "ASA", "lind asa", "1001", "asa.lind@demo.test", "  Åsa   Lind "]
)
def test_somebody_is_found_by_name_number_or_user_name(client, make, administrator, text):
    asa = make.person("Åsa", "Lind", sign_in="asa.lind@demo.test")
    make.employment(asa, make.unit("Norr"), number="1001")
    make.employment(make.person("Bo", "Ek"), make.unit("Syd"), number="1002")

    html = client.page(f"/admin/people?q={text}")

    assert "Åsa Lind" in html
    assert "Bo Ek" not in html


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("working", {"Alva Lind"}),
        ("without-post", {"Bo Ek", "Cleo Dal"}),
        ("never-placed", {"Cleo Dal"}),
        ("everybody", {"Alva Lind", "Bo Ek", "Cleo Dal"}),
    ],
)
def test_the_list_shows_whom_it_is_asked_for(client, make, administrator, show, names):
    from datetime import date

    unit = make.unit("Norr")
    make.employment(make.person("Alva", "Lind"), unit)
    make.employment(make.person("Bo", "Ek"), unit, to_on=date(2026, 11, 23))
    make.person("Cleo", "Dal")

    html = client.page(f"/admin/people?show={show}")

    assert {name for name in ("Alva Lind", "Bo Ek", "Cleo Dal") if name in html} == names


def test_who_may_be_one_person_twice_is_listed(client, make, administrator):
    unit = make.unit("Norr")
    make.employment(make.person("Alva", "Lind"), unit, number="1")
    make.employment(make.person("Alva", "LIND"), unit, number="ny-2", is_provisional=True)
    for number in ("3", "4"):
        make.employment(make.person("Bo", "Ek"), unit, number=number)

    html = client.page("/admin/people?show=doubles")

    assert html.count("/admin/people/") == 2
    assert "2 people may be in the register twice" in client.page("/admin")


def test_a_person_is_corrected(client, make, administrator):
    alva = make.person("Alva", "Lind")

    html = client.submit(
        f"/admin/people/{alva}/edit",
        {
            "given_name": "Alva",
            "family_name": "Berg",
            "alias": "",
            "email": "alva.berg@x.example",
            "language": "en",
        },
    )

    assert "Alva Berg" in html
    assert "alva.berg@x.example" in html


def test_an_alias_hides_the_name_everywhere_in_the_administration(client, make, administrator):
    alva = make.person("Alva", "Hemligsson", alias="Kim S")
    make.employment(alva, make.unit("Norr"))

    for path in ("/admin/people", f"/admin/people/{alva}", "/admin/people?q=hemligsson"):
        assert "Hemligsson" not in client.page(path)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"given_name": "", "family_name": ""}, "given_name"),
        ({"given_name": "A" * 81, "family_name": "B"}, "given_name"),
        ({"given_name": "A", "family_name": "B", "email": "nowhere"}, "email"),
        ({"given_name": "A", "family_name": "B", "email": "taken@demo.test"}, "email"),
        ({"given_name": "A", "family_name": "B", "language": "xx"}, "language"),
    ],
)
def test_what_a_person_cannot_be_is_refused_beside_its_field(
    client, make, administrator, form, field
):
    make.person(sign_in="taken@demo.test")
    alva = make.person("Alva", "Lind")

    html = client.submit(f"/admin/people/{alva}/edit", {"language": "", **form}, status=422)

    assert f'href="#{field}"' in html
    assert stored(make, alva).given_name == "Alva"


def test_user_names_are_added_and_removed(client, make, administrator):
    alva = make.person("Alva", "Lind", sign_in="first")
    html = client.submit(f"/admin/people/{alva}/sign-in", {"name": "Second"})
    assert "second" in html

    html = client.submit(f"/admin/people/{alva}/sign-in/remove", {"name": "first"})
    assert ">first<" not in html
    client.submit(f"/admin/people/{alva}/sign-in/remove", {"name": "second"}, status=422)
    client.submit(f"/admin/people/{alva}/sign-in", {"name": "dag hed"}, status=422)


def test_a_slip_is_printed_for_one_person(client, make, administrator):
    alva = make.person("Alva", "Lind", has_secret=False)

    html = client.submit(f"/admin/people/{alva}/slip")

    assert "Alva Lind" in html
    with make.database.reading() as session:
        assert session.query(OneTimeCode).filter_by(person_id=alva).count() == 1


def test_two_people_who_are_one_are_merged_and_split(client, make, administrator):
    kept, other = make.person("Alva", "Lind"), make.person("Alva", "Lind")
    north = make.unit("Norr")
    make.employment(other, north)
    assert str(other) in client.page(f"/admin/people/{kept}/merge")
    client.page(f"/admin/people/{kept}/merge?other={other}")

    assert "Norr" in client.submit(f"/admin/people/{kept}/merge/{other}")
    assert stored(make, other).merged_into == kept
    html = client.submit(f"/admin/people/{other}/split")

    assert "Norr" in html
    assert stored(make, other).merged_into is None


def test_a_merged_person_is_signed_out_and_signs_in_as_the_other(client, make, administrator):
    kept, other = make.person("Alva", "Lind", has_secret=False), make.person("Alva", "Lind")
    name = make.sign_in_name(other)
    client.submit(f"/admin/people/{kept}/merge/{other}")

    answer = client.post("/login", {"username": name, "password": PASSWORD})

    assert answer.status_code == 303
    with make.database.reading() as session:
        assert session.query(LoginSession).filter_by(person_id=kept).count() == 1


def test_nobody_is_merged_by_an_address_alone(client, make, administrator):
    kept, other = make.person(), make.person()

    client.get(f"/admin/people/{kept}/merge?other={other}")
    client.page(f"/admin/people/{kept}/merge?other=nonsense")

    assert stored(make, other).merged_into is None


def test_an_administrator_of_a_department_knows_the_own_people_only(client, make):
    from datetime import date

    own, sister = make.unit("Norr"), make.unit("Syd")
    person = make.person("Dag", "Hed")
    make.grant(person, "administrator", own)
    mine, moved, foreign = (make.person(name, "Lind") for name in ("Alva", "Bo", "Cleo"))
    make.employment(mine, own, number="1")
    make.employment(moved, own, number="2", to_on=date(2026, 1, 1))
    make.employment(moved, sister, number="2", from_on=date(2026, 1, 1))
    make.employment(foreign, sister, number="3")
    nobody = make.person("Eva", "Lind")
    client.sign_in(person)

    html = client.page("/admin/people?show=everybody")

    assert "Alva Lind" in html
    for name in ("Bo Lind", "Cleo Lind", "Eva Lind"):
        assert name not in html
    client.page(f"/admin/people/{mine}")
    for someone in (moved, foreign, nobody):
        client.page(f"/admin/people/{someone}", status=404)
        client.page(f"/admin/people/{someone}/edit", status=404)
        assert client.post(f"/admin/people/{someone}/slip").status_code == 403
        assert client.post(f"/admin/people/{mine}/merge/{someone}").status_code == 404


@pytest.mark.parametrize("field", ["given_name", "family_name", "alias"])
def test_a_personal_number_is_never_kept_as_a_name(client, make, administrator, field):
    person = make.person("Alva", "Lind")
    form = {"given_name": "Alva", "family_name": "Lind", field: "121212-1212", "language": ""}

    html = client.submit(f"/admin/people/{person}/edit", form, status=422)

    assert "personal identity number" in html
    assert "121212" not in (stored(make, person).given_name + stored(make, person).family_name)
    assert stored(make, person).alias is None


def test_the_page_of_somebody_else_speaks_of_them(client, make, administrator):
    html = client.page(f"/admin/people/{make.person('Alva', 'Lind')}")

    assert "Modules the person has completed" in html


def test_nothing_is_missed_before_somebody_was_searched_for(client, make, administrator):
    kept = make.person("Alva", "Lind")

    before = client.page(f"/admin/people/{kept}/merge")
    after = client.page(f"/admin/people/{kept}/merge?q=zzz")

    assert "Nobody matches" not in before
    assert "Nobody else has the same name" in before
    assert "Nobody matches" in after


@pytest.mark.parametrize(
    ("language", "said"),
    [("sv", "Korta av till högst 80 tecken."), ("en", "Shorten it to at most 80 characters.")],
)
def test_a_field_answers_in_our_words(client, make, language, said):
    person = make.person("Dag", "Hed", language=language)
    make.grant(person, "administrator")
    client.sign_in(person)
    form = {"given_name": "A" * 81, "family_name": "Lind", "language": "tlh"}

    html = client.submit(f"/admin/people/{person}/edit", form, status=422)

    assert said in html
    for librarys in ("Not a valid", "Field ", "Inte ett giltigt", "Fältet"):
        assert librarys not in html
