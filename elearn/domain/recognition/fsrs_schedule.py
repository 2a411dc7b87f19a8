"""The default schedule: FSRS with its default parameters, aware that an answer may be a guess.

The package does the arithmetic of memory. Ours are the two histories an answer may have, known
or guessed, and the day on which recall, expected over both, has fallen to what is wanted.

Source: decisions/0015; github.com/open-spaced-repetition/py-fsrs.
"""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import exp, log

from fsrs import Card, Rating, Scheduler, State

from elearn.domain.recognition.answer import Answer, Grade, grade_of, probability_known
from elearn.domain.recognition.case import YES_NO_GUESS, Case
from elearn.domain.recognition.forgetting import recall_after
from elearn.domain.recognition.memory import Memory
from elearn.domain.recognition.schedule import LONGEST_DAYS, SHORTEST_DAYS

RETENTION = 0.85
RETENTION_YES_NO = 0.87
KNOWN_AT_FIRST = 0.7
"""How often a concept is known at its first case, right after it was taught."""

_RATINGS = {Grade.AGAIN: Rating.Again, Grade.HARD: Rating.Hard, Grade.GOOD: Rating.Good}
_FSRS = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
_LONGER_THAN_SHORTEST = range(SHORTEST_DAYS + 1, LONGEST_DAYS + 1)


def retention_for(cases: Collection[Case]) -> float:
    """The recall to keep up for a concept with these exemplars; higher if all are yes or no."""
    only_yes_no = all(case.guess_chance >= YES_NO_GUESS for case in cases)
    return RETENTION_YES_NO if cases and only_yes_no else RETENTION


@dataclass(frozen=True, slots=True)
class FsrsSchedule:
    retention: float = RETENTION

    def after(self, memory: Memory | None, answer: Answer, *, today: date) -> Memory:
        known = _reviewed(memory, grade_of(answer), today)
        guessed = _reviewed(memory, Grade.AGAIN, today)
        share = probability_known(answer, self._recall_before(memory, today))
        return Memory(
            stability=exp(_mix(share, log(known.stability), log(guessed.stability))),
            difficulty=_mix(share, known.difficulty, guessed.difficulty),
            due_on=today + timedelta(self._interval_days(share, known, guessed)),
            last_on=today,
            exposures=memory.exposures + 1 if memory else 1,
        )

    def recall(self, memory: Memory, *, today: date) -> float:
        return recall_after((today - memory.last_on).days, memory.stability)

    def _recall_before(self, memory: Memory | None, today: date) -> float:
        return self.recall(memory, today=today) if memory else KNOWN_AT_FIRST

    def _interval_days(self, share: float, known: "_Strength", guessed: "_Strength") -> int:
        def missing(days: int) -> float:
            middle = days - 0.5
            return -_mix(
                share,
                recall_after(middle, known.stability),
                recall_after(middle, guessed.stability),
            )

        return SHORTEST_DAYS + bisect_right(_LONGER_THAN_SHORTEST, -self.retention, key=missing)


@dataclass(frozen=True, slots=True)
class _Strength:
    stability: float
    difficulty: float


def _reviewed(memory: Memory | None, grade: Grade, today: date) -> _Strength:
    card, _ = _FSRS.review_card(_card(memory, today), _RATINGS[grade], _midnight(today))
    assert card.stability is not None
    assert card.difficulty is not None
    return _Strength(card.stability, card.difficulty)


def _card(memory: Memory | None, today: date) -> Card:
    if memory is None:
        return Card(card_id=0, due=_midnight(today))
    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_midnight(memory.due_on),
        last_review=_midnight(memory.last_on),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _mix(share: float, known: float, guessed: float) -> float:
    return share * known + (1 - share) * guessed
