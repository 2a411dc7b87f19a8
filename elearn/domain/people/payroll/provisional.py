"""Posts that a manager entered, until payroll confirms them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from elearn.domain.people.employment import Employment
from elearn.domain.people.intervals import later
from elearn.domain.people.payroll.given import Given
from elearn.domain.people.payroll.likeness import name_key
from elearn.domain.people.payroll.timeline import start_of

PROVISIONAL_PREFIX = "ny-"
"""Begins the numbers of posts that a manager entered."""
PROVISIONAL_REMEMBERED_DAYS = 120
"""How late payroll may be with somebody whom a manager entered."""

Rows = tuple[Employment, ...]


def people_by_unit_and_name(given: Given) -> Mapping[tuple[UUID, str], list[UUID]]:
    """Whom managers have entered where; names are as `name_key` has them."""
    found: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
    for post in given.known.posts:
        person = given.known.people.get(post.person)
        if person is not None and _may_be_confirmed(post, given.today):
            found[post.unit, name_key(person.given_name, person.family_name)].append(person.id)
    return found


def entered(given: Given, person: UUID, after: Rows, but: Collection[UUID]) -> Employment | None:
    """The post that a manager entered for *person* in a unit of *after*; *but* are posts that
    payroll has taken over."""
    units = {row.unit for row in after}
    found = [
        post
        for post in given.posts_by_person.get(person, ())
        if post.unit in units and post.id not in but and _may_be_confirmed(post, given.today)
    ]
    return max(found, key=start_of, default=None)


def taken_over(post: Employment, after: Rows) -> Rows:
    """*after*, with *post* as payroll's own row; days before payroll's first stay a row of
    their own."""
    first = next(row for row in after if row.unit == post.unit)
    if first.from_on <= post.from_on:
        return tuple(replace(row, id=post.id) if row is first else row for row in after)
    ended = replace(post, to_on=min(post.period.end, first.from_on))
    return (ended, *after)


def _may_be_confirmed(post: Employment, today: date) -> bool:
    return post.provisional and later(post.from_on, PROVISIONAL_REMEMBERED_DAYS) >= today
