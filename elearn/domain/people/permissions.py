"""Who may do what, where: the whole of it in one table.

A role is held on a unit and reaches everything under it. Two questions are asked of the table:
`permits` guards an endpoint, `units_within` limits a query, and they agree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import Interval, check_dates, months_later
from elearn.domain.people.org import OrgTree

DEPUTY_MONTHS = 3


class Role(StrEnum):
    LEARNER = "learner"
    """Everybody; never granted."""
    MANAGER = "manager"
    COORDINATOR = "coordinator"
    AUTHOR = "author"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    OPERATE = "operate"
    LEARN = "learn"
    OWN_RECORD = "own-record"
    SEE_UNIT_STATUS = "see-unit-status"
    EXPORT_UNIT = "export-unit"
    ADD_COLLEAGUE = "add-colleague"
    ISSUE_SLIP = "issue-slip"
    RUN_MEETINGS = "run-meetings"
    """Plan them in the own units, and note who came."""
    DECIDE_FOR_COLLEAGUES = "decide-for-colleagues"
    """More time and whatever else is decided for one person; never for oneself."""
    APPOINT_DEPUTY = "appoint-deputy"
    SEE_COUNTS = "see-counts"
    ADMINISTER = "administer"
    """The front page of /admin; what is behind it asks for its own."""
    EDIT_DUTIES = "edit-duties"
    EDIT_ROUTES = "edit-routes"
    OPEN_COURSES = "open-courses"
    """Say which courses anybody may take without signing in."""
    RUN_PANELS = "run-panels"
    IMPORT_PEOPLE = "import-people"
    EDIT_PEOPLE = "edit-people"
    EDIT_UNITS = "edit-units"
    GRANT_ROLES = "grant-roles"
    SEE_AUDIT = "see-audit"
    SEE_LETTERS = "see-letters"
    """What letters say and how many would leave; names only where the viewer leads the unit."""
    SEE_MEASUREMENT = "see-measurement"
    """How groups tell signals from look-alikes; never how anybody does."""
    SEE_ITEM_STATISTICS = "see-item-statistics"
    """How exercises did; never how anybody did."""


@dataclass(frozen=True, slots=True)
class Grant:
    role: Role
    unit: UUID
    from_on: date
    to_on: date | None
    deputy: bool = False
    """Held for somebody else, for a while."""

    def __post_init__(self) -> None:
        check_dates(self.from_on, self.to_on)

    def holds(self, day: date) -> bool:
        return Interval(self.from_on, self.to_on).contains(day)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody signed in."""

    municipality: UUID
    person: UUID
    grants: tuple[Grant, ...] = ()
    language: str = "sv"
    slip: bool = False
    """Came in by a printed slip and has not chosen a secret yet: whoever printed it could too."""


class Anyone(StrEnum):
    """Somebody by nothing but the way they came in."""

    ON_THE_NET = "on-the-net"
    SIGNED_IN = "signed-in"
    """Even if only by a slip."""
    SETTLED = "settled"
    """By a way of their own, no longer a slip."""


@dataclass(frozen=True, slots=True)
class Held:
    """A role held on the unit in question or above it."""

    role: Role
    by_deputies: bool = True


_MANAGER = Held(Role.MANAGER)
_COORDINATOR = Held(Role.COORDINATOR)
_ADMINISTRATOR = Held(Role.ADMINISTRATOR)

