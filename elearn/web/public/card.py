"""The action card: whom to turn to, most urgent first; on screen, on paper, in a wallet."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from flask import render_template
from flask.typing import ResponseReturnValue

from elearn.domain.content.routes import CardLine, action_card, by_urgency, in_language
from elearn.domain.people.permissions import Permission
from elearn.store.queries.catalogue import routes
from elearn.web import language
from elearn.web.db import session
from elearn.web.guard import requires
from elearn.web.public.blueprint import pages
from elearn.web.site import site
from elearn.web.tenant import municipality_id

FOR_EVERYBODY = frozenset({"any", "all", ""})
DIALLED = frozenset("+0123456789")
WALLET_LINES = 8
"""What fits on a folded card of a bank card's size."""


@dataclass(frozen=True)
class Shown:
    """One line of the card, in the reader's language."""

    label: str
    phone: str
    dialled: str
    """What a telephone is told to dial."""
    url: str
    site_name: str
    hours: str
    age: str
    role: str
    """Whom it is for; empty when for everybody."""
    verified_until: date | None
    """None when nobody has ever verified it."""
    is_expired: bool


@pages.get("/card")
@requires(Permission.PUBLIC)
def card() -> ResponseReturnValue:
    lines = action_card(routes(session(), municipality_id()), today=site().today())
    groups = [(urgency, [_shown(line) for line in group]) for urgency, group in by_urgency(lines)]
    return render_template(
        "public/card.html",
        groups=groups,
        wallet=[line for _urgency, shown in groups for line in shown if line.phone][:WALLET_LINES],
        today=site().today(),
    )


def _shown(line: CardLine) -> Shown:
    route, spoken = line.route, language.chosen()
    return Shown(
        label=in_language(route.label, spoken),
        phone=route.phone,
        dialled="".join(sign for sign in route.phone if sign in DIALLED),
        url=route.url,
        site_name=urlsplit(route.url).netloc.removeprefix("www."),
        hours=in_language(route.hours, spoken),
        age=str(route.age),
        role="" if route.role in FOR_EVERYBODY else route.role,
        verified_until=route.verified_until,
        is_expired=line.expired,
    )
