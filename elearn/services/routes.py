"""The contact routes: kept true by an owner, and shown with a note when nobody has lately."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from elearn.domain.content.routes import Age, Urgency
from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import months_later
from elearn.services.audit import note_act
from elearn.store.db import Session
from elearn.store.models import Route
from elearn.store.queries.admin_routes import last_position, places_of

RENEWED_MONTHS = 6
PHONE = re.compile(r"(?:[+\-() ]*[0-9]){3}[0-9+\-() ]*")
"""Three digits at least; beside digits only what people write between them."""
URL = re.compile(r"https?://[^\s\"<>/?#]+\.[^\s\"<>/?#.]+(?:[/?#][^\s\"<>]*)?")
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Described:
    """A route as its editor has filled it in; texts by language."""

    labels: dict[str, str]
    phone: str
    url: str
    urgency: Urgency
    age: Age
    role: str
    hours: dict[str, str]
    owner: str
    verified_until: date | None
    """None when nobody has verified it yet."""


@dataclass(frozen=True)
class Act:
    session: Session
    municipality: UUID
    actor: UUID | None
    new_id: Callable[[], UUID]
    now: datetime
    today: date

    def note(self, code: str) -> None:
        """Routes have no id of their own to be noted by; the code and the time tell enough."""
        note_act(
            self.session,
            self.municipality,
            self.actor,
            code,
            None,
            id=self.new_id(),
            now=self.now,
        )


def add_route(act: Act, key: str, described: Described) -> None:
    """Raises: Refusal `route-key-malformed`, `route-key-taken`, `route-without-way`,
    `route-phone-malformed` or `route-url-malformed`.
    """
    if not KEY.fullmatch(key):
        raise Refusal("route-key-malformed")
    if act.session.get(Route, (act.municipality, key)) is not None:
        raise Refusal("route-key-taken")
    _check(described)
    position = last_position(act.session, act.municipality) + 1
    made = Route(municipality_id=act.municipality, key=key, position=position)
    act.session.add(_filled(made, described))
    act.note("route-added")


def change_route(act: Act, key: str, described: Described) -> bool:
    """Whether the route counts as never verified now: it leads elsewhere, and the day is the old.

    Raises: Refusal `route-not-found`, and about its ways as `add_route`.
    """
    _check(described)
    found = _found(act, key)
    leads_elsewhere = (found.phone, found.url) != (described.phone, described.url)
    is_day_old = found.verified_until is not None and (
        described.verified_until == found.verified_until
    )
    is_lapsed = leads_elsewhere and is_day_old
    _filled(found, described)
    if is_lapsed:
        found.verified_until = None
    act.note("route-changed")
    return is_lapsed


def vouch_for_route(act: Act, key: str) -> date:
    """Somebody has checked the route today, and it is vouched for until the day given back.

    Raises: Refusal `route-not-found` or `route-without-way`.
    """
    found = _found(act, key)
    if not (found.phone or found.url):
        raise Refusal("route-without-way")
    found.verified_until = months_later(act.today, RENEWED_MONTHS)
    act.note("route-verified")
    return found.verified_until


def remove_route(act: Act, key: str) -> None:
    """Raises: Refusal `route-not-found`, or `route-in-use` while a published text shows it."""
    found = _found(act, key)
    places = places_of(act.session, act.municipality).get(key, [])
    if places:
        where = ", ".join(dict.fromkeys(place.title for place in places))
        raise Refusal("route-in-use", where=where)
    act.session.delete(found)
    act.note("route-removed")


def _found(act: Act, key: str) -> Route:
    found = act.session.get(Route, (act.municipality, key))
    if found is None:
        raise Refusal("route-not-found")
    return found


def _check(described: Described) -> None:
    if not (described.phone or described.url):
        raise Refusal("route-without-way")
    if described.phone and not PHONE.fullmatch(described.phone):
        raise Refusal("route-phone-malformed")
    if described.url and not URL.fullmatch(described.url):
        raise Refusal("route-url-malformed")


def _filled(row: Route, described: Described) -> Route:
    row.labels = described.labels
    row.phone = described.phone
    row.url = described.url
    row.urgency = described.urgency.value
    row.age = described.age.value
    row.role = described.role
    row.hours = described.hours
    row.owner = described.owner
    row.verified_until = described.verified_until
    return row
