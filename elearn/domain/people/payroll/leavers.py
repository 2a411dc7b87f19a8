"""Who is employed in the covered units and not on the list: they have left."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from elearn.domain.people.employment import Employment
from elearn.domain.people.intervals import Interval, intersect
from elearn.domain.people.payroll.changes import ChangeKind, PostChange
from elearn.domain.people.payroll.given import Given
from elearn.domain.people.payroll.timeline import start_of


def leavers(
    given: Given, numbers: Collection[str], covered: Collection[UUID]
) -> Iterable[PostChange]:
    """*numbers* are those of the list, case-folded, whether sound or not."""
    for number, posts in given.posts_by_number.items():
        if number in numbers:
            continue
        rows = tuple(sorted(posts, key=start_of))
        last = rows[-1]
        going = next((row for row in rows if row.period.end > given.today), None)
        if going is None or going.provisional or going.unit not in covered:
            continue
        if last.person in given.known.people:
            after = tuple(_ended(rows, given.today))
            yield PostChange(ChangeKind.LEAVES, last.person, last.number, rows, after, None)


def is_open(leaver: PostChange) -> bool:
    """Whether nobody knew of the end."""
    return leaver.before[-1].to_on is None


def posts_from_today(given: Given, covered: Collection[UUID]) -> int:
    """In the covered units, without those a manager entered."""
    return sum(
        post.unit in covered and not post.provisional and post.period.end > given.today
        for post in given.known.posts
    )


def _ended(rows: Iterable[Employment], today: date) -> Iterable[Employment]:
    """*rows* until *today*; those that were only planned are gone."""
    for row in rows:
        if row.period.end <= today:
            yield row
        elif row.from_on < today:
            leaves = intersect(row.leaves, (Interval(row.from_on, today),))
            yield replace(row, to_on=today, leaves=leaves)
