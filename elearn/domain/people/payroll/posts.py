"""What a list changes about the posts of the people on it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from elearn.domain.people.employment import Employment, EmploymentKind
from elearn.domain.people.payroll.changes import ChangeKind, PostChange
from elearn.domain.people.payroll.entries import Entry
from elearn.domain.people.payroll.given import Given
from elearn.domain.people.payroll.provisional import entered, taken_over
from elearn.domain.people.payroll.timeline import is_told, start_of, timeline

Rows = tuple[Employment, ...]


class Posts:
    """The posts of the list, as far as it has been read."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._joined: set[UUID] = set()
        """New people whose first post has been seen."""
        self._confirmed: set[UUID] = set()
        """The posts entered by managers that payroll has taken over."""

    def changes(self, entry: Entry, person: UUID) -> Iterable[PostChange]:
        """None, or one."""
        before = tuple(sorted(self._given.posts_by_number.get(entry.key, ()), key=start_of))
        if len(before) == len(entry.stints) == 1 and is_told(before[0], entry.stints[0]):
            return
        after = self._after(entry, person, before)
        kind = self._kind(person, before, after)
        post = None if before else entered(self._given, person, after, but=self._confirmed)
        if post is not None:
            self._confirmed.add(post.id)
            kind, before, after = ChangeKind.CONFIRMED, (post,), taken_over(post, after)
        if before != after:
            yield PostChange(kind, person, entry.number, before, after, entry.first.row)

    def _after(self, entry: Entry, person: UUID, before: Rows) -> Rows:
        given = self._given
        blank = Employment(
            id=person,
            person=person,
            unit=entry.stints[0].unit,
            number=before[-1].number if before else entry.number,
            aid_code="",
            kind=EmploymentKind.PERMANENT,
            from_on=given.today,
            to_on=None,
        )
        return timeline(
            before, entry.stints, given.stated, blank, today=given.today, new_id=given.new_id
        )

    def _kind(self, person: UUID, before: Rows, after: Rows) -> ChangeKind:
        if person not in self._given.known.people:
            is_first = person not in self._joined
            self._joined.add(person)
            return ChangeKind.JOINS if is_first else ChangeKind.ADDS_POST
        if not self._given.is_running(before):
            if before and not self._given.is_running(after):
                return ChangeKind.CHANGES
            return ChangeKind.ADDS_POST if self._is_here(person) else ChangeKind.RETURNS
        today = self._given.today
        if _unit_on(before, today) != _unit_on(after, today) or before[-1].unit != after[-1].unit:
            return ChangeKind.MOVES
        return ChangeKind.CHANGES

    def _is_here(self, person: UUID) -> bool:
        posts = self._given.posts_by_person.get(person, ())
        return any(post.period.contains(self._given.today) for post in posts)


def _unit_on(rows: Iterable[Employment], day: date) -> UUID | None:
    return next((row.unit for row in rows if row.period.contains(day)), None)
