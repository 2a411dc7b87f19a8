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
    """Everybody with a secret of their own; never granted."""
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
    APPOINT_DEPUTY = "appoint-deputy"
    SEE_COUNTS = "see-counts"
    EDIT_DUTIES = "edit-duties"
    EDIT_ROUTES = "edit-routes"
    IMPORT_PEOPLE = "import-people"
    EDIT_PEOPLE = "edit-people"
    EDIT_UNITS = "edit-units"
    GRANT_ROLES = "grant-roles"
    SEE_AUDIT = "see-audit"


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
    ON_THE_NET = "on-the-net"
    SIGNED_IN = "signed-in"


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
    Permission.LEARN: (Held(Role.LEARNER),),
    Permission.OWN_RECORD: (Held(Role.LEARNER),),
    Permission.SEE_UNIT_STATUS: (_MANAGER,),
    Permission.EXPORT_UNIT: (_MANAGER,),
    Permission.ADD_COLLEAGUE: (_MANAGER,),
    Permission.ISSUE_SLIP: (_MANAGER, _ADMINISTRATOR),
    Permission.APPOINT_DEPUTY: (Held(Role.MANAGER, by_deputies=False),),
    Permission.SEE_COUNTS: (_COORDINATOR,),
    Permission.EDIT_DUTIES: (_COORDINATOR,),
    Permission.EDIT_ROUTES: (_COORDINATOR,),
    Permission.IMPORT_PEOPLE: (_ADMINISTRATOR,),
    Permission.EDIT_PEOPLE: (_ADMINISTRATOR,),
    Permission.EDIT_UNITS: (_ADMINISTRATOR,),
    Permission.GRANT_ROLES: (_ADMINISTRATOR,),
    Permission.SEE_AUDIT: (_ADMINISTRATOR,),
}
