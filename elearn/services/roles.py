"""Giving and ending roles. A deputy's role is lent by managers; see `deputies`."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import check_dates
from elearn.domain.people.org import OrgTree
from elearn.domain.people.permissions import Actor, Permission, Role, permits
from elearn.services.audit import note_act
from elearn.services.standing import recompute
from elearn.store.db import Session
from elearn.store.models import Person, RoleGrant
from elearn.store.queries.admin_roles import holds_already, lasting_administrators
from elearn.store.queries.colleagues import lock_people

GRANTED = (
    Role.MANAGER,
    Role.COORDINATOR,
    Role.AUTHOR,
    Role.REVIEWER,
    Role.ADMINISTRATOR,
)
"""Every role but the learner's, which everybody has."""


def grant_role(
    session: Session,
    actor: Actor,
    person: UUID,
    role: Role,
    unit: UUID,
    from_on: date,
    to_on: date | None,
    tree: OrgTree,
    *,
    new_id: Callable[[], UUID],
    now: datetime,
    today: date,
) -> UUID:
    """*person* has *role* on *unit* and all under it; *to_on* is the first day without.

    Raises: Refusal `role-unknown`, `role-not-granted-here`, `person-not-found`,
        `ends-before-it-starts` or `role-held-already`.
    """
    if role not in GRANTED:
        raise Refusal("role-unknown")
    if not permits(actor, Permission.GRANT_ROLES, unit, tree, today):
        raise Refusal("role-not-granted-here")
    found = session.get(Person, (actor.municipality, person))
    if found is None or found.merged_into is not None:
        raise Refusal("person-not-found")
    check_dates(from_on, to_on)
    lock_people(session, actor.municipality)
    if holds_already(session, actor.municipality, person, role, unit, from_on, to_on):
        raise Refusal("role-held-already")
    made = RoleGrant(
        municipality_id=actor.municipality,
        id=new_id(),
        person_id=person,
        role=role.value,
        unit_id=unit,
        from_on=from_on,
        to_on=to_on,
        granted_by=actor.person,
    )
    session.add(made)
    recompute(session, actor.municipality, [person])
    note_act(
        session, actor.municipality, actor.person, "role-granted", person, id=new_id(), now=now
    )
    return made.id


def end_role(
    session: Session,
    actor: Actor,
    grant: UUID,
    to_on: date,
    tree: OrgTree,
    *,
    new_id: Callable[[], UUID],
    now: datetime,
    today: date,
) -> None:
    """The role is held no longer from *to_on*, which is today at the earliest.

    A grant that would never have held leaves no row. Ending what has ended does nothing.

    Raises: Refusal `role-not-found`, `role-not-granted-here` or `last-administrator`.
    """
    lock_people(session, actor.municipality)
    found = session.get(RoleGrant, (actor.municipality, grant))
    if found is None:
        raise Refusal("role-not-found")
    if found.unit_id in tree and not permits(
        actor, Permission.GRANT_ROLES, found.unit_id, tree, today
    ):
        raise Refusal("role-not-granted-here")
    on = max(to_on, today)
    if found.to_on is not None and found.to_on <= on:
        return
    if found.role == Role.ADMINISTRATOR and found.unit_id in tree.roots:
        _check_another_administrator(session, found, tree, today)
    person = found.person_id
    cut_short(session, found, on)
    recompute(session, actor.municipality, [person])
    note_act(
        session,
        actor.municipality,
        actor.person,
        "role-ended",
        person,
        id=new_id(),
        now=now,
    )


def cut_short(session: Session, grant: RoleGrant, on: date) -> None:
    """*grant* no longer holds on *on*; one that never held a day by then leaves no row."""
    if grant.from_on < on:
        grant.to_on = on
    else:
        session.delete(grant)


def _check_another_administrator(
    session: Session, grant: RoleGrant, tree: OrgTree, today: date
) -> None:
    others = lasting_administrators(
        session,
        grant.municipality_id,
        [grant.unit_id],
        today=today,
        but=grant.person_id,
    )
    if not others and grant.unit_id in tree.roots:
        raise Refusal("last-administrator")
