"""Who has been shown somebody's name and status: worked out from where they worked that day.

No row names the person who was looked at. A page of a unit shows everybody who works there or in
a unit under it on the day that the page is about; so that is who was shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from elearn.domain.people.employment import Employment
from elearn.domain.people.org import Placement


@dataclass(frozen=True, slots=True)
class View:
    """A page or file that somebody opened."""

    actor: UUID
    unit: UUID
    page: str
    shown_on: date
    """The day that it was about."""
    viewed_at: datetime


class Whereabouts:
    """Where one person was in the organisation, day by day."""

    def __init__(self, posts: Iterable[Employment], placements: Iterable[Placement]) -> None:
        self._posts = tuple(posts)
        self._placed: Mapping[UUID, Sequence[Placement]] = _by_unit(placements)
        self._known: dict[date, frozenset[UUID]] = {}

    def units_on(self, day: date) -> frozenset[UUID]:
        """Where they were employed that day, and everything above it."""
        if day not in self._known:
            here = [post.unit for post in self._posts if post.period.contains(day)]
            self._known[day] = frozenset(unit for each in here for unit in self._up(each, day))
        return self._known[day]

    def units_ever(self) -> frozenset[UUID]:
        """Every unit of which a page can have shown them, on whatever day."""
        found = {post.unit for post in self._posts}
        waiting = list(found)
        while waiting:
            for placed in self._placed.get(waiting.pop(), ()):
                if placed.parent is not None and placed.parent not in found:
                    found.add(placed.parent)
                    waiting.append(placed.parent)
        return frozenset(found)

    def _up(self, unit: UUID, day: date) -> Iterator[UUID]:
        passed: set[UUID] = set()
        at: UUID | None = unit
        while at is not None and at not in passed:
            passed.add(at)
            yield at
            placed = (each for each in self._placed.get(at, ()) if each.period.contains(day))
            at = next((each.parent for each in placed), None)


def seen_by_others(person: UUID, whereabouts: Whereabouts, views: Iterable[View]) -> list[View]:
    """The views that showed *person*, but for their own; the latest first."""
    showing = (
        view
        for view in views
        if view.actor != person and view.unit in whereabouts.units_on(view.shown_on)
    )
    return sorted(showing, key=lambda view: view.viewed_at, reverse=True)


def _by_unit(placements: Iterable[Placement]) -> Mapping[UUID, Sequence[Placement]]:
    found: dict[UUID, list[Placement]] = defaultdict(list)
    for each in placements:
        found[each.unit].append(each)
    return found
