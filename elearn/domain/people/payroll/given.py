"""What one planning goes by: the facts, the limits of the list, the day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from elearn.domain.people.employment import Employment
from elearn.domain.people.payroll.facts import Known, Stated


@dataclass(frozen=True)
class Given:
    known: Known
    stated: frozenset[Stated]
    within: frozenset[UUID] | None
    """The units that the list may speak of; None means all."""
    today: date
    new_id: Callable[[], UUID]

    @cached_property
    def posts_by_number(self) -> Mapping[str, Sequence[Employment]]:
        """By employment number, case-folded."""
        found: dict[str, list[Employment]] = defaultdict(list)
        for post in self.known.posts:
            found[post.number.casefold()].append(post)
        return dict(found)

    @cached_property
    def posts_by_person(self) -> Mapping[UUID, Sequence[Employment]]:
        found: dict[UUID, list[Employment]] = defaultdict(list)
        for post in self.known.posts:
            found[post.person].append(post)
        return dict(found)

    def owner_of_number(self, key: str) -> UUID | None:
        """*key* is an employment number, case-folded."""
        posts = self.posts_by_number.get(key)
        return posts[-1].person if posts else self.known.identifiers.get(key)

    def is_running(self, posts: Iterable[Employment]) -> bool:
        """Whether one of *posts* lasts, or begins, today or later."""
        return any(post.period.end > self.today for post in posts)
