"""Leave stops the schedule: nothing falls due in it, and nothing is late after it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from elearn.domain.people.employment import Employment
from elearn.domain.people.intervals import Days, between, intersect, subtract, union
from elearn.domain.recognition.memory import Memory

WARM_UP_CASES = 6
LONG_LEAVE_DAYS = 28
"""Two pulses missed: then the first session back is a warm-up."""


def leaves_of(posts: Iterable[Employment]) -> Days:
    """The days on which the one person whose *posts* these are is on leave from all they have."""
    own = tuple(posts)
    employed = union(post.period for post in own)
    present = union(day for post in own for day in subtract((post.period,), union(post.leaves)))
    return subtract(employed, present)


def days_away(leaves: Days, *, visited_on: date, today: date) -> int:
    """Days of leave since the last visit, today not among them."""
    if visited_on >= today:
        return 0
    away = intersect(leaves, (between(visited_on, today),))
    return sum((stretch.end - stretch.from_on).days for stretch in away)


def thawed(
    memories: Mapping[str, Memory], leaves: Days, *, visited_on: date, today: date
) -> dict[str, Memory]:
    """By concept, what was frozen during leave, due that many days later and not before today.

    For the first visit after *visited_on*, once; without leave in between nothing changes.
    """
    away = days_away(leaves, visited_on=visited_on, today=today)
    if not away:
        return dict(memories)
    return {concept: _later(memory, away, today) for concept, memory in memories.items()}


def warms_up(leaves: Days, *, visited_on: date, today: date) -> bool:
    """Whether this visit begins with one session of `WARM_UP_CASES` in place of what is due."""
    return days_away(leaves, visited_on=visited_on, today=today) >= LONG_LEAVE_DAYS


def _later(memory: Memory, days: int, today: date) -> Memory:
    return replace(memory, due_on=max(today, memory.due_on + timedelta(days)))
