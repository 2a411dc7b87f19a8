"""Who stood where on a day, and what that comes to: the slow way, from the rows of the facts.

Written from the rules and sharing none of the product's code but its tables: no periods, no sums,
no tree. One day after another for one person after another.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from elearn.store.models import Duty, Employment, Evidence, Exemption, Leave, Person, UnitPlacement

DAY = timedelta(1)


@dataclass(frozen=True)
class Stands:
    status: str
    due_on: date | None
    valid_until: date | None

    def is_late(self, day: date) -> bool:
        if self.status in ("never-overdue", "expired"):
            return True
        return self.status == "under-way" and self.due_on is not None and self.due_on < day


class SlowCount:
    """Of the duty of an invented municipality that asks everybody for all modules of *course*."""

    def __init__(self, session, course: str, days: set[date]) -> None:
        self.duty = session.query(Duty).filter_by(course_id=course).one()
        self.places = defaultdict(list)
        for row in session.query(UnitPlacement):
            self.places[row.unit_id].append(row)
        self.names = {
            row.id: row.alias or f"{row.given_name} {row.family_name}"
            for row in session.query(Person)
        }
        self.posts, self.leaves = defaultdict(list), defaultdict(list)
        for row in session.query(Employment):
            self.posts[row.person_id].append(row)
        for row in session.query(Leave):
            self.leaves[row.employment_id].append(row)
        self.exempt, self.done = defaultdict(list), defaultdict(list)
        for row in session.query(Exemption).filter_by(duty_id=self.duty.id):
            self.exempt[row.person_id].append(row)
        rows = session.query(Evidence).filter_by(course_id=course).all()
        taken_back = {row.withdraws for row in rows}
        for row in rows:
            if row.withdraws is None and row.id not in taken_back:
                self.done[row.person_id].append(row)
        self.days = days
        self.stands = {
            person: dict(self._live(person)) for person in self.posts if person in self.names
        }

    def units(self, person: UUID, day: date) -> set[UUID]:
        """Where the person is employed."""
        return {post.unit_id for post in self.posts[person] if _holds(post, day)}

    @cache  # noqa: B019 - one count lives as long as its test
    def above(self, unit: UUID | None, day: date) -> tuple[UUID, ...]:
        """The unit and everything over it that day; nothing when it was not there."""
        for row in self.places.get(unit, ()):
            if row.from_on <= day and (row.to_on is None or day < row.to_on):
                return (row.unit_id, *self.above(row.parent_id, day))
        return ()

    def name(self, unit: UUID, day: date) -> str:
        return next(
            row.name
            for row in self.places[unit]
            if row.from_on <= day and (row.to_on is None or day < row.to_on)
        )

    def people(self, unit: UUID, day: date) -> dict[UUID, Stands]:
        """Everybody under *unit* whom the duty concerns."""
        return {
            person: stands[day]
            for person, stands in self.stands.items()
            if day in stands and any(unit in self.above(at, day) for at in self.units(person, day))
        }

    @cache  # noqa: B019
    def counted(self, unit: UUID, day: date) -> "Counted":
        here = self.people(unit, day)
        parts = Counter(each.status for each in here.values())
        return Counted(
            parts,
            late=sum(each.is_late(day) for each in here.values()),
            begun_late=sum(
                each.status == "under-way" and each.is_late(day) for each in here.values()
            ),
        )

    def _live(self, person: UUID) -> Iterator[tuple[date, Stands]]:
        """Every day up to the last that is wanted."""
        held: dict[str, date] = {}
        last_round: date | None = None
        start: date | None = None
        last_on: date | None = None
        on, end = self._first_day(person), max(self.days)
        while on <= end:
            for row in self.done[person]:
                if row.completed_on == on:
                    held[row.module_id] = on
            held = {
                module: day
                for module, day in held.items()
                if (on - day).days <= self.duty.valid_days
            }
            if set(held) == set(self.duty.modules):
                last_round, held = on, {}
            if self._concerned(person, on):
                if last_on is None or (on - last_on).days > 31:
                    start = on
                last_on = on
                if on in self.days:
                    yield on, self._stand(person, on, start, last_round, bool(held))
            on += DAY

    def _first_day(self, person: UUID) -> date:
        """What was done before the duty began counts too."""
        return min([self.duty.from_on, *(row.completed_on for row in self.done[person])])

    def _stand(self, person, on, start, last_round, has_begun) -> Stands:
        if self._is_exempt(person, on):
            return Stands("exempt", None, None)
        if self._is_away(person, on):
            return Stands("paused", None, None)
        until = last_round and last_round + timedelta(self.duty.valid_days)
        if until is not None and until >= start:
            left = (until - on).days
            status = "expired" if left < 0 else "valid"
            if 0 <= left < self.duty.renewal_days:
                status = "expiring"
            return Stands(status, until, until)
        due_on = self._due_on(person, start)
        if has_begun:
            return Stands("under-way", due_on, None)
        is_over = due_on is not None and due_on < on
        return Stands("never-overdue" if is_over else "never-not-due", due_on, None)

    def _due_on(self, person: UUID, start: date) -> date | None:
        """Neither paused nor exempt days count; None when they never end."""
        passed, on = 0, start
        while passed < self.duty.due_days or self._is_idle(person, on):
            passed += not self._is_idle(person, on)
            on += DAY
            if (on - start).days > 3000:
                return None
        return on

    def _is_idle(self, person: UUID, on: date) -> bool:
        if not self._concerned(person, on):
            return False
        return self._is_exempt(person, on) or self._is_away(person, on)

    def _concerned(self, person: UUID, on: date) -> bool:
        return on >= self.duty.from_on and any(_holds(post, on) for post in self.posts[person])

    def _is_exempt(self, person: UUID, on: date) -> bool:
        rows = self.exempt[person]
        return any(row.from_on <= on and (row.to_on is None or on < row.to_on) for row in rows)

    def _is_away(self, person: UUID, on: date) -> bool:
        return all(
            any(
                leave.from_on <= on and (leave.to_on is None or on < leave.to_on)
                for leave in self.leaves[post.id]
            )
            for post in self.posts[person]
            if _holds(post, on)
        )


@dataclass(frozen=True)
class Counted:
    parts: Counter
    late: int
    begun_late: int

    @property
    def concerned(self) -> int:
        return self.parts.total()

    @property
    def of(self) -> str:
        """As pages say it."""
        asked = self.concerned - self.parts["exempt"] - self.parts["paused"]
        return f"{self.parts['valid'] + self.parts['expiring']} of {asked}"


def _holds(post: Employment, on: date) -> bool:
    end = post.to_on or date.max
    if post.is_provisional:
        end = min(end, post.from_on + timedelta(30))
    return post.from_on <= on < end
