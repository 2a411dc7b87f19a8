"""What somebody must have done, how soon, and for how long it lasts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from itertools import chain
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.employment import Employment, EmploymentKind, is_in_family
from elearn.domain.people.intervals import Days, Interval, check_dates, intersect, union
from elearn.domain.people.permissions import Role

MOST_WORKING_DAYS = 60


class Need(StrEnum):
    ALL = "all"
    ONE_OF = "one-of"


class DueFrom(StrEnum):
    """What the days to do it in are counted from."""

    CONCERN = "concern"
    """The first day that the duty concerns somebody."""
    EMPLOYMENT = "employment"
    """The first day of the employment."""
    ROLE = "role"
    """The first day of the role that the duty is for."""
    PUBLICATION = "publication"
    """The day on which the modules were there; for whoever comes later, their first day."""
    DATE = "date"
    """Nothing: the last day is a date. Whoever comes after it has the days, from their first."""


@dataclass(frozen=True, slots=True)
class Duty:
    id: UUID
    course: str
    modules: tuple[str, ...]
    """Never empty and never "the whole course": a module published later changes nobody's past."""
    need: Need
    units: frozenset[UUID]
    """The duty is for these and everything under them; never empty."""
    aid_families: frozenset[str]
    """Beginnings of AID codes; empty means every code, known or not."""
    employment_kinds: frozenset[EmploymentKind]
    """Empty means every kind."""
    due_days: int
    """Counted from what `due_from` says."""
    valid_days: int | None
    """None means for ever."""
    renewal_days: int
    """The last days of the validity, in which it is time to do it again."""
    from_on: date
    to_on: date | None
    roles: frozenset[Role] = frozenset()
    """Only those who hold one of them, not as deputies; empty means everybody."""
    due_from: DueFrom = DueFrom.CONCERN
    due_on: date | None = None
    """The last day, where it is a date."""
    least_working_days: int = 0
    """Nobody has fewer working days than this from when it became theirs to do."""
    set_on: date | None = None
    """The day on which it was decided, before which nobody could know; None when that is not
    known, and then it is as if it always was."""
    published_on: date | None = None
    """The day from which all its modules could be taken; None when nothing is counted from it."""
    withdrawn: Days = ()
    """The days on which what it asks cannot be taken, because modules are out of use."""
    earlier: tuple["Duty", ...] = ()
    """What it asked before it was changed, the oldest first; each ends where the next begins, the
    last where this one does. These have none themselves."""

    def __post_init__(self) -> None:
        check_dates(self.from_on, self.to_on)
        if not self.modules:
            raise Refusal("duty-without-modules")
        if not self.units:
            raise Refusal("duty-without-units")
        if self.due_days < 0 or self.renewal_days < 0:
            raise Refusal("days-below-zero")
        if not 0 <= self.least_working_days <= MOST_WORKING_DAYS:
            raise Refusal("working-days-outside", most=MOST_WORKING_DAYS)
        if self.due_from is DueFrom.DATE and self.due_on is None:
            raise Refusal("due-without-date")
        if self.due_from is DueFrom.ROLE and not self.roles:
            raise Refusal("due-from-role-without-roles")
        if self.valid_days is not None and self.renewal_days >= self.valid_days:
            raise Refusal("renewal-not-within-validity")

    @property
    def period(self) -> Interval:
        return Interval(self.from_on, self.to_on)

    @property
    def first_on(self) -> date:
        """The first day of all, however often it was changed since."""
        return self.earlier[0].from_on if self.earlier else self.from_on

    def asks(self, employment: Employment) -> bool:
        """Whether the duty is for such a post, wherever it is and whenever."""
        fits_kind = not self.employment_kinds or employment.kind in self.employment_kinds
        return fits_kind and is_in_family(employment.aid_code, self.aid_families)


def days_withdrawn(need: Need, modules: Iterable[str], gaps: Mapping[str, Days]) -> Days:
    """When a duty for *modules* cannot be done, *gaps* being the days on which each is out of use:
    one is enough where all are asked for, and all of them where one will do."""
    each = [gaps.get(module, ()) for module in modules]
    return union(chain.from_iterable(each)) if need is Need.ALL else reduce(intersect, each)


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for a duty, given to one person."""

    granted_on: date
    """From this day on the last day is a later one; before it, it was what it was."""
    until_on: date
