"""The first rows of an installation: a municipality, and somebody who may administer it."""

import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import Role
from elearn.services.audit import note_act
from elearn.store.db import Session
from elearn.store.models import (
    Host,
    Municipality,
    Person,
    PersonIdentifier,
    RoleGrant,
    Unit,
    UnitPlacement,
)
from elearn.store.queries.org import placements
from elearn.store.queries.roles import holds
from elearn.store.queries.sign_in import account_named

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
LONGEST_NAME = 120
LONGEST_CONTACT = 200
LONGEST_USERNAME = 254


def found_municipality(
    session: Session,
    name: str,
    slug: str,
    host: str | None,
    *,
    today: date,
    new_id: Callable[[], UUID],
) -> UUID:
    """A municipality with one unit, the top, which bears its name. *host* None answers to
    every host name for as long as there is no other municipality.

    Raises: Refusal `slug-malformed`, `municipality-name-length`.
    """
    if not SLUG.fullmatch(slug):
        raise Refusal("slug-malformed", slug=slug)
    made = Municipality(id=new_id(), slug=slug, name=_checked_name(name))
    session.add(made)
    session.flush()
    if host:
        session.add(Host(name=host.lower(), municipality_id=made.id))
    unit = Unit(municipality_id=made.id, id=new_id(), code=slug, kind="municipality")
    session.add(unit)
    session.flush()
    session.add(
        UnitPlacement(municipality_id=made.id, unit_id=unit.id, name=name.strip(), from_on=today)
    )
    session.flush()
    return made.id


def describe_municipality(
    municipality: Municipality,
    *,
    name: str | None = None,
    help_contact: str | None = None,
    theme: str | None = None,
    themes: Collection[str] = (),
) -> None:
    """What its pages show; None leaves a thing as it is. *themes* are those there are.

    Raises: Refusal `municipality-name-length`, `help-contact-length`, `theme-unknown`.
    """
    if name is not None:
        municipality.name = _checked_name(name)
    if help_contact is not None:
        if len(help_contact.strip()) > LONGEST_CONTACT:
            raise Refusal("help-contact-length", longest=LONGEST_CONTACT)
        municipality.help_contact = " ".join(help_contact.split())
    if theme is not None:
        if theme not in themes:
            raise Refusal("theme-unknown", theme=theme, known=", ".join(themes))
        municipality.theme = theme


def _checked_name(name: str) -> str:
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Refusal("municipality-name-length", longest=LONGEST_NAME)
    return name.strip()


def appoint_administrator(
    session: Session,
    municipality: UUID,
    username: str,
    *,
    today: date,
    new_id: Callable[[], UUID],
    now: datetime,
) -> UUID:
    """Whoever signs in as *username*, made when nobody does, with the role on the top unit.

    Raises: Refusal `username-length`, `top-unit-missing`.
    """
    name = username.strip().casefold()
    if not 0 < len(name) <= LONGEST_USERNAME:
        raise Refusal("username-length", longest=LONGEST_USERNAME)
    account = account_named(session, municipality, name)
    person = account.person if account else _person(session, municipality, name, today, new_id)
    if not holds(session, municipality, person, Role.ADMINISTRATOR, today=today):
        _grant(session, municipality, person, today, new_id)
        note_act(session, municipality, None, "role-granted", person, id=new_id(), now=now)
    return person


def _person(
    session: Session, municipality: UUID, name: str, today: date, new_id: Callable[[], UUID]
) -> UUID:
    made = Person(municipality_id=municipality, id=new_id(), given_name=name, family_name="")
    if "@" in name:
        made.email = name
    session.add(made)
    session.flush()
    session.add(
        PersonIdentifier(
            municipality_id=municipality,
            kind="sign-in",
            value=name,
            person_id=made.id,
            since_on=today,
        )
    )
    return made.id


def _grant(
    session: Session, municipality: UUID, person: UUID, today: date, new_id: Callable[[], UUID]
) -> None:
    roots = OrgTree.on(today, placements(session, municipality)).roots
    if not roots:
        raise Refusal("top-unit-missing")
    session.add(
        RoleGrant(
            municipality_id=municipality,
            id=new_id(),
            person_id=person,
            role=Role.ADMINISTRATOR.value,
            unit_id=roots[0],
            from_on=today,
        )
    )
