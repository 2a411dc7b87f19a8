"""A person's posts, as payroll knows them: dated, in a unit, with an occupation code.

A post that changes unit, code or kind is two rows with one number, one after the other.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby, pairwise
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.people.intervals import Interval, check_dates, intersect, later, union

PROVISIONAL_DAYS = 30


class EmploymentKind(StrEnum):
    PERMANENT = "permanent"
    HOURLY = "hourly"
    TEMPORARY = "temporary"


@dataclass(frozen=True, slots=True)
class Employment:
    id: UUID
    person: UUID
    unit: UUID
    number: str
    """The payroll's employment number; its rows never overlap."""
    aid_code: str
    """Digits of the AID occupation code; empty when not yet known, and then in no family."""
    kind: EmploymentKind
    from_on: date
    to_on: date | None
    leaves: tuple[Interval, ...] = ()
    """Days away from this post, in any order; never a cause."""
    provisional: bool = False
    """Entered by a manager and not yet confirmed by payroll."""

    def __post_init__(self) -> None:
        check_dates(self.from_on, self.to_on)
        if self.aid_code and not (self.aid_code.isascii() and self.aid_code.isdigit()):
            raise Refusal("aid-code-not-digits", aid_code=self.aid_code)

    @property
    def period(self) -> Interval:
        """The days of this row; a provisional one ends by itself after 30."""
        if not self.provisional:
            return Interval(self.from_on, self.to_on)
        last = later(self.from_on, PROVISIONAL_DAYS)
        return Interval(self.from_on, min(last, self.to_on or last))


def longest_unit(posts: Iterable[Employment], today: date) -> UUID | None:
    """Where somebody has been longest of the units they are employed in *today*: where one unit
    has to stand for a person. None without a post."""
    held = [(post.from_on, post.unit) for post in posts if post.period.contains(today)]
    return min(held)[1] if held else None


def is_in_family(aid_code: str, families: Collection[str]) -> bool:
    """Whether *aid_code* begins with one of *families*; no families at all means every code."""
    return not families or aid_code.startswith(tuple(families))


def confirmed(employment: Employment) -> Employment:
    return replace(employment, provisional=False)


def transferred(
    employment: Employment, unit: UUID, on: date, *, new_id: UUID
) -> tuple[Employment, ...]:
    """The rows that put *employment* in *unit* from *on*: the old one cut short, a new one after.

    A row that begins on *on* or later is moved whole and keeps its id.

    Raises: Refusal `employment-over`.
    """
    if not employment.period.end > on:
        raise Refusal("employment-over", employment=employment.id, on=on)
    if employment.from_on >= on:
        return (replace(employment, unit=unit),)
    before = Interval(employment.from_on, on)
    after = Interval(on, employment.period.to_on)
    return (_cut(employment, before), replace(_cut(employment, after), id=new_id, unit=unit))


def overlaps(employments: Iterable[Employment]) -> list[tuple[Employment, Employment]]:
    """Neighbouring rows with one number that share a day, the earlier first."""
    rows = sorted(employments, key=lambda row: (row.number, row.from_on))
    by_number = (list(group) for _, group in groupby(rows, key=lambda row: row.number))
    return [(a, b) for group in by_number for a, b in pairwise(group) if b.from_on < a.period.end]


def _cut(employment: Employment, period: Interval) -> Employment:
    leaves = intersect(union(employment.leaves), (period,))
    return replace(employment, from_on=period.from_on, to_on=period.to_on, leaves=leaves)
