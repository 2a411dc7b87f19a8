"""Standing in: a manager lends the own units to somebody for at most three months."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.folding import folded
from elearn.domain.people.intervals import later
from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import Actor, deputised
from elearn.services.audit import note_act
from elearn.services.roles import cut_short
from elearn.store.db import Session
from elearn.store.models import Person, RoleGrant
from elearn.store.queries.colleagues import lock_people, person_numbered
from elearn.store.queries.deputies import manages_already


def appoint_deputy(
    session: Session,
    actor: Actor,
    unit: UUID,
    person: UUID,
    first_day: date,
    last_day: date,
    tree: OrgTree,
    *,
    new_id: Callable[[], UUID],
    now: datetime,
    today: date,
) -> UUID:
    """*person* stands in as manager of *unit* and all under it, both days included.

    Raises:
        Refusal: `deputy-is-yourself`, `deputy-begins-in-the-past`, `deputy-ends-before-it-begins`,
            `deputy-too-long`, `deputy-outside-own-units`, or `deputy-already` when the person
            has the unit on one of those days.
    """
    if person == actor.person:
        raise Refusal("deputy-is-yourself")
    if first_day < today:
        raise Refusal("deputy-begins-in-the-past")
    if last_day < first_day:
        raise Refusal("deputy-ends-before-it-begins")
    to_on = later(last_day, 1)
    grant = deputised(actor, unit, first_day, to_on, tree, today=today)
    lock_people(session, actor.municipality)
    if manages_already(session, actor.municipality, person, unit, first_day, to_on):
        raise Refusal("deputy-already")
    made = RoleGrant(
        municipality_id=actor.municipality,
        id=new_id(),
        person_id=person,
        role=grant.role.value,
        unit_id=unit,
        from_on=grant.from_on,
        to_on=grant.to_on,
        is_deputy=True,
        granted_by=actor.person,
    )
    session.add(made)
    note_act(
        session, actor.municipality, actor.person, "deputy-appointed", person, id=new_id(), now=now
    )
    return made.id


def end_deputy(
    session: Session,
    actor: Actor,
    unit: UUID,
    grant: UUID,
    *,
    new_id: Callable[[], UUID],
    now: datetime,
    today: date,
) -> None:
    """The deputy of *unit* stands in no longer, from this moment on.

    A grant that began today or has yet to begin leaves no row, only the line in the log.
    Ending what has ended changes nothing.

    Raises: Refusal `deputy-not-found`, for any grant that is not a deputy's of this unit.
    """
    found = session.get(RoleGrant, (actor.municipality, grant))
    if found is None or not found.is_deputy or found.unit_id != unit:
        raise Refusal("deputy-not-found")
    if found.to_on is not None and found.to_on <= today:
        return
    cut_short(session, found, today)
    note_act(
        session,
        actor.municipality,
        actor.person,
        "deputy-ended",
        found.person_id,
        id=new_id(),
        now=now,
    )


def person_elsewhere(
    session: Session, municipality: UUID, number: str, family_name: str
) -> UUID | None:
    """Somebody outside the own units, known by number and family name together.

    Neither alone says anything, so that numbers cannot be tried for the names behind them.
    """
    person = person_numbered(session, municipality, number)
    found = session.get(Person, (municipality, person)) if person else None
    if found is None or not family_name.strip():
        return None
    called = found.alias.rpartition(" ")[2] if found.alias else found.family_name
    return found.id if folded(called) == folded(family_name) else None
