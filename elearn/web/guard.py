"""Who may call an endpoint. An endpoint that does not say is refused at start-up."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from flask import Flask, abort, current_app, g, request

from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import (
    Actor,
    Permission,
    hangs_on_a_role,
    permits,
    units_within,
)
from elearn.store.queries.org import placements
from elearn.web import login
from elearn.web.site import site
from elearn.web.tenant import municipality_id

View = TypeVar("View", bound=Callable[..., Any])
ATTRIBUTE = "elearn_permission"
OPEN_TO_ALL = frozenset({Permission.PUBLIC, Permission.OPERATE})
"""/metrics goes by the address that asks, not by who is signed in."""
NO_UNITS = OrgTree({})


def requires(permission: Permission, unit: str | None = None) -> Callable[[View], View]:
    """Marks a view. *unit* names the URL's part that holds the unit it is about.

    A permission that depends on a unit, asked for without one, is met by whoever has it
    anywhere; the view then limits its query to `within(permission)`.
    """

    def mark(view: View) -> View:
        setattr(view, ATTRIBUTE, (permission, unit))
        return view

    return mark


def actor() -> Actor:
    """The signed-in person, as the domain knows them."""
    return login.viewer().actor


def tree() -> OrgTree:
    """Today's organisation, read once a request; beside the request's own session, because to
    ask it of a writing one would lock the database from the guard on."""
    if "tree" not in g:
        with site().database.reading() as reading:
            g.tree = OrgTree.on(site().today(), placements(reading, municipality_id()))
    found: OrgTree = g.tree
    return found


def within(permission: Permission) -> frozenset[UUID]:
    """The units that a query for *permission* is limited to."""
    return units_within(actor(), permission, tree(), site().today())


def may(permission: Permission, unit: UUID | None = None) -> bool:
    """Whether the signed-in person may, for *unit* or for any unit at all."""
    return _may(actor(), permission, unit)


def _may(asking: Actor, permission: Permission, unit: UUID | None) -> bool:
    org = tree() if asking.grants and hangs_on_a_role(permission) else NO_UNITS
    return permits(asking, permission, unit, org, site().today())


def install(app: Flask) -> None:
    app.before_request(_check)


def check_every_endpoint(app: Flask) -> None:
    """Raises RuntimeError at start-up for an endpoint without a permission."""
    silent = sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and not hasattr(app.view_functions[rule.endpoint], ATTRIBUTE)
    )
    if silent:
        raise RuntimeError(f"endpoints without @requires: {', '.join(silent)}")


def permission_of(app: Flask, endpoint: str) -> tuple[Permission, str | None]:
    """What the view of *endpoint* asks for, and the part of its URL that names a unit."""
    found: tuple[Permission, str | None] = getattr(app.view_functions[endpoint], ATTRIBUTE)
    return found


def _check() -> Any:
    endpoint = request.endpoint
    if endpoint is None or endpoint == "static":
        return None
    permission, unit_part = permission_of(current_app, endpoint)
    if permission in OPEN_TO_ALL:
        return None
    reader = login.viewer()
    if not reader.is_authenticated:
        return login.ask_to_sign_in()
    unit = (request.view_args or {})[unit_part] if unit_part else None
    if _may(reader.actor, permission, unit):
        return None
    return login.ask_for_own_secret() if reader.actor.slip else abort(403)
