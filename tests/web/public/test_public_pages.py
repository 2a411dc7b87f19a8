"""What anybody may read without signing in."""

from datetime import date, timedelta

import pytest

from elearn.store.models import Route

TODAY = date(2026, 11, 23)


def route(make, key, **values):
    make.add(
        Route(
            municipality_id=make.owner,
            key=key,
            labels=values.pop("labels", {"sv": f"Väg {key}", "en": f"Way {key}"}),
            phone=values.pop("phone", "0980-319 200"),
            url=values.pop("url", ""),
            urgency=values.pop("urgency", "advice"),
            age=values.pop("age", "any"),
            role=values.pop("role", "any"),
            hours=values.pop("hours", {"sv": "Dygnet runt", "en": "Day and night"}),
            owner="samordnaren",
            verified_until=values.pop("verified_until", TODAY + timedelta(days=100)),
            position=values.pop("position", 1),
        )
    )


def speaking(client, language):
    client.post("/account/language", {"language": language, "next": "/card"})
    return client


def english(client):
    return speaking(client, "en")


@pytest.mark.parametrize("path", ["/card", "/help", "/privacy", "/accessibility"])
def test_the_page_opens_without_signing_in_in_both_languages(client, path):
    swedish = speaking(client, "sv").page(path)
    english_page = speaking(client, "en").page(path)

    assert '<html lang="sv"' in swedish
    assert '<html lang="en"' in english_page


@pytest.mark.parametrize("path", ["/help", "/privacy", "/accessibility"])
def test_every_page_links_to_it(client, path):
    assert f'href="{path}"' in client.page("/login")


def test_the_card_begins_with_what_is_most_urgent(client, make):
    route(make, "advice", urgency="advice", position=1)
    route(make, "acute", urgency="acute", position=2)
    route(make, "soon", urgency="soon", position=3)

    page = english(client).page("/card").partition('class="wallet"')[0]

    places = [page.index(f"Way {key}") for key in ("acute", "soon", "advice")]
    assert places == sorted(places)


def test_a_number_is_dialled_by_a_touch(client, make):
    route(make, "acute", phone="0980-319 200")

    assert 'href="tel:0980319200"' in client.page("/card")


def test_the_card_speaks_the_reader_s_language(client, make):
    route(make, "acute")

    assert "Väg acute" in speaking(client, "sv").page("/card")
    assert "Way acute" in english(client).page("/card")


def test_a_route_that_has_expired_is_shown_with_a_note(client, make):
    route(make, "old", verified_until=TODAY - timedelta(days=1))

    page = english(client).page("/card")

    assert "Way old" in page
    assert "22 November 2026" in page


def test_a_route_is_good_on_its_last_day(client, make):
    route(make, "today", verified_until=TODAY)

    assert "Last verified" not in english(client).page("/card")


@pytest.mark.parametrize("verified_until", [TODAY - timedelta(days=1), None])
def test_nobody_is_kept_from_calling_when_somebody_is_in_danger(client, make, verified_until):
    values = {"urgency": "acute", "verified_until": verified_until}
    route(make, "jour", **values)

    page = english(client).page("/card")

    assert "Call anyway." in page
    assert "If nobody answers and somebody is in danger, call 112." in page
    assert "choose another way" not in page


@pytest.mark.parametrize("verified_until", [TODAY - timedelta(days=1), None])
def test_no_doubt_stands_beside_the_alarm_number(client, make, verified_until):
    route(make, "alarm", phone="112", urgency="acute", verified_until=verified_until)

    page = english(client).page("/card")

    assert "Way alarm" in page
    assert "card-note" not in page
    assert "Call anyway" not in page


def test_a_route_that_nobody_verified_says_so(client, make):
    route(make, "new", verified_until=None)

    assert "Nobody has verified this yet" in english(client).page("/card")


def test_a_route_that_leads_nowhere_is_left_out(client, make):
    route(make, "nowhere", phone="", url="")

    assert "Way nowhere" not in english(client).page("/card")


def test_an_empty_card_still_says_what_to_do(client):
    assert "call 112" in english(client).page("/card")


def test_a_label_is_text_and_never_markup(client, make):
    route(make, "bad", labels={"sv": "<script>x</script>"})

    assert "<script>x" not in client.page("/card")


def test_the_card_of_one_municipality_shows_no_other_s(client, make):
    route(make, "own")
    elsewhere = make.municipality(slug="annan")
    make.add(
        Route(
            municipality_id=elsewhere,
            key="theirs",
            labels={"sv": "Deras"},
            phone="1",
            url="",
            urgency="acute",
            age="any",
            role="any",
            hours={},
            owner="x",
            verified_until=None,
            position=1,
        )
    )
    from elearn.store.models import Host

    make.add(Host(name="localhost", municipality_id=make.owner))

    assert "Deras" not in client.page("/card")


def test_the_help_explains_all_eight_statuses(client):
    page = client.page("/help")

    assert page.count("data-status=") == 8


@pytest.mark.parametrize(
    "role", ["sign-in", "employee", "manager", "coordinator", "administrator", "operator"]
)
def test_the_help_has_a_part_for_each_role(client, role):
    page = client.page("/help")

    assert f'id="{role}"' in page
    assert f'href="#{role}"' in page


def test_the_statement_says_where_to_turn(client):
    assert "0670-555 00" in client.page("/accessibility")
