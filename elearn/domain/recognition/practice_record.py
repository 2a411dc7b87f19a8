"""What is kept of one learner's practice and measurement: numbers, days, ids; never an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from elearn.domain.errors import FormatError
from elearn.domain.people.intervals import Days
from elearn.domain.recognition.answer import Answer
from elearn.domain.recognition.case import Anchor, Case, Truth
from elearn.domain.recognition.leave import thawed
from elearn.domain.recognition.mastery import Mastery
from elearn.domain.recognition.measurement_record import MeasurementRecord, measurement_record_of
from elearn.domain.recognition.memory import memory_of
from elearn.domain.recognition.offer import next_offer_on
from elearn.domain.recognition.practice import PracticeState
from elearn.domain.recognition.rating import certainty_of, concern_of
from elearn.domain.recognition.schedule import Schedule

SEEN_KEPT = 500
"""Cases; an older one counts as not seen again."""


@dataclass(frozen=True, slots=True)
class PracticeRecord:
    """Lives sealed, under a pseudonym."""

    state: PracticeState = field(default_factory=PracticeState)
    mastery: Mapping[str, Mastery] = field(default_factory=dict)
    """By concept."""
    measurement: MeasurementRecord = field(default_factory=MeasurementRecord)

    def after(self, case: Case, level: int, schedule: Schedule, *, today: date) -> "PracticeRecord":
        """With the answer of *level*, 1 to 6, to *case*; how a grey case was answered leaves
        nothing behind. Raises: Refusal `rating-malformed`."""
        met = self.having_met(case, today=today)
        if case.truth is Truth.GREY:
            return met
        right = concern_of(level) == (case.truth is Truth.SIGNAL)
        answer = Answer(right, certainty_of(level), case.guess_chance)
        before = self.state.memories.get(case.concept)
        memory = schedule.after(before, answer, today=today)
        mastery = self.mastery.get(case.concept, Mastery())
        return replace(
            met,
            state=replace(met.state, memories={**met.state.memories, case.concept: memory}),
            mastery={
                **self.mastery,
                case.concept: mastery.after(case.truth, right=right, today=today),
            },
        )

    def having_met(self, case: Case, *, today: date) -> "PracticeRecord":
        """With *case* shown, whether or not it was answered."""
        seen = (*self.state.seen, case.id)[-SEEN_KEPT:]
        shown_on = dict(self.state.shown_on)
        if case.anchor is not None:
            shown_on[case.anchor] = today
        return replace(self, state=replace(self.state, seen=seen, shown_on=shown_on))

    def thawed(self, leaves: Days, *, visited_on: date, today: date) -> "PracticeRecord":
        """With due days moved on by the leave since the last visit; see `leave.thawed`."""
        memories = thawed(self.state.memories, leaves, visited_on=visited_on, today=today)
        return replace(self, state=replace(self.state, memories=memories))

    @property
    def next_offer_on(self) -> date | None:
        """When a session is suggested next; None where there is nothing to go by."""
        memories = self.state.memories.values()
        begun = (one.first_on for one in self.mastery.values() if one.first_on)
        return next_offer_on(
            started_on=min(begun, default=None),
            last_session_on=max((one.last_on for one in memories), default=None),
            due_on=[one.due_on for one in memories],
        )

    def as_json(self) -> dict[str, Any]:
        """For sealing; `record_of` reads it."""
        return {
            "memories": {one: each.as_json() for one, each in self.state.memories.items()},
            "averages": {one: _mastery_json(each) for one, each in self.mastery.items()},
            "seen": list(self.state.seen),
            "shown_on": {one.value: day.isoformat() for one, day in self.state.shown_on.items()},
            "measurement": self.measurement.as_json(),
        }

    def as_file(self) -> dict[str, Any]:
        """For the learner to take along."""
        return self.as_json() | {"measurement": self.measurement.as_file()}


def record_of(record: Mapping[str, Any]) -> PracticeRecord:
    """What `as_json` wrote. Raises: FormatError `memory-malformed` or `practice-malformed`."""
    try:
        return PracticeRecord(
            PracticeState(
                memories={one: memory_of(each) for one, each in record["memories"].items()},
                seen=tuple(map(str, record["seen"])),
                shown_on={
                    Anchor(one): date.fromisoformat(day) for one, day in record["shown_on"].items()
                },
            ),
            {one: _mastery(each) for one, each in record["averages"].items()},
            measurement_record_of(record["measurement"])
            if "measurement" in record  # older ones know of none
            else MeasurementRecord(),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise FormatError("practice-malformed") from error


def _mastery_json(mastery: Mastery) -> dict[str, Any]:
    return {
        "signals": mastery.signals,
        "lookalikes": mastery.lookalikes,
        "exposures": mastery.exposures,
        "first_on": mastery.first_on.isoformat() if mastery.first_on else None,
        "last_on": mastery.last_on.isoformat() if mastery.last_on else None,
    }


def _mastery(record: Mapping[str, Any]) -> Mastery:
    return Mastery(
        signals=float(record["signals"]),
        lookalikes=float(record["lookalikes"]),
        exposures=int(record["exposures"]),
        first_on=_day(record["first_on"]),
        last_on=_day(record["last_on"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
