"""Notes about one person over weeks, one after the other: was a change seen, in time, and only
where there was one? The formula is that of `recognition/change.py`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from elearn.domain.errors import BadAnswer
from elearn.domain.exercises.exercise import (
    Answer,
    Body,
    Done,
    Exercise,
    Key,
    Outcome,
    Remark,
    Spec,
    Verdict,
    Where,
    joined,
    only,
    parted,
    texts_of,
)
from elearn.domain.exercises.interaction import LEVELS, Interaction, Rating, Scale
from elearn.domain.recognition.change import (
    ALARM_LEVEL,
    FEWEST_NOTES,
    MOST_NOTES,
    ChangeOutcome,
    judge,
)
from elearn.domain.recognition.change import CourseOfEvents as Course

_QUIET = 0


@dataclass(frozen=True)
class Note:
    text: str
    feedback: str


@dataclass(frozen=True)
class CourseOfEvents(Exercise):
    """A numbered task list; `[x]` on the note where concern becomes warranted, if it does."""

    name: ClassVar[str] = "course-of-events"
    keywords: ClassVar[Mapping[str, str]] = {"sv": "Förlopp", "en": "Course of events"}
    bodies: ClassVar[frozenset[Body]] = frozenset({Body.NUMBERED_TASKS})
    settings: ClassVar[frozenset[str]] = frozenset({"concept"})

    notes: tuple[Note, ...]
    change_at: int | None
    """The note, from 1; None where concern is never warranted."""

    @classmethod
    def parse(cls, spec: Spec, *, where: Where) -> Self:
        count = len(spec.items)
        if not FEWEST_NOTES <= count <= MOST_NOTES:
            where.refuse("notes-count", count=count, fewest=FEWEST_NOTES, most=MOST_NOTES)
        changes = [number for number, item in enumerate(spec.items, start=1) if item.checked]
        if len(changes) > 1:
            where.refuse("notes-two-changes", line=spec.items[changes[1] - 1].line)
        notes = tuple(Note(item.text, item.feedback) for item in spec.items)
        return cls(notes, next(iter(changes), None))

    def interaction(self) -> Rating:
        return self._asked_at(1)

    def length(self) -> int:
        return len(self.notes)

    def step(self, answers: Sequence[Answer]) -> Interaction | Done:
        """The notes so far, one more each time."""
        number = len(answers) + 1
        return self._asked_at(number) if number <= len(self.notes) else Done()

    def on_paper(self) -> tuple[Rating, ...]:
        """Each note once, where a screen repeats the earlier ones."""
        return tuple(Rating(Scale.RESPONSE, before=(note.text,)) for note in self.notes)

    def key(self) -> Key:
        """One of the answers that earn all: an ordinary relation until concern is warranted."""
        change = self.change_at or len(self.notes) + 1
        numbers = range(1, len(self.notes) + 1)
        levels = (ALARM_LEVEL if number >= change else _QUIET for number in numbers)
        return frozenset(joined([(str(level),) for level in levels]))

    def grade(self, answer: Answer) -> Outcome:
        """The earlier after the change, the more; concern before it earns nothing."""
        levels = self._levels(answer)
        if not levels:
            return Outcome(0.0)
        outcome = judge(self._course(), levels)
        return Outcome(outcome.credit, self._marks(outcome))

    def remarks(self, answer: Answer) -> tuple[Remark, ...]:
        """How it went as a whole, then note by note."""
        levels = self._levels(answer)
        if not levels:
            return (Remark(Verdict.NEUTRAL, "", code="unanswered"),)
        outcome = judge(self._course(), levels)
        return (self._summary(outcome), *self._by_note(levels))

    def _asked_at(self, number: int) -> Rating:
        return Rating(Scale.RESPONSE, before=tuple(note.text for note in self.notes[:number]))

    def _course(self) -> Course:
        return Course(len(self.notes), self.change_at)

    def _levels(self, answer: Answer) -> tuple[int, ...]:
        """One a note; empty when nothing was answered. Raises: BadAnswer."""
        given = [only(texts) for texts in parted(texts_of(answer))]
        if not set(given) <= set(LEVELS[Scale.RESPONSE]):
            raise BadAnswer("answer-unknown-option")
        if given and len(given) != len(self.notes):
            raise BadAnswer("answer-incomplete")
        return tuple(map(int, given))

    def _marks(self, outcome: ChangeOutcome) -> Mapping[str, int]:
        """One of the four counts the run; *delay* is in notes, and there when it was seen."""
        seen = outcome.delay is not None
        marks = {
            "hit": int(seen),
            "miss": int(outcome.missed),
            "false-alarm": int(outcome.is_false_alarm),
            "correct-rejection": int(self.change_at is None and not outcome.is_false_alarm),
        }
        return marks if outcome.delay is None else marks | {"delay": outcome.delay}

    def _summary(self, outcome: ChangeOutcome) -> Remark:
        if self.change_at is None:
            verdict = Verdict.WRONG if outcome.is_false_alarm else Verdict.RIGHT
            return Remark(verdict, "", code=f"no-change-{verdict}")
        verdict, code = _of_change(outcome)
        values = {"note": self.change_at, "seen": self.change_at + (outcome.delay or 0)}
        return Remark(verdict, "", code=code, values=values)

    def _by_note(self, levels: Sequence[int]) -> Iterator[Remark]:
        """Each note by itself: concern is right from the change on, and only there."""
        for number, (note, level) in enumerate(zip(self.notes, levels, strict=True), start=1):
            is_warranted = self.change_at is not None and number >= self.change_at
            fits = (level >= ALARM_LEVEL) == is_warranted
            verdict = Verdict.RIGHT if fits else Verdict.WRONG
            code = f"response-{level}"
            yield Remark(verdict, "", note.feedback, code=code, about=note.text)


def _of_change(outcome: ChangeOutcome) -> tuple[Verdict, str]:
    if outcome.is_false_alarm:
        return Verdict.WRONG, "change-too-early"
    if outcome.missed:
        return Verdict.MISSED, "change-missed"
    if outcome.delay == 0:
        return Verdict.RIGHT, "change-in-time"
    if outcome.credit == 1:
        return Verdict.RIGHT, "change-soon"
    return Verdict.NEUTRAL, "change-late"


EXERCISE_TYPE = CourseOfEvents
