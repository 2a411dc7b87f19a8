"""The action card: whom to turn to, by urgency, age and role.

An expired route is shown with a note, never hidden: an old number beats none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    verified_until: date
    line: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether it leads nowhere."""
        return not (self.phone or self.url)


@dataclass(frozen=True)
class CardLine:
    """A route as the card shows it on a day."""

    route: Route
    expired: bool
    """Whether the last day it was vouched for has passed."""


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
    return tuple(CardLine(route, route.verified_until < today) for route in ordered)


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


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in *language*, or the first there is, or nothing."""
    return texts.get(language) or next(iter(texts.values()), "")


def _fits_age(route: Route, age: Age) -> bool:
    return Age.ANY in (age, route.age) or route.age == age


def _fits_role(route: Route, role: str) -> bool:
    return ANY_ROLE in (role, route.role) or route.role == role
