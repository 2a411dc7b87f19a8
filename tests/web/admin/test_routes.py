import re
from datetime import date

import pytest

from elearn.store.models import Route


@pytest.fixture
def coordinator(make, client):
    person = make.person("Siv", "Ask")
    make.grant(person, "coordinator")
    return client.sign_in(person)


def route_form(**values):
    return {
        "label_sv": "Samordnaren",
        "label_en": "The coordinator",
        "phone": "0980-319 200",
        "url": "",
        "urgency": "advice",
        "age": "any",
        "role": "",
        "hours_sv": "Vardagar",
        "hours_en": "",
        "owner": "samordnaren",
        "verified_until": "2027-05-01",
        **values,
    }


def stored(make, key="samordnare"):
    with make.database.reading() as session:
        return session.get(Route, (make.municipality_id, key))


def test_a_route_is_added_changed_checked_and_removed(client, make, coordinator):
    client.submit("/admin/routes/new", route_form(key="samordnare"))
    assert stored(make).labels == {"sv": "Samordnaren", "en": "The coordinator"}

    client.page("/admin/routes/samordnare")
    client.submit("/admin/routes/samordnare", route_form(phone="0980-319 299"))
    assert stored(make).phone == "0980-319 299"

    client.submit("/admin/routes/samordnare/verify")
    assert stored(make).verified_until == date(2027, 5, 23)

    client.submit("/admin/routes/samordnare/remove")
    assert stored(make) is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"key": "Å b"}, "key"),
        ({"key": "taken"}, "key"),
        ({"label_sv": ""}, "label_sv"),
        ({"age": ""}, "age"),
        ({"phone": ""}, "phone"),
        ({"phone": "ring mig"}, "phone"),
        ({"phone": "12"}, "phone"),
        ({"phone": "0980-319 200 ankn. 4"}, "phone"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "www.example.se"}, "url"),
        ({"url": "https://"}, "url"),
        ({"urgency": "yesterday"}, "urgency"),
        ({"owner": ""}, "owner"),
        ({"urgency": ""}, "urgency"),
        ({"verified_until": "2027-02-30"}, "verified_until"),
        ({"verified_until": ""}, "verified_until"),
        ({"is_never_verified": "y"}, "verified_until"),
    ],
)
def test_a_route_that_leads_nowhere_is_refused_beside_its_field(
    client, make, coordinator, values, field
):
    make.route(key="taken")

    html = client.submit("/admin/routes/new", route_form(**{"key": "ny", **values}), status=422)

    assert f'href="#{field}"' in html
    assert stored(make, "ny") is None


@pytest.mark.parametrize(
    "phone", ["112", "+46 (0)980-319 200", "(0980) 319\u00a0200", "0980\u2011319\u2013200"]
)
def test_a_telephone_number_is_written_as_people_write_it(client, make, coordinator, phone):
    client.submit("/admin/routes/new", route_form(key="ny", phone=phone))

    assert stored(make, "ny").phone.isascii()


def test_a_web_address_is_enough(client, make, coordinator):
    way = {"phone": "", "url": "https://www.example.se/oro?a=1"}

    client.submit("/admin/routes/new", route_form(key="ny", **way))

    assert stored(make, "ny").url == way["url"]


@pytest.mark.parametrize(
    ("written", "role"), [("", "any"), ("Alla", "any"), ("any", "any"), ("skola", "skola")]
)
def test_a_route_is_for_everybody_unless_a_group_is_named(client, make, coordinator, written, role):
    client.submit("/admin/routes/new", route_form(key="ny", role=written))

    html = client.page("/admin/routes/ny")

    assert stored(make, "ny").role == role
    assert re.search(r'<input[^>]*id="role"[^>]*value="(.*?)"', html)[1] == role.removeprefix("any")


def test_a_route_that_nobody_has_checked_comes_first_and_is_counted(client, make, coordinator):
    make.route(key="god", label="Den goda", verified_until=date(2027, 1, 1))
    make.route(key="gammal", label="Den gamla", verified_until=date(2026, 1, 1))
    make.route(key="aldrig", label="Den nya", verified_until=None)

    html = client.page("/admin/routes")

    assert html.index("Den nya") < html.index("Den gamla") < html.index("Den goda")
    assert html.count("Never verified") == html.count("Not verified in time") == 1
    home = client.page("/admin")
    assert "1 contact route has never been verified" in home
    assert "1 contact route has not been verified in time" in home


def test_a_route_that_nobody_has_checked_is_saved_untouched(client, make, coordinator):
    make.route(verified_until=None)

    html = client.page("/admin/routes/samordnare")
    assert re.search(r'<input[^>]*checked[^>]*id="is_never_verified"', html)
    client.submit("/admin/routes/samordnare", route_form(verified_until="", is_never_verified="y"))

    assert stored(make).verified_until is None


def test_a_new_route_has_no_day_urgency_or_age_that_nobody_chose(client, coordinator):
    html = client.page("/admin/routes/new")

    assert re.search(r'<input[^>]*id="verified_until"[^>]*value=""', html)
    assert "checked" not in re.search(r'<input[^>]*id="is_never_verified"[^>]*>', html)[0]
    for name in ("urgency", "age"):
        box = re.search(rf'<select[^>]*id="{name}".*?</select>', html, re.S)[0]
        assert re.search(r'<option(?: selected)? value="">', box)
        assert not re.search(r'<option selected value="[a-z]', box)


@pytest.mark.parametrize(
    ("way", "until"),
    [
        ({"phone": "0980-319 299"}, None),
        ({"url": "https://www.example.se/"}, None),
        ({"phone": "0980-319 299", "verified_until": "2027-05-02"}, date(2027, 5, 2)),
        ({"owner": "kansliet"}, date(2027, 5, 1)),
    ],
)
def test_a_new_number_is_verified_only_by_a_new_day(client, make, coordinator, way, until):
    make.route(verified_until=date(2027, 5, 1))

    html = client.submit("/admin/routes/samordnare", route_form(**way))

    assert stored(make).verified_until == until
    assert ("nobody counts as having verified" in html) == (until is None)


def test_nobody_is_told_to_try_an_acute_number(client, make, coordinator):
    make.route(key="akut", label="Larmnumret", urgency="acute", phone="112")
    make.route(key="annan", label="Samordnaren")

    html = client.page("/admin/routes")

    assert html.count(">At once<") == 1
    assert "Never call an emergency number to try it." in html


@pytest.mark.parametrize("sort", ["until", "-until", "name", "owner", "card", "x"])
def test_routes_are_sorted_and_searched(client, make, coordinator, sort):
    make.route(label="Samordnaren")
    make.route(key="annan", label="Socialjouren")

    html = client.page(f"/admin/routes?sort={sort}&q=jour")

    assert "Socialjouren" in html
    assert ">Samordnaren<" not in html


def test_a_route_that_is_not_there_is_not_found(client, coordinator):
    client.page("/admin/routes/nix", status=404)
    assert client.post("/admin/routes/nix/verify").status_code == 404
    assert client.post("/admin/routes/nix/remove").status_code == 404