PERMISSIONS: Mapping[Permission, tuple[Anyone | Held, ...]] = {
    Permission.PUBLIC: (Anyone.ON_THE_NET,),
    Permission.SIGNED_IN: (Anyone.SIGNED_IN,),
    Permission.OPERATE: (),  # nobody by signing in: the web edge goes by the address
    Permission.LEARN: (Anyone.SETTLED,),
    Permission.OWN_RECORD: (Anyone.SETTLED,),
    Permission.SEE_UNIT_STATUS: (_MANAGER,),
    Permission.EXPORT_UNIT: (_MANAGER,),
    Permission.ADD_COLLEAGUE: (_MANAGER,),
    Permission.ISSUE_SLIP: (_MANAGER, _ADMINISTRATOR),
    Permission.RUN_MEETINGS: (_MANAGER,),
    Permission.DECIDE_FOR_COLLEAGUES: (_MANAGER,),
    Permission.APPOINT_DEPUTY: (Held(Role.MANAGER, by_deputies=False),),
    Permission.SEE_COUNTS: (_MANAGER, _COORDINATOR),
    Permission.ADMINISTER: (_COORDINATOR, _ADMINISTRATOR),
    Permission.EDIT_DUTIES: (_COORDINATOR,),
    Permission.EDIT_ROUTES: (_COORDINATOR,),
    Permission.OPEN_COURSES: (_COORDINATOR, _ADMINISTRATOR),
    Permission.RUN_PANELS: (_COORDINATOR,),
    Permission.IMPORT_PEOPLE: (_ADMINISTRATOR,),
    Permission.EDIT_PEOPLE: (_ADMINISTRATOR,),
    Permission.EDIT_UNITS: (_ADMINISTRATOR,),
    Permission.GRANT_ROLES: (_ADMINISTRATOR,),
    Permission.SEE_AUDIT: (_ADMINISTRATOR,),
    Permission.SEE_LETTERS: (_COORDINATOR, _ADMINISTRATOR),
    Permission.SEE_MEASUREMENT: (_COORDINATOR,),
    Permission.SEE_ITEM_STATISTICS: (Held(Role.AUTHOR), Held(Role.REVIEWER)),
}


def permits(
    actor: Actor | None, permission: Permission, unit: UUID | None, tree: OrgTree, today: date
) -> bool:
    """Whether *actor* may do this in *unit*; with None for the unit, whether anywhere at all.

    *actor* None is somebody who has not signed in. *tree* is today's; a unit that is not in it
    permits nothing that hangs on a role.
    """
    return any(
        _came_in(actor, clause)
        if isinstance(clause, Anyone)
        else any(tree.is_within(unit or top, top) for top in _tops(actor, clause, today))
        for clause in PERMISSIONS[permission]
    )


def hangs_on_a_role(permission: Permission) -> bool:
    """Whether a role can open it; if not, the tree is not asked."""
    return any(isinstance(clause, Held) for clause in PERMISSIONS[permission])


def units_within(
    actor: Actor | None, permission: Permission, tree: OrgTree, today: date
) -> frozenset[UUID]:
    """The units a query for *actor* is limited to; empty where no role of theirs permits it."""
    clauses = (clause for clause in PERMISSIONS[permission] if isinstance(clause, Held))
    tops = (top for clause in clauses for top in _tops(actor, clause, today))
    return frozenset[UUID]().union(*map(tree.subtree, tops))


def may_somewhere(actor: Actor | None, permission: Permission, today: date) -> bool:
    """Whether a role of *actor* permits it at all, wherever it is held.

    For menus: it asks no tree, and so guards nothing.
    """
    if actor is None or not actor.grants:
        return False
    clauses = (clause for clause in PERMISSIONS[permission] if isinstance(clause, Held))
    return any(True for clause in clauses for _top in _tops(actor, clause, today))


def deputised(
    actor: Actor, unit: UUID, from_on: date, to_on: date, tree: OrgTree, *, today: date
) -> Grant:
    """The grant by which *actor* lets somebody stand in as manager of *unit*.

    Raises: Refusal `deputy-outside-own-units` or `deputy-too-long`, over three months.
    """
    if not permits(actor, Permission.APPOINT_DEPUTY, unit, tree, today):
        raise Refusal("deputy-outside-own-units", unit=unit)
    if to_on > months_later(from_on, DEPUTY_MONTHS):
        raise Refusal("deputy-too-long", months=DEPUTY_MONTHS)
    return Grant(Role.MANAGER, unit, from_on, to_on, deputy=True)


def _came_in(actor: Actor | None, way_in: Anyone) -> bool:
    match way_in:
        case Anyone.ON_THE_NET:
            return True
        case Anyone.SIGNED_IN:
            return actor is not None
        case Anyone.SETTLED:
            return actor is not None and not actor.slip


def _tops(actor: Actor | None, held: Held, today: date) -> Iterator[UUID]:
    """The units on which *actor* holds the role today."""
    if actor is None or actor.slip:
        return
    for grant in actor.grants:
        if (
            grant.role is held.role
            and grant.holds(today)
            and (held.by_deputies or not grant.deputy)
        ):
            yield grant.unit
