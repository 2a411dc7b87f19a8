"""The action card: whom to turn to, by urgency, age and role.

An expired route is shown with a note, never hidden: an old number beats none.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby


class Urgency(StrEnum):
    """How soon somebody must know; in this order on the card."""

    ACUTE = "acute"
    SOON = "soon"
    ADVICE = "advice"


class Age(StrEnum):
    """Whom the worry is about."""

    CHILD = "child"
    ADULT = "adult"
    ANY = "any"


ANY_ROLE = "any"
ALARM_NUMBER = "112"
"""The national number for danger; no date makes it doubtful."""


@dataclass(frozen=True)
class Route:
    """One way to turn to somebody."""

    key: str
    """What `{{lokal.key}}` refers to."""
    label: Mapping[str, str]
    """By language."""
    phone: str
    url: str
    urgency: Urgency
    age: Age
    role: str
    """Who may use it: `any`, or a role such as `skola`."""
    hours: Mapping[str, str]
    """By language; empty when always open."""
    owner: str
    verified_until: date | None
    """None when nobody has ever verified it."""
    line: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether it leads nowhere."""
        return not (self.phone or self.url)

    @property
    def is_alarm(self) -> bool:
        """Whether it leads to the national alarm number, which holds without anybody's word."""
        dialled = "".join(self.phone.split())
        return self.urgency is Urgency.ACUTE and dialled == ALARM_NUMBER

    def is_expired(self, today: date) -> bool:
        """Whether nobody vouches for it any more, or ever has."""
        return self.verified_until is None or self.verified_until < today


@dataclass(frozen=True)
class CardLine:
    """A route as the card shows it on a day."""

    route: Route
    expired: bool
    """Whether the last day it was vouched for has passed, or there never was one.

    Never of the alarm number: no doubt stands beside it.
    """


def action_card(
    routes: Iterable[Route], *, age: Age = Age.ANY, role: str = ANY_ROLE, today: date
) -> tuple[CardLine, ...]:
    """The routes for *age* and *role*, most urgent first, then those for exactly this role.

    `any` as *age* or *role* asks for every age or role. Routes keep the register's order where
    nothing else decides.
    """
    fitting = (route for route in routes if _fits_age(route, age) and _fits_role(route, role))
    urgencies = list(Urgency)
    ordered = sorted(
        fitting, key=lambda route: (urgencies.index(route.urgency), route.role != role)
    )
    return tuple(
        CardLine(route, route.is_expired(today) and not route.is_alarm) for route in ordered
    )


def by_urgency(lines: Iterable[CardLine]) -> list[tuple[Urgency, list[CardLine]]]:
    """Of *lines* as a card has them, those that lead somewhere; most urgent first."""
    filled = (line for line in lines if not line.route.is_empty)
    return [(one, list(group)) for one, group in groupby(filled, lambda line: line.route.urgency)]


def local_values(routes: Iterable[Route], language: str) -> dict[str, str]:
    """What the slots of *routes* are filled with, by slot: `lokal.key` and its parts.

    `lokal.key` is label and telephone number; `.label`, `.phone`, `.hours` and `.url` are each
    alone. A language without a text of its own gets the first one there is.
    """
    values: dict[str, str] = {}
    for route in routes:
        name, label = f"lokal.{route.key}", in_language(route.label, language)
        values[name] = ", ".join(filter(None, (label, route.phone)))
        values[f"{name}.label"] = label
        values[f"{name}.phone"] = route.phone
        values[f"{name}.hours"] = in_language(route.hours, language)
        values[f"{name}.url"] = route.url
    return values


def in_doubt(routes: Iterable[Route], slots: Collection[str], today: date) -> tuple[Route, ...]:
    """Those whose number a text with *slots* shows and nobody vouches for.

    Never an acute one: a doubt about a date must not cost a call.
    """
    return tuple(
        route
        for route in routes
        if route.urgency is not Urgency.ACUTE
        and route.phone
        and route.is_expired(today)
        and not {f"lokal.{route.key}", f"lokal.{route.key}.phone"}.isdisjoint(slots)
    )


def named_in(routes: Iterable[Route], slots: Collection[str]) -> tuple[Route, ...]:
    """Those that texts with *slots* name, and every acute one; all where the texts name none."""
    every = tuple(routes)
    keys = {name.split(".")[1] for name in slots if name.startswith("lokal.")}
    if keys.isdisjoint(route.key for route in every):
        return every
    return tuple(route for route in every if route.key in keys or route.urgency is Urgency.ACUTE)


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in *language*, or the first there is, or nothing."""
    return texts.get(language) or next(iter(texts.values()), "")


def _fits_age(route: Route, age: Age) -> bool:
    return Age.ANY in (age, route.age) or route.age == age


def _fits_role(route: Route, role: str) -> bool:
    return ANY_ROLE in (role, route.role) or route.role == role
