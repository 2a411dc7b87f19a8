from dataclasses import replace
from datetime import date

import pytest

from elearn.domain.content.routes import (
    Age,
    Route,
    Urgency,
    action_card,
    local_values,
    named_in,
)

TODAY = date(2026, 11, 23)


def route(key: str, urgency: Urgency = Urgency.ADVICE, **changes: object) -> Route:
    made = Route(
        key=key,
        label={"sv": key.title(), "en": f"The {key}"},
        phone="0980-319 220",
        url="",
        urgency=urgency,
        age=Age.ANY,
        role="any",
        hours={"sv": "Dygnet runt"},
        owner="samordnaren",
        verified_until=TODAY,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def keys(routes: list[Route], **wanted: object) -> list[str]:
    return [line.route.key for line in action_card(routes, today=TODAY, **wanted)]  # type: ignore[arg-type]


def test_the_most_urgent_comes_first_whatever_the_order_of_the_register():
    routes = [route("c"), route("b", Urgency.SOON), route("a", Urgency.ACUTE), route("d")]

    assert keys(routes) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["barn", "vuxen", "alla"]),
        ({"age": Age.CHILD}, ["barn", "alla"]),
        ({"age": Age.ADULT}, ["vuxen", "alla"]),
    ],
)
def test_the_age_chooses(wanted: dict[str, object], found: list[str]):
    routes = [route("barn", age=Age.CHILD), route("vuxen", age=Age.ADULT), route("alla")]

    assert keys(routes, **wanted) == found


def test_a_route_for_ones_own_role_comes_before_those_for_everybody():
    routes = [route("alla"), route("skolan", role="skola"), route("vård", role="vård")]

    assert keys(routes, role="skola") == ["skolan", "alla"]


@pytest.mark.parametrize(("day", "expired"), [(22, True), (23, False), (24, False)])
def test_an_expired_route_is_noted_and_never_hidden(day: int, expired: bool):
    routes = [route("a", verified_until=date(2026, 11, day))]

    assert [line.expired for line in action_card(routes, today=TODAY)] == [expired]


def test_a_route_that_nobody_verified_is_expired():
    [line] = action_card([route("a", verified_until=None)], today=TODAY)

    assert line.expired


def test_local_values_are_in_the_readers_language_or_the_first_there_is():
    values = local_values([route("chef")], "en")

    assert values["lokal.chef"] == "The chef, 0980-319 220"
    assert values["lokal.chef.phone"] == "0980-319 220"
    assert values["lokal.chef.hours"] == "Dygnet runt"
    assert values["lokal.chef.url"] == ""


def test_a_route_without_a_number_shows_its_label_alone():
    assert local_values([route("chef", phone="")], "sv")["lokal.chef"] == "Chef"


@pytest.mark.parametrize(
    ("slots", "found"),
    [
        ({"lokal.chef"}, ["chef", "akut"]),
        ({"lokal.chef.phone", "lokal.gone"}, ["chef", "akut"]),
        ({"lokal.gone"}, ["chef", "skola", "akut"]),
        (set(), ["chef", "skola", "akut"]),
    ],
)
def test_a_text_names_contacts_and_what_is_acute_always_belongs_to_them(
    slots: set[str], found: list[str]
):
    routes = [route("chef"), route("skola"), route("akut", Urgency.ACUTE)]

    assert [each.key for each in named_in(routes, slots)] == found
