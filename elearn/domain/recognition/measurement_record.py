"""What is kept of one learner's measurement blocks: the form, the day, and twelve counts.

Not even while a block is open does it say how a single case was answered: each answer raises one
count, and the order of the cases is chance.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from elearn.domain.errors import FormatError, Refusal
from elearn.domain.people.intervals import months_later
from elearn.domain.recognition.measurement_block import Occasion
from elearn.domain.recognition.rating import RatingCounts, require_level

OPEN_DAYS = 30
"""An open block that was begun longer ago is over."""
KEPT_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Measured:
    """A block that was finished."""

    form: str
    """`course/bank/form`."""
    occasion: Occasion
    on: date
    counts: RatingCounts

    @property
    def course(self) -> str:
        return course_of(self.form)


@dataclass(frozen=True, slots=True)
class OpenBlock:
    """A block while it lasts."""

    token: str
    """Of this block: what a page was drawn for."""
    form: str
    edition: str
    """Of the form's texts when the block was begun."""
    occasion: Occasion
    begun_on: date
    cases: tuple[str, ...]
    """Their ids, in the order in which they are asked."""
    asked: int = 0
    """How many of the first ones have been answered or passed by."""
    counts: RatingCounts = field(default_factory=RatingCounts.none)

    @property
    def next_number(self) -> int:
        """Which case waits for an answer, from 1."""
        return self.asked + 1

    @property
    def is_through(self) -> bool:
        return self.asked >= len(self.cases)

    def require_next(self, token: str, number: int) -> str:
        """The id of the case with *number*, from 1, once it is certain that its turn has come.

        Raises: Refusal `measure-over` for another block's page, `measure-answered` or
            `measure-not-yet`.
        """
        if token != self.token or not 1 <= number <= len(self.cases):
            raise Refusal("measure-over")
        if number != self.next_number:
            raise Refusal("measure-answered" if number < self.next_number else "measure-not-yet")
        return self.cases[number - 1]

    def answered(self, *, is_signal: bool, level: int) -> "OpenBlock":
        """Raises: Refusal `rating-malformed` unless *level* is 1 to 6."""
        counts = self.counts.raised(is_signal=is_signal, level=require_level(level))
        return replace(self, asked=self.asked + 1, counts=counts)

    def skipped(self) -> "OpenBlock":
        """Neither right nor wrong: no count moves."""
        return replace(self, asked=self.asked + 1)


@dataclass(frozen=True, slots=True)
class MeasurementRecord:
    done: tuple[Measured, ...] = ()
    """Oldest first."""
    seen_on: Mapping[str, date] = field(default_factory=dict)
    """The last day on which a block of each form was begun, whether or not it was finished."""
    open: OpenBlock | None = None

    def begun(self, block: OpenBlock) -> "MeasurementRecord":
        seen = {**self.seen_on, block.form: block.begun_on}
        return replace(self, open=block, seen_on=seen)

    def ended(self, *, today: date) -> "MeasurementRecord":
        """With the open block finished; one in which nothing was answered leaves nothing."""
        if self.open is None or not self.open.counts.answers:
            return self.left()
        block = self.open
        done = Measured(block.form, block.occasion, today, block.counts)
        return replace(self.left(), done=(*self.recent(today).done, done))

    def left(self) -> "MeasurementRecord":
        """Without the open block; its form rests all the same."""
        return replace(self, open=None)

    def recent(self, today: date) -> "MeasurementRecord":
        """Without what is over: blocks of two years ago, and an open one of thirty days ago."""
        done = tuple(one for one in self.done if months_later(one.on, KEPT_MONTHS) > today)
        return replace(self, done=done, open=self.open_on(today))

    def open_on(self, today: date) -> OpenBlock | None:
        if self.open and today - self.open.begun_on < timedelta(days=OPEN_DAYS):
            return self.open
        return None

    def of_course(self, course: str) -> tuple[Measured, ...]:
        return tuple(one for one in self.done if one.course == course)

    def as_json(self) -> dict[str, Any]:
        """For sealing; `measurement_record_of` reads it."""
        return {
            "done": [_measured_json(one) for one in self.done],
            "seen_on": {form: day.isoformat() for form, day in self.seen_on.items()},
            "open": _open_json(self.open) if self.open else None,
        }

    def as_file(self) -> dict[str, Any]:
        """For the learner to take along: of an open block how far it is and no count, because which
        one rose with an answer would tell the key of that case."""
        return self.as_json() | {"open": _progress_json(self.open) if self.open else None}


def course_of(form: str) -> str:
    """The course of a form, and of the bank that it belongs to."""
    return form.partition("/")[0]


def measurement_record_of(record: Mapping[str, Any]) -> MeasurementRecord:
    """What `as_json` wrote. Raises: FormatError `practice-malformed`."""
    try:
        return MeasurementRecord(
            tuple(map(_measured, record["done"])),
            {form: date.fromisoformat(day) for form, day in record["seen_on"].items()},
            _open(record["open"]) if record["open"] else None,
        )
    except (AttributeError, KeyError, Refusal, TypeError, ValueError) as error:
        raise FormatError("practice-malformed") from error


def _measured_json(measured: Measured) -> dict[str, Any]:
    return {
        "form": measured.form,
        "occasion": measured.occasion.value,
        "on": measured.on.isoformat(),
        "signals": list(measured.counts.signals),
        "lookalikes": list(measured.counts.lookalikes),
    }


def _measured(record: Mapping[str, Any]) -> Measured:
    return Measured(
        str(record["form"]),
        Occasion(record["occasion"]),
        date.fromisoformat(record["on"]),
        _counts(record),
    )


def _open_json(block: OpenBlock) -> dict[str, Any]:
    return _progress_json(block) | {
        "signals": list(block.counts.signals),
        "lookalikes": list(block.counts.lookalikes),
    }


def _progress_json(block: OpenBlock) -> dict[str, Any]:
    return {
        "token": block.token,
        "form": block.form,
        "edition": block.edition,
        "occasion": block.occasion.value,
        "begun_on": block.begun_on.isoformat(),
        "cases": list(block.cases),
        "asked": block.asked,
    }


def _open(record: Mapping[str, Any]) -> OpenBlock:
    return OpenBlock(
        token=str(record["token"]),
        form=str(record["form"]),
        edition=str(record["edition"]),
        occasion=Occasion(record["occasion"]),
        begun_on=date.fromisoformat(record["begun_on"]),
        cases=tuple(map(str, record["cases"])),
        asked=int(record["asked"]),
        counts=_counts(record),
    )


def _counts(record: Mapping[str, Any]) -> RatingCounts:
    return RatingCounts(tuple(record["signals"]), tuple(record["lookalikes"]))
