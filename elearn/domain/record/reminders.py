"""When somebody is reminded of what a duty asks, from their status and what was sent before.

The ladder has one rung before the last day, one in its week and two after it. Only the highest rung
that has been reached counts: what was missed is not made up for. A rung is climbed once for each
last day. Whoever has completed something of the course lately is left in peace.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from elearn.domain.record.completion import Status

PEACE_DAYS = 7
"""After a completion nothing is said of its course for so long."""
ESCALATE_DAYS = 22
"""Days after the last day, before a manager hears of it."""
ANSWER_DAYS = 7
"""Days that somebody has, after a letter that says it is late, before a manager hears of it."""
NEXT_LEVEL_DAYS = 28
"""Days that a manager has, before the next one above hears of it."""
LONGEST_NOTICE_DAYS = 30
"""No rung is reached earlier than this before the last day."""


class Step(StrEnum):
    BEFORE_DUE = "before-due"
    ON_DUE = "on-due"
    AFTER_DUE = "after-due"
    AFTER_DUE_AGAIN = "after-due-again"
    BEFORE_EXPIRY = "before-expiry"
    ON_EXPIRY = "on-expiry"
    AFTER_EXPIRY = "after-expiry"
    AFTER_EXPIRY_AGAIN = "after-expiry-again"


DUE_LADDER = (
    (-14, Step.BEFORE_DUE),
    (-6, Step.ON_DUE),
    (1, Step.AFTER_DUE),
    (15, Step.AFTER_DUE_AGAIN),
)
"""From how many days after the last day on; the week before it counts as the day itself, because
letters come once a week."""
EXPIRY_LADDER = (
    (-LONGEST_NOTICE_DAYS, Step.BEFORE_EXPIRY),
    (-6, Step.ON_EXPIRY),
    (1, Step.AFTER_EXPIRY),
    (15, Step.AFTER_EXPIRY_AGAIN),
)
LADDERS: Mapping[Status, tuple[tuple[int, Step], ...]] = {
    Status.NEVER_NOT_DUE: DUE_LADDER,
    Status.NEVER_OVERDUE: DUE_LADDER,
    Status.UNDER_WAY: DUE_LADDER,
    Status.EXPIRING: EXPIRY_LADDER,
    Status.EXPIRED: EXPIRY_LADDER,
}
"""A status that is not here asks for nothing."""
LATE = frozenset({Step.AFTER_DUE, Step.AFTER_DUE_AGAIN, Step.AFTER_EXPIRY, Step.AFTER_EXPIRY_AGAIN})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a duty asks of somebody, for a stretch of days."""

    person: UUID
    duty: UUID
    course: str
    status: Status
    due_on: date
    """The last day to do it in time; of what expires, the last valid day."""
    from_on: date
    to_on: date | None

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that said it."""

    person: UUID
    """Whom it was about."""
    duty: UUID
    due_on: date
    step: str
    """A `Step`, or `manager-2` for what the manager at the second level was told."""
    sent_on: date
    sent_to: UUID


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a letter reminds of."""

    asked: Asked
    step: Step
    is_new: bool
    """Whether no letter has said it at this step."""


def step_of(asked: Asked, day: date) -> Step | None:
    """The highest rung that *asked* has reached by *day*; None below the first."""
    late_days = (day - asked.due_on).days
    reached = [step for from_day, step in LADDERS.get(asked.status, ()) if late_days >= from_day]
    return reached[-1] if reached else None


def lines_on(
    asked: Iterable[Asked],
    sent: Iterable[Sent],
    completed: Mapping[str, date],
    day: date,
) -> tuple[Line, ...]:
    """What a letter to one person on *day* would say, the earliest last day first.

    *completed* is the latest completion by course. A letter is due when a line is new.
    """
    known = {(each.duty, each.due_on, each.step) for each in sent}
    found = []
    for each in asked:
        step = step_of(each, day) if each.holds(day) else None
        if step is not None and not _is_fresh(completed.get(each.course), day):
            is_new = (each.duty, each.due_on, step.value) not in known
            found.append(Line(each, step, is_new))
    return tuple(sorted(found, key=lambda line: (line.asked.due_on, line.asked.course)))


def level_of(asked: Asked, sent: Iterable[Sent], day: date) -> int:
    """How many levels of managers may know of it by *day*: 0 while it is between the person and
    the product, and one more at a time.

    *sent* is everything ever said about the person.
    """
    if (day - asked.due_on).days < ESCALATE_DAYS:
        return 0
    said = [each for each in sent if (each.duty, each.due_on) == (asked.duty, asked.due_on)]
    told = {_level(each.step): each.sent_on for each in said if _level(each.step)}
    if told:
        highest = max(told)
        return highest + (day - told[highest] >= timedelta(days=NEXT_LEVEL_DAYS))
    reached = (each.sent_on for each in said if each.step in LATE)
    return int(any(day - sent_on >= timedelta(days=ANSWER_DAYS) for sent_on in reached))


def manager_step(level: int) -> str:
    return f"manager-{level}"


def told_levels(asked: Asked, sent: Iterable[Sent]) -> Iterator[int]:
    """The levels that were told of it."""
    for each in sent:
        if (each.duty, each.due_on) == (asked.duty, asked.due_on) and _level(each.step):
            yield _level(each.step)


def _level(step: str) -> int:
    """0 for what the person was told."""
    return int(step.removeprefix("manager-")) if step.startswith("manager-") else 0


def _is_fresh(completed_on: date | None, day: date) -> bool:
    return completed_on is not None and (day - completed_on).days < PEACE_DAYS
