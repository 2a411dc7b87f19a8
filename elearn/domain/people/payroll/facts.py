"""What goes in: the rows of a list, and what is known before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from elearn.domain.people.employment import Employment, EmploymentKind
from elearn.domain.people.intervals import Days, Interval
from elearn.domain.people.naming import shown_name


class Stated(StrEnum):
    """Columns that a list may leave out; what it does not state stays as it is."""

    AID_CODE = "aid_code"
    KIND = "kind"
    TO_ON = "to_on"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class PayrollRow:
    """One line: a post, or one more leave of the same post."""

    row: int
    number: str
    given_name: str
    family_name: str
    unit: str
    """The unit's code."""
    from_on: date
    to_on: date | None = None
    """The first day after it, unlike the last day that the list holds."""
    aid_code: str = ""
    """Empty when the list does not say."""
    kind: EmploymentKind | None = None
    """None when the list does not say."""
    email: str = ""
    """Empty when the list does not say; an address is not taken away by a list."""
    username: str = ""
    leave: Interval | None = None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    id: UUID
    given_name: str
    family_name: str
    alias: str | None = None
    email: str | None = None

    @property
    def shown_name(self) -> str:
        return shown_name(self.given_name, self.family_name, self.alias)


@dataclass(frozen=True, slots=True)
class KnownUnit:
    id: UUID
    days: Days
    """When it is there."""
    heir: str = ""
    """The code of the unit it was merged into; empty for most."""


@dataclass(frozen=True, slots=True)
class Known:
    people: Mapping[UUID, KnownPerson]
    """Without those merged into another."""
    posts: Sequence[Employment]
    identifiers: Mapping[str, UUID]
    """Sign-in names and employment numbers, case-folded."""
    units: Mapping[str, KnownUnit]
    """By code, case-folded."""
