"""Notes about one person over weeks: was a change seen, in time, and only where there was one?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from elearn.domain.errors import BadAnswer, Refusal
from elearn.domain.recognition.proportion import Proportion

FEWEST_NOTES, MOST_NOTES = 4, 8
LEVELS = frozenset({0, 1, 2, 3})
ALARM_LEVEL = 2
"""From this level of concern on, the change counts as seen."""
FULL_CREDIT_DELAY = 1
"""Notes after the change within which seeing it is as good as at once."""


@dataclass(frozen=True, slots=True)
class CourseOfEvents:
    """Raises: Refusal `course-of-events-malformed` outside 4 to 8 notes, or 1 to their number."""

    notes: int
    change_at: int | None
    """The note, from 1, on which concern becomes warranted; None where it never does."""

    def __post_init__(self) -> None:
        at = self.change_at
        if not FEWEST_NOTES <= self.notes <= MOST_NOTES or (
            at is not None and not 1 <= at <= self.notes
        ):
            raise Refusal("course-of-events-malformed")


@dataclass(frozen=True, slots=True)
class ChangeOutcome:
    credit: float
    """From 0 to 1."""
    is_false_alarm: bool
    """Whether concern came although, or before, anything warranted it."""
    delay: int | None
    """Notes from the change until it was seen; None when it was not, or there was none."""
    missed: bool
    """Whether there was a change and nothing was ever seen."""


def judge(course: CourseOfEvents, levels: Sequence[int]) -> ChangeOutcome:
    """What is said of these levels of concern, 0 to 3, one a note; only the first alarm counts.

    Raises: BadAnswer unless there is one level a note.
    """
    if len(levels) != course.notes or not frozenset(levels) <= LEVELS:
        raise BadAnswer("answer-malformed")
    alarms = (note for note, level in enumerate(levels, start=1) if level >= ALARM_LEVEL)
    return _outcome(course.notes, course.change_at, next(alarms, None))


def _outcome(notes: int, change_at: int | None, alarm_at: int | None) -> ChangeOutcome:
    if alarm_at is None:
        missed = change_at is not None
        return ChangeOutcome(0.0 if missed else 1.0, False, None, missed)
    if change_at is None or alarm_at < change_at:
        return ChangeOutcome(0.0, True, None, False)
    delay = alarm_at - change_at
    in_time = delay <= FULL_CREDIT_DELAY
    late = 1.0 if in_time else (notes + 1 - alarm_at) / (notes - change_at)
    return ChangeOutcome(late, False, delay, False)


@dataclass(frozen=True, slots=True)
class ChangeReport:
    false_alarms: Proportion
    """Of all runs, those in which concern came without or before cause."""
    missed: Proportion
    """Of all runs, those with a change that was never seen."""
    median_delay: float | None
    """In notes, over the runs in which the change was seen; None when there are none."""


def report(outcomes: Iterable[ChangeOutcome]) -> ChangeReport:
    """The three figures, kept apart: a quick eye and many false alarms are not one number."""
    runs = tuple(outcomes)
    delays = [run.delay for run in runs if run.delay is not None]
    return ChangeReport(
        Proportion(sum(run.is_false_alarm for run in runs), len(runs)),
        Proportion(sum(run.missed for run in runs), len(runs)),
        median(delays) if delays else None,
    )
