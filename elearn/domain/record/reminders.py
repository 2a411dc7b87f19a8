"""When somebody is reminded of what a duty asks, from their status and what was sent before.

The ladder has one rung before the last day, one in its week and two after it; how many days before
and after, each duty says. Only the highest rung that has been reached counts: what was missed is
not made up for. A rung is climbed once for each last day. Whoever has completed something of the
course lately is left in peace.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from elearn.domain.errors import Refusal
from elearn.domain.record.completion import Status

PEACE_DAYS = 7
"""After a completion nothing is said of its course for so long."""
ESCALATE_DAYS = 22
"""Days after the last day, before a manager hears of it."""
ANSWER_DAYS = 7
"""Days that somebody has, after a letter that says it is late, before a manager hears of it."""
NEXT_LEVEL_DAYS = 28
"""Days that a manager has, before the next one above hears of it."""
WEEK_DAYS = 7
"""Letters come once a week: no two rungs are closer than this."""
LONGEST_NOTICE_DAYS = 90
"""No rung is reached earlier than this before the last day."""
LATEST_FIRST_DAYS = 14
"""Whoever is late is told so by then: no manager hears of it before."""
LATEST_AGAIN_DAYS = 90


class Step(StrEnum):
    BEFORE_DUE = "before-due"
    ON_DUE = "on-due"
    AFTER_DUE = "after-due"
    AFTER_DUE_AGAIN = "after-due-again"
    BEFORE_EXPIRY = "before-expiry"
    ON_EXPIRY = "on-expiry"
    AFTER_EXPIRY = "after-expiry"
    AFTER_EXPIRY_AGAIN = "after-expiry-again"


@dataclass(frozen=True, slots=True)
class Ladder:
    """When a duty is spoken of, in days before or after the last day."""

    before_due: int = 14
    """0 for no letter before the week of the last day."""
    before_expiry: int = 30
    """The same, for what is to be renewed."""
    after: int = 1
    after_again: int = 15
    """0 for no second letter."""

    def __post_init__(self) -> None:
        """Raises: Refusal `reminder-before-due-outside`, `reminder-before-expiry-outside`,
        `reminder-after-outside` or `reminder-again-outside`."""
        for name in ("before_due", "before_expiry"):
            if getattr(self, name) not in (0, *range(WEEK_DAYS, LONGEST_NOTICE_DAYS + 1)):
                raise Refusal(
                    f"reminder-{name.replace('_', '-')}-outside",
                    least=WEEK_DAYS,
                    longest=LONGEST_NOTICE_DAYS,
                )
        if not 1 <= self.after <= LATEST_FIRST_DAYS:
            raise Refusal("reminder-after-outside", longest=LATEST_FIRST_DAYS)
        least = self.after + WEEK_DAYS
        if self.after_again not in (0, *range(least, LATEST_AGAIN_DAYS + 1)):
            raise Refusal("reminder-again-outside", least=least, longest=LATEST_AGAIN_DAYS)

    @property
    def longest_notice(self) -> int:
        return max(self.before_due, self.before_expiry, WEEK_DAYS)

    def rungs(self, status: Status) -> tuple[tuple[int, Step], ...]:
        """From how many days after the last day on, in order; none where nothing is asked."""
        if status not in STEPS:
            return ()
        before, on, after, again = STEPS[status]
        notice = self.before_expiry if before is Step.BEFORE_EXPIRY else self.before_due
        found = [(1 - WEEK_DAYS, on), (self.after, after)]
        if notice:
            found.insert(0, (-notice, before))
        if self.after_again:
            found.append((self.after_again, again))
        return tuple(found)


USUAL = Ladder()
DUE_STEPS = (Step.BEFORE_DUE, Step.ON_DUE, Step.AFTER_DUE, Step.AFTER_DUE_AGAIN)
EXPIRY_STEPS = (
    Step.BEFORE_EXPIRY,
    Step.ON_EXPIRY,
    Step.AFTER_EXPIRY,
    Step.AFTER_EXPIRY_AGAIN,
)
STEPS: Mapping[Status, tuple[Step, Step, Step, Step]] = {
    Status.NEVER_NOT_DUE: DUE_STEPS,
    Status.NEVER_OVERDUE: DUE_STEPS,
    Status.UNDER_WAY: DUE_STEPS,
    Status.EXPIRING: EXPIRY_STEPS,
    Status.EXPIRED: EXPIRY_STEPS,
}
"""Before the last day, in its week, after it, once more. A status that is not here asks for
nothing."""
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
    ladder: Ladder = USUAL
    is_extended: bool = False
    """Whether *due_on* is a later day than the last valid one, because more time was given."""

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
    status = Status.UNDER_WAY if asked.is_extended else asked.status
    reached = [step for from_day, step in asked.ladder.rungs(status) if late_days >= from_day]
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
